import { pageByPage, ownerOf, ProviderApi, texts, type ListRepositories } from './provider.ts'

const SIZE = 50

/** Gitea and Forgejo tell an owner's container packages, one entry for each version. https://docs.gitea.com/api/ */
export const listRepositories: ListRepositories = async (listing) => {
  const owner = ownerOf(listing)
  const api = new ProviderApi(listing, listing.connection.origin)
  const names = await pageByPage(SIZE, async (page) =>
    texts(
      (await api.get(`/api/v1/packages/${owner}?type=container&page=${page}&limit=${SIZE}`, 'basic')).json,
      'name',
    ),
  )
  return [...new Set(names)].map((name) => `${owner.toLowerCase()}/${name}`)
}
