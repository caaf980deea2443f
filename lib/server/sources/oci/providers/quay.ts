import { ownerOf, ProviderApi, texts, type ListRepositories } from './provider.ts'

/**
 * Quay's API tells the repositories of a namespace: public ones to anybody, private ones to an OAuth token.
 * https://docs.quay.io/api/swagger/
 */
export const listRepositories: ListRepositories = async (listing) => {
  const owner = ownerOf(listing)
  const api = new ProviderApi(listing, new URL(`https://${listing.host}`))
  const isToken = listing.connection.credential.kind !== 'password'
  const names: string[] = []
  let next = ''
  for (let page = 1; page <= 1000; page++) {
    const query = new URLSearchParams({
      namespace: owner,
      public: 'true',
      ...(next !== '' && { next_page: next }),
    })
    const { json } = await api.get(`/api/v1/repository?${query}`, isToken ? 'bearer' : 'none')
    const { repositories, next_page: cursor } = json as { repositories?: unknown; next_page?: unknown }
    names.push(...texts(repositories, 'name').map((name) => `${owner}/${name}`))
    if (typeof cursor !== 'string' || cursor === '' || cursor === next) break
    next = cursor
  }
  return names
}
