import { existsSync } from 'node:fs'
import type { Verdict } from '../schema/verdict.ts'
import { keyringFile } from '../server/trust/keyring-file.ts'
import { judgeFile } from '../server/verdict/judge-file.ts'
import type { ProvenanceTrust, VerdictStatus } from '../verify/index.ts'
import { connectionFlags, connectionUsage, outputFlag, versionFlags } from './connection-flags.ts'
import { FlagError, list, parseFlags, text } from './flags.ts'
import type { Io } from './io.ts'

export const usage = `Usage: chartroom verify CHART [flags]

Judges the signatures of a chart: oci://host/path[:tag|@digest], https://…/x.tgz, ./x.tgz (with x.tgz.prov beside it),
oci-layout:./dir:tag, or source/name. Exit status: 0 verified, 2 untrusted, 3 invalid, 4 unsigned, 5 could not check.

  --keyring FILE                             public keys to trust, binary or armored; may be repeated
  --config FILE                              trust and policies of a chartroom.yaml
  --version, --devel, --repo                 as helm
${connectionUsage}`

const trustFlags = { keyring: list(), config: text() } as const
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
  const explicit = explicitTrust(flags.keyring)
  // A local file needs no network, no configuration and no contracts: those are loaded only where they are asked for
  const isLocal = !/^(?:oci|https?|oci-layout):/.test(reference) && flags.repo === '' && existsSync(reference)
  const hasConfig =
    flags.config !== '' || (io.env['CHARTROOM_CONFIG'] ?? '') !== '' || existsSync('chartroom.yaml')
  let verdict: Verdict
  if (isLocal && (explicit !== undefined || !hasConfig))
    verdict = judgeFile(reference, explicit ?? null, new Date())
  else {
    const { verifyRemote } = await import('./verify-remote.ts')
    const answer = await verifyRemote(reference, isLocal, explicit, parsed, io)
    if (typeof answer === 'number') return answer
    verdict = answer
  }
  if (flags.output === 'json') io.out(`${JSON.stringify(toContract(verdict), null, 2)}\n`)
  else io.out((await import('./verdict-text.ts')).verdictText(verdict))
  return exits[verdict.status]
}

/** What the flags trust; undefined when they say nothing. */
function explicitTrust(keyrings: readonly string[]): ProvenanceTrust | undefined {
  if (keyrings.length === 0) return undefined
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
  mechanisms: mechanisms.map(({ mechanism, status: own, signer, checks, warnings }) => ({
    mechanism,
    status: own,
    ...(signer && { signer }),
    checks: checks.map(({ code, outcome, expected, actual }) => ({ code, outcome, expected, actual })),
    warnings,
  })),
})
