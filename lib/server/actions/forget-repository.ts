import { audit } from '../access/audit.ts'
import type { Identity } from '../access/identity.ts'
import { changeStore } from '../connections/connection-store.ts'

/** Takes back what was remembered; what the configuration names stays. @throws SourceError STORE_UNREADABLE */
export async function forgetRepository(
  identity: Identity,
  source: string,
  repository: string,
): Promise<void> {
  changeStore(({ remembered, ...kept }) => {
    const { [source]: names = [], ...others } = remembered
    const left = names.filter((name) => name !== repository)
    return { ...kept, remembered: left.length === 0 ? others : { ...others, [source]: left } }
  })
  audit(identity, 'repository forgotten', { source, repository })
}
