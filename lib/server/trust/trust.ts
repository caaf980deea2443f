import { createHash } from 'node:crypto'
import type { TrustConfig } from '../../schema/config.ts'
import type { Expectation, IdentityRule } from '../../verify/cosign/identity.ts'
import type { NamedKeyring, ProvenanceTrust } from '../../verify/index.ts'
import type { LoadedConfig } from '../config/read-config.ts'
import { SourceError } from '../errors/source-error.ts'
import { noCosign, type CosignSpec } from './cosign-trust.ts'
import { keyringFile } from './keyring-file.ts'
import { notationFiles, type NotationSpec } from './notation-trust.ts'
import { canonicalPlace, coversPlace } from './place.ts'
import { trustFile, type TrustFile } from './trust-file.ts'

/** One thing that a policy asks for, with everything to judge it by. */
export type Requirement = { readonly asks: string } & (
  | { readonly mechanism: 'provenance'; readonly trust: ProvenanceTrust }
  | { readonly mechanism: 'cosign'; readonly trust: CosignSpec }
  | { readonly mechanism: 'notation'; readonly trust: NotationSpec }
)

export interface PlacedPolicy {
  readonly match: string
  readonly place: string
  readonly require: readonly Requirement[]
}

/** A configuration's trust, files read. */
export interface Trust {
  readonly policies: readonly PlacedPolicy[]
  /** what counts where there is no policy at all; null for mechanisms that nothing is configured for */
  readonly provenance: ProvenanceTrust | null
  readonly cosign: CosignSpec
  readonly notation: NotationSpec | null
  /** whether authorities are asked about revocation, and which private addresses they may have; null: nobody is asked */
  readonly revocation: { readonly allowAddresses: readonly string[] } | null
  /** changes whenever anything changes that a verdict may depend on */
  readonly hash: string
}

export const noTrust: Trust = {
  policies: [],
  provenance: null,
  cosign: noCosign,
  notation: null,
  revocation: null,
  hash: 'none',
}

/**
 * Reads what a configuration trusts. Files are read again when they have changed, so that a change counts at once.
 * @throws SourceError CONFIG_INVALID where a policy names what is not there
 */
export function loadTrust(loaded: LoadedConfig): Trust {
  const { trust } = loaded.config
  if (trust === undefined) return noTrust
  const hash = createHash('sha256').update(JSON.stringify(trust))
  const file = (relative: string): TrustFile => {
    const read = trustFile(loaded.path(relative))
    hash.update(`\0${relative}\0${read.hash}`)
    return read
  }
  const keyrings = (trust.keyrings ?? []).map(({ name, file: path }) => {
    file(path)
    return { name, keyring: keyringFile(loaded.path(path)).keyring }
  })
  const keys = (trust.keys ?? []).map((key) => ({ name: key.name, file: file(key.file) }))
  const trustedRoot = trust.trustedRoot === undefined ? null : file(trust.trustedRoot)
  const known: Known = {
    keyrings,
    keys,
    trustedRoot,
    file,
    notation: (policy, store) => notationFiles(loaded.path(policy), loaded.path(store), hash),
  }
  const policies = (trust.policies ?? []).map(({ match, require }) => ({
    match,
    place: canonicalPlace(match, (relative) => loaded.path(relative)),
    require: require.map((one) => toRequirement(one, known)),
  }))
  const hasPolicies = policies.length > 0
  return {
    policies,
    provenance: hasPolicies || keyrings.length === 0 ? null : { keyrings, fingerprints: [] },
    cosign: { ...noCosign, trustedRoot, keys: hasPolicies ? [] : keys },
    notation: null,
    revocation:
      trust.revocation?.ask === true ? { allowAddresses: trust.revocation.allowAddresses ?? [] } : null,
    hash: hash.digest('hex'),
  }
}

interface Known {
  readonly keyrings: readonly NamedKeyring[]
  readonly keys: CosignSpec['keys']
  readonly trustedRoot: TrustFile | null
  file(relative: string): TrustFile
  notation(policyFile: string, storeDir: string): NotationSpec
}

type Written = NonNullable<TrustConfig['policies']>[number]['require'][number]

function toRequirement(written: Written, known: Known): Requirement {
  if ('provenance' in written) {
    const { keyring, fingerprints = [] } = written.provenance
    const pins = fingerprints.length > 0 ? ` (${fingerprints.join(', ')})` : ''
    return {
      mechanism: 'provenance',
      asks: `a provenance file signed by a key of ${keyring}${pins}`,
      trust: {
        keyrings: named(known.keyrings, keyring, 'keyring'),
        fingerprints: fingerprints.map((one) => one.replaceAll(/[\s:]/g, '').toUpperCase()),
      },
    }
  }
  if ('notation' in written) {
    const { policyFile, storeDir } = written.notation
    return {
      mechanism: 'notation',
      asks: `a signature that ${policyFile} accepts`,
      trust: known.notation(policyFile, storeDir),
    }
  }
  const { cosign } = written
  const base = { ...noCosign, trustedRoot: known.trustedRoot, ignoreLog: cosign.ignoreLog ?? false }
  if ('key' in cosign) {
    return {
      mechanism: 'cosign',
      asks: `a cosign signature by ${cosign.key}`,
      trust: { ...base, keys: named(known.keys, cosign.key, 'key') },
    }
  }
  const rule = identityRule(cosign)
  const trustedRoot = cosign.trustedRoot === undefined ? base.trustedRoot : known.file(cosign.trustedRoot)
  const who = `${cosign.subject ?? cosign.subjectRegExp} by ${cosign.issuer ?? cosign.issuerRegExp}`
  return {
    mechanism: 'cosign',
    asks: `a cosign signature by ${who}`,
    trust: { ...base, trustedRoot, identities: [rule] },
  }
}

function named<T extends { readonly name: string }>(
  all: readonly T[],
  name: string,
  what: string,
): readonly T[] {
  const found = all.filter((one) => one.name === name)
  if (found.length > 0) return found
  throw new SourceError(
    'CONFIG_INVALID',
    `a policy asks for ${what} ${JSON.stringify(name)}, which trust.${what}s does not name`,
    { phase: 'configuration' },
  )
}

/**
 * Subject and issuer belong together: a subject alone could be had from any issuer.
 * @throws SourceError CONFIG_INVALID
 */
export function identityRule(given: {
  readonly subject?: string | undefined
  readonly subjectRegExp?: string | undefined
  readonly issuer?: string | undefined
  readonly issuerRegExp?: string | undefined
}): IdentityRule {
  const one = (exact: string | undefined, pattern: string | undefined, what: string): Expectation => {
    if (exact !== undefined && exact !== '') return { exact }
    if (pattern !== undefined && pattern !== '') return { pattern }
    throw new SourceError('CONFIG_INVALID', `an identity needs its ${what} too`, { phase: 'configuration' })
  }
  return {
    subject: one(given.subject, given.subjectRegExp, 'subject'),
    issuer: one(given.issuer, given.issuerRegExp, 'issuer'),
  }
}

/** The policy for a chart: of those that cover its place, the one that names it most exactly. */
export const policyFor = (trust: Trust, place: string): PlacedPolicy | undefined =>
  trust.policies
    .filter((policy) => coversPlace(policy.place, place))
    .sort((a, b) => b.place.length - a.place.length)[0]

/** Whose provenance counts at a place: what its policy asks for, else what is configured without policies. */
export const provenanceTrust = (trust: Trust, policy: PlacedPolicy | undefined): ProvenanceTrust | null => {
  const asked = policy?.require.find((one) => one.mechanism === 'provenance')
  return asked?.mechanism === 'provenance' ? asked.trust : trust.provenance
}
