import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Verdict } from '../schema/verdict.ts'
import type { LoadedConfig } from '../server/config/read-config.ts'
import { openChart } from '../server/sources/open-place.ts'
import { noCosign, type CosignSpec } from '../server/trust/cosign-trust.ts'
import { notationFiles, type NotationSpec } from '../server/trust/notation-trust.ts'
import { canonicalPlace } from '../server/trust/place.ts'
import { trustFile, type TrustFile } from '../server/trust/trust-file.ts'
import {
  identityRule,
  loadTrust,
  noTrust,
  policyFor,
  provenanceTrust,
  type Trust,
} from '../server/trust/trust.ts'
import { judgeFile } from '../server/verdict/judge-file.ts'
import { judgeReference } from '../server/verdict/judge-reference.ts'
import type { ProvenanceTrust } from '../verify/index.ts'
import { FlagError, type Parsed } from './flags.ts'
import type { Io } from './io.ts'
import { cliOpening } from './opening.ts'
import { reporting } from './report.ts'
import type { VerifyFlags } from './verify.ts'

/**
 * Verdicts that need a configuration or a source. Gives the exit status instead where there is nothing to judge.
 * @param explicit what flags say of provenance; null where no flag says anything of trust
 */
export async function verifyRemote(
  reference: string,
  isLocal: boolean,
  explicit: { readonly provenance: ProvenanceTrust | null } | null,
  parsed: Parsed<VerifyFlags>,
  io: Io,
): Promise<Verdict | number> {
  let verdict: Verdict | undefined
  const { flags } = parsed
  const status = await reporting(io, async () => {
    const config = await configuration(flags.config, io)
    const trust = explicit ? explicitTrust(explicit.provenance, parsed) : config ? loadTrust(config) : noTrust
    if (isLocal) {
      const place = canonicalPlace(reference, (path) => resolve(path))
      verdict = judgeFile(reference, provenanceTrust(trust, policyFor(trust, place)), new Date())
      return 0
    }
    const opening = { ...(await cliOpening(parsed, io)), ...(flags.config !== '' && { config }) }
    const wanted = { version: flags.version, devel: flags.devel, repo: flags.repo }
    const chart = await openChart(reference, wanted, opening)
    const address = flags.repo === '' ? reference : `${flags.repo}/${reference}`
    const place = placeOfReference(address, chart.repository)
    verdict = await judgeReference({ ...chart, reference, place, trust, now: new Date() })
    return 0
  })
  return verdict ?? status
}

/** zod and the YAML parser are only loaded for a file that is there. @throws SourceError CONFIG_INVALID */
async function configuration(named: string, io: Io): Promise<LoadedConfig | undefined> {
  if (named !== '') return (await import('../server/config/read-config.ts')).readConfig(resolve(named))
  if ((io.env['CHARTROOM_CONFIG'] ?? '') === '' && !existsSync('chartroom.yaml')) return undefined
  return (await import('../server/config/find-config.ts')).ownConfig(io.env)
}

/** Flags alone: they win over every configuration. @throws FlagError, SourceError */
function explicitTrust(provenance: ProvenanceTrust | null, parsed: Parsed<VerifyFlags>): Trust {
  return {
    policies: [],
    provenance,
    cosign: cosignFlags(parsed),
    notation: notationFlags(parsed),
    revocation: null,
    hash: 'flags',
  }
}

function cosignFlags({ flags }: Parsed<VerifyFlags>): CosignSpec {
  const file = (path: string): TrustFile | null => (path === '' ? null : trustFile(resolve(path)))
  const subject = flags['certificate-identity']
  const subjectRegExp = flags['certificate-identity-regexp']
  const issuer = flags['certificate-oidc-issuer']
  const issuerRegExp = flags['certificate-oidc-issuer-regexp']
  if ((subject !== '' && subjectRegExp !== '') || (issuer !== '' && issuerRegExp !== ''))
    throw new FlagError('give an identity or issuer either as it is or as a pattern')
  const isAsked = [subject, subjectRegExp, issuer, issuerRegExp].some((one) => one !== '')
  if (isAsked && subject + subjectRegExp === '')
    throw new FlagError(
      '--certificate-oidc-issuer needs --certificate-identity or --certificate-identity-regexp',
    )
  if (isAsked && issuer + issuerRegExp === '')
    throw new FlagError(
      '--certificate-identity needs --certificate-oidc-issuer or --certificate-oidc-issuer-regexp',
    )
  return {
    ...noCosign,
    keys: flags.key.map((path) => ({ name: path, file: trustFile(resolve(path)) })),
    identities: isAsked ? [identityRule({ subject, subjectRegExp, issuer, issuerRegExp })] : [],
    trustedRoot: file(flags['trusted-root']),
    certificateChain: file(flags['certificate-chain']),
    ignoreLog: flags['insecure-ignore-tlog'],
  }
}

function notationFlags({ flags }: Parsed<VerifyFlags>): NotationSpec | null {
  const policy = flags['trust-policy']
  const store = flags['trust-store']
  if (policy === '' && store === '') return null
  if (policy === '' || store === '') throw new FlagError('--trust-policy and --trust-store belong together')
  return notationFiles(resolve(policy), resolve(store))
}

/** The place of a reference is its address without tag and digest; below a layout, the repository. */
function placeOfReference(reference: string, repository: string): string {
  const bare = reference.replace(/@sha\d+:[0-9a-f]+$/, '').replace(/:[^:/]*$/, '')
  const named = `:${repository}`
  const isLayout = bare.startsWith('oci-layout:') && bare.endsWith(named)
  const own = isLayout ? `${bare.slice(0, -named.length)}/${repository}` : bare
  return canonicalPlace(own, (path) => resolve(path))
}
