import type { TrustConfig } from '../../schema/config.ts'
import type { LoadedConfig } from '../config/read-config.ts'
import { keptKeyFile, readKeptTrust } from './kept-trust.ts'
import { loadTrust, type Trust } from './trust.ts'

/**
 * The configuration with what was said on the page: keys that were added there stand beside the file's, policies that were
 * saved there stand in place of the file's.
 */
export function withKeptTrust(loaded: LoadedConfig): LoadedConfig {
  const kept = readKeptTrust()
  if (kept.keys.length === 0 && kept.policies === null) return loaded
  const files = (kind: 'keyring' | 'key') =>
    kept.keys.flatMap((one) => (one.kind === kind ? [{ name: one.name, file: keptKeyFile(one.name) }] : []))
  const { trust } = loaded.config
  return withTrust(loaded, {
    ...trust,
    keyrings: [...(trust?.keyrings ?? []), ...files('keyring')],
    keys: [...(trust?.keys ?? []), ...files('key')],
    ...(kept.policies && { policies: kept.policies.list }),
  })
}

export const withTrust = (loaded: LoadedConfig, trust: TrustConfig): LoadedConfig => ({
  file: loaded.file,
  config: { ...loaded.config, trust },
  path: (relative) => loaded.path(relative),
})

/** @throws SourceError CONFIG_INVALID, STORE_UNREADABLE */
export const trustInForce = (loaded: LoadedConfig): Trust => loadTrust(withKeptTrust(loaded))
