import { createHash } from 'node:crypto'
import type { TrustConfig } from '../../schema/config.ts'
import type { NamedKeyring, ProvenanceTrust } from '../../verify/index.ts'
import type { LoadedConfig } from '../config/read-config.ts'
import { keyringFile } from './keyring-file.ts'
import { canonicalPlace, coversPlace } from './place.ts'

type Policy = NonNullable<TrustConfig['policies']>[number]
export type Requirement = Policy['require'][number]

/** A configuration's trust, files read. */
export interface Trust {
  readonly keyrings: readonly NamedKeyring[]
  readonly policies: readonly {
    readonly match: string
    readonly place: string
    readonly require: readonly Requirement[]
  }[]
  /** changes whenever anything changes that a verdict may depend on */
  readonly hash: string
}

export const noTrust: Trust = { keyrings: [], policies: [], hash: 'none' }

/** Reads what a configuration trusts. Files are read again when they have changed, so that a change counts at once. */
export function loadTrust(loaded: LoadedConfig): Trust {
  const { trust } = loaded.config
  const path = (relative: string) => loaded.path(relative)
  if (trust === undefined) return noTrust
  const hash = createHash('sha256').update(JSON.stringify(trust))
  const keyrings = (trust.keyrings ?? []).map(({ name, file }) => {
    const read = keyringFile(path(file))
    hash.update(`\0${name}\0${read.hash}`)
    return { name, keyring: read.keyring }
  })
  const policies = (trust.policies ?? []).map((policy) => ({
    ...policy,
    place: canonicalPlace(policy.match, path),
  }))
  return { keyrings, policies, hash: hash.digest('hex') }
}

export type PlacedPolicy = Trust['policies'][number]

/** What one requirement of a policy trusts. */
export function requiredTrust(requirement: Requirement, { keyrings }: Trust): ProvenanceTrust | null {
  if (!('provenance' in requirement)) return null
  const { keyring, fingerprints = [] } = requirement.provenance
  return {
    keyrings: keyrings.filter((one) => one.name === keyring),
    fingerprints: fingerprints.map((one) => one.replaceAll(/[\s:]/g, '').toUpperCase()),
  }
}

/**
 * Whose provenance counts: whom the policy names; without any policy at all every configured keyring; and nobody where there are
 * policies but none for this place.
 */
export function provenanceTrust(trust: Trust, policy: PlacedPolicy | undefined): ProvenanceTrust | null {
  const asked = policy?.require.find((one) => 'provenance' in one)
  if (asked) return requiredTrust(asked, trust)
  return trust.policies.length > 0 || trust.keyrings.length === 0
    ? null
    : { keyrings: trust.keyrings, fingerprints: [] }
}

/** The policy for a chart: of those that cover its place, the one that names it most exactly. */
export const policyFor = (trust: Trust, place: string): PlacedPolicy | undefined =>
  trust.policies
    .filter((policy) => coversPlace(policy.place, place))
    .sort((a, b) => b.place.length - a.place.length)[0]
