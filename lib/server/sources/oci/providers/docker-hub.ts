import { ownerOf, ProviderApi, texts, type ListRepositories } from './provider.ts'

/**
 * Docker Hub does not list by `_catalog`; its web API tells the public repositories of a namespace.
 * https://docs.docker.com/reference/api/hub/latest/
 */
export const listRepositories: ListRepositories = async (listing) => {
  const owner = ownerOf(listing)
  const api = new ProviderApi(listing, new URL('https://hub.docker.com'))
  const names: string[] = []
  for (let page = 1; page <= 1000; page++) {
    const { json } = await api.get(`/v2/repositories/${owner}/?page_size=100&page=${page}`, 'none')
    const { results, next } = json as { results?: unknown; next?: unknown }
    names.push(...texts(results, 'name').map((name) => `${owner}/${name}`))
    if (typeof next !== 'string') break
  }
  return names
}
