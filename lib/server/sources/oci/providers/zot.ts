import { ProviderApi, texts, type ListRepositories } from './provider.ts'

/** zot's search extension tells every image. https://zotregistry.dev/latest/articles/graphql/ */
export const listRepositories: ListRepositories = async (listing) => {
  const api = new ProviderApi(listing, listing.connection.origin)
  const query = encodeURIComponent('{ImageList(repo:""){Results{RepoName}}}')
  const { json } = await api.get(`/v2/_zot/ext/search?query=${query}`, 'basic')
  const { data } = json as { data?: { ImageList?: { Results?: unknown } } }
  return [...new Set(texts(data?.ImageList?.Results, 'RepoName'))]
}
