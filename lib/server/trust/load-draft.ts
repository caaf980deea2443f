import type { TrustConfig } from '../../schema/config.ts'
import type { LoadedConfig } from '../config/read-config.ts'
import { SourceError } from '../errors/source-error.ts'
import { loadTrust, type Trust } from './trust.ts'
import { withTrust } from './trust-in-force.ts'

/** Trust as somebody proposes it. @throws SourceError REQUEST_INVALID for what it names and is not there */
export function loadDraft(loaded: LoadedConfig, change: Partial<TrustConfig>): Trust {
  try {
    return loadTrust(withTrust(loaded, { ...loaded.config.trust, ...change }))
  } catch (error) {
    if (error instanceof SourceError && error.code === 'CONFIG_INVALID')
      throw new SourceError('REQUEST_INVALID', error.message, { phase: 'request' })
    throw error
  }
}
