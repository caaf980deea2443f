import { existsSync } from 'node:fs'
import type { Verdict } from '../schema/verdict.ts'
import { keyringFile } from '../server/trust/keyring-file.ts'
import { judgeFile } from '../server/verdict/judge-file.ts'
import type { ProvenanceTrust, VerdictStatus } from '../verify/index.ts'
import { connectionFlags, connectionUsage, outputFlag, versionFlags } from './connection-flags.ts'
import { bool, FlagError, list, parseFlags, text, type Parsed } from './flags.ts'
import type { Io } from './io.ts'

export const usage = `Usage: chartroom verify CHART [flags]

Judges the signatures of a chart: oci://host/path[:tag|@digest], https://…/x.tgz, ./x.tgz (with x.tgz.prov beside it),
oci-layout:./dir:tag, or source/name. Exit status: 0 verified, 2 untrusted, 3 invalid, 4 unsigned, 5 could not check.

  --keyring FILE                             provenance: public keys to trust, binary or armored; may be repeated
  --key FILE                                 cosign: public key to trust; may be repeated
  --certificate-identity[-regexp] TEXT       cosign: who must have signed; patterns match the whole identity
  --certificate-oidc-issuer[-regexp] TEXT    cosign: who must vouch for that identity
  --trusted-root FILE                        cosign: Sigstore's trusted_root.json instead of the one shipped
  --certificate-chain FILE                   cosign: certificates of an own authority (PEM, the root last)
  --insecure-ignore-tlog                     cosign: the signature need not stand in a transparency log
  --trust-policy FILE, --trust-store DIR     notation: Notary's trustpolicy.json and trust store
  --config FILE                              trust and policies of a chartroom.yaml
  --version, --devel, --repo                 as helm
${connectionUsage}`

export const trustFlags = {
  keyring: list(),
  config: text(),
  key: list(),
  'certificate-identity': text(),
  'certificate-identity-regexp': text(),
  'certificate-oidc-issuer': text(),
  'certificate-oidc-issuer-regexp': text(),
  'trusted-root': text(),
  'certificate-chain': text(),
  'insecure-ignore-tlog': bool(),
  'trust-policy': text(),
  'trust-store': text(),
} as const
export type VerifyFlags = typeof connectionFlags & typeof outputFlag & typeof versionFlags & typeof trustFlags

const exits: Readonly<Record<VerdictStatus, number>> = {
  verified: 0,
  untrusted: 2,
  invalid: 3,
  unsigned: 4,
  unknown: 5,
}

export async function run(args: string[], io: Io): Promise<number> {
  const parsed = parseFlags({ ...connectionFlags, ...outputFlag, ...versionFlags, ...trustFlags }, args)
  const { flags } = parsed
  const [reference, ...more] = parsed.args
  if (reference === undefined || more.length > 0)
    throw new FlagError(`"chartroom verify" requires 1 argument\n\n${usage}`)
  const verdict = await judge(reference, parsed, io)
  if (typeof verdict === 'number') return verdict
  if (flags.output === 'json') io.out(`${JSON.stringify(toContract(verdict), null, 2)}\n`)
  else io.out((await import('./verdict-text.ts')).verdictText(verdict))
  return exits[verdict.status]
}

/** The verdict on one reference, by the flags or else the configuration; the exit status where there is nothing to judge. */
export async function judge(
  reference: string,
  parsed: Parsed<VerifyFlags>,
  io: Io,
): Promise<Verdict | number> {
  const { flags } = parsed
  const keyrings = keyringTrust(flags.keyring)
  const isExplicit = keyrings !== null || NOT_FOR_FILES.some((name) => parsed.changed(name))
  // A local file needs no network, no configuration and no contracts: those are loaded only where they are asked for
  const isLocal = !/^(?:oci|https?|oci-layout):/.test(reference) && flags.repo === '' && existsSync(reference)
  const hasConfig =
    flags.config !== '' || (io.env['CHARTROOM_CONFIG'] ?? '') !== '' || existsSync('chartroom.yaml')
  if (isLocal && (isExplicit || !hasConfig)) {
    const unused = NOT_FOR_FILES.find((name) => parsed.changed(name))
    if (unused)
      io.err(`Note: --${unused} is not used: cosign and notation sign manifests, and a file has none\n`)
    return judgeFile(reference, keyrings, new Date())
  }
  const { verifyRemote } = await import('./verify-remote.ts')
  return verifyRemote(reference, isLocal, isExplicit ? { provenance: keyrings } : null, parsed, io)
}

/** Flags of the mechanisms that sign manifests. */
const NOT_FOR_FILES = [
  'key',
  'certificate-identity',
  'certificate-identity-regexp',
  'certificate-oidc-issuer',
  'certificate-oidc-issuer-regexp',
  'trusted-root',
  'certificate-chain',
  'insecure-ignore-tlog',
  'trust-policy',
  'trust-store',
] as const

function keyringTrust(keyrings: readonly string[]): ProvenanceTrust | null {
  if (keyrings.length === 0) return null
  return {
    keyrings: keyrings.map((file) => ({ name: file, keyring: keyringFile(file).keyring })),
    fingerprints: [],
  }
}

/** The JSON of the command line: the verdict without what only pages draw. */
const toContract = ({ reference, digest, checkedAt, status, mechanisms }: Verdict): object => ({
  reference,
  digest,
  checkedAt,
  status,
  mechanisms: mechanisms.map(({ mechanism, status: own, signer, checks, warnings, attestations }) => ({
    mechanism,
    status: own,
    ...(signer && { signer }),
    checks: checks.map(({ code, outcome, expected, actual }) => ({ code, outcome, expected, actual })),
    warnings,
    ...(attestations && { attestations }),
  })),
})
