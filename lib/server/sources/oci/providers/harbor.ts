import { pageByPage, ProviderApi, texts, type ListRepositories } from './provider.ts'

const SIZE = 100

/**
 * Harbor's `_catalog` is for its administrators; its API tells the repositories of a project (the first segment of the
 * namespace) to the same login. https://goharbor.io/docs/main/build-customize-contribute/configure-swagger/
 */
export const listRepositories: ListRepositories = (listing) => {
  const [project = ''] = listing.namespace.split('/')
  const api = new ProviderApi(listing, listing.connection.origin)
  const path =
    project === ''
      ? '/api/v2.0/repositories'
      : `/api/v2.0/projects/${encodeURIComponent(project)}/repositories`
  return pageByPage(SIZE, async (page) => {
    const headers: Record<string, string> = project === '' ? {} : { 'x-is-resource-name': 'true' }
    return texts((await api.get(`${path}?page=${page}&page_size=${SIZE}`, 'basic', headers)).json, 'name')
  })
}
