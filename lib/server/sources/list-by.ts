import type { SourceConfig } from '../../schema/config.ts'
import type { ListBy } from './oci/catalog.ts'

/** How a configured source wants its registry listed. */
export const listBy = (config: SourceConfig | undefined, env: ListBy['env']): ListBy => ({
  provider: config?.provider ?? 'auto',
  env,
  api: config?.api === undefined ? undefined : new URL(config.api),
})
