import { createHash } from 'node:crypto'
import type { TrustConfig } from '../../schema/config.ts'
import type { NamedKeyring } from '../../verify/index.ts'
import type { LoadedConfig } from '../config/read-config.ts'
import { keyringFile } from './keyring-file.ts'
import { canonicalPlace, coversPlace } from './place.ts'

type Policy = NonNullable<TrustConfig['policies']>[number]
export type Requirement = Policy['require'][number]

/** A configuration's trust, files read. */
export interface Trust {
  readonly keyrings: readonly NamedKeyring[]
  readonly policies: readonly { readonly match: string; readonly place: string; readonly require: readonly Requirement[] }[]
  /** changes whenever anything changes that a verdict may depend on */
  readonly hash: string
}

export const noTrust: Trust = { keyrings: [], policies: [], hash: 'none' }

/** Reads what a configuration trusts. Files are read again when they have changed, so that a change counts at once. */
export function loadTrust({ config, path }: LoadedConfig): Trust {
  const { trust } = config
  if (trust === undefined) return noTrust
  const hash = createHash('sha256').update(JSON.stringify(trust))
  const keyrings = (trust.keyrings ?? []).map(({ name, file }) => {
    const read = keyringFile(path(file))
    hash.update(`\0${name}\0${read.hash}`)
    return { name, keyring: read.keyring }
  })
  const policies = (trust.policies ?? []).map((policy) => ({ ...policy, place: canonicalPlace(policy.match, path) }))
  return { keyrings, policies, hash: hash.digest('hex') }
}

/** The policy for a chart: of those that cover its place, the one that names it most exactly. */
export const policyFor = (trust: Trust, place: string): Trust['policies'][number] | undefined =>
  trust.policies
    .filter((policy) => coversPlace(policy.place, place))
    .sort((a, b) => b.place.length - a.place.length)[0]
