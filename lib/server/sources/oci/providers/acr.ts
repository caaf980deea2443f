import { isRepository } from '../../../../oci/index.ts'
import { RegistryClient } from '../registry-client.ts'
import type { ListRepositories } from './provider.ts'

/** Azure's registry has a list of its own beside `_catalog`. https://learn.microsoft.com/rest/api/containerregistry/ */
export const listRepositories: ListRepositories = async ({ connection, signal }) => {
  const client = new RegistryClient(connection)
  const names: string[] = []
  for await (const { page } of client.pages({
    path: '/acr/v1/_catalog?n=100',
    resource: { kind: 'catalog' },
    what: 'the list of repositories',
    phase: 'list',
    signal,
  })) {
    const listed = page['repositories']
    if (Array.isArray(listed))
      names.push(...listed.filter((name) => typeof name === 'string' && isRepository(name)))
  }
  return names
}
