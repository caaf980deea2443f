import { SourceError } from '../../../errors/source-error.ts'
import { hasNext, ownerOf, ProviderApi, texts, type ListRepositories } from './provider.ts'

/**
 * GitLab's registry refuses `_catalog`; its API tells the repositories of a group or project to a token with `read_api`. The
 * API is beside the token server. https://docs.gitlab.com/api/container_registry/
 */
export const listRepositories: ListRepositories = async (listing) => {
  ownerOf(listing)
  const api = new ProviderApi(listing, apiOf(listing.realm, listing.host))
  const id = encodeURIComponent(listing.namespace)
  const of = async (kind: 'groups' | 'projects'): Promise<string[]> => {
    const names: string[] = []
    for (let page = 1; page <= 1000; page++) {
      const { json, answer } = await api.get(
        `/api/v4/${kind}/${id}/registry/repositories?per_page=100&page=${page}`,
        'bearer',
      )
      names.push(...texts(json, 'path'))
      if (!hasNext(answer)) break
    }
    return names
  }
  try {
    return await of('groups')
  } catch (error) {
    if (error instanceof SourceError && error.code === 'NOT_FOUND') return of('projects')
    throw error
  }
}

/** `registry.gitlab.example` is beside `gitlab.example`, where tokens come from. */
const apiOf = (realm: string, host: string): URL =>
  URL.canParse(realm) ? new URL(new URL(realm).origin) : new URL(`https://${host.replace(/^registry\./, '')}`)
