import { SourceError } from '../../../errors/source-error.ts'
import { hasNext, ownerOf, ProviderApi, texts, type ListRepositories } from './provider.ts'

const HEADERS = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' }

/**
 * GitHub's container registry does not list; its REST API tells the packages of an organisation or user to a personal access
 * token with `read:packages`, which is what the registry's password is. https://docs.github.com/rest/packages/packages
 */
export const listRepositories: ListRepositories = async (listing) => {
  const owner = ownerOf(listing)
  const api = new ProviderApi(listing, new URL('https://api.github.com'))
  const of = async (kind: 'orgs' | 'users'): Promise<string[]> => {
    const names: string[] = []
    for (let page = 1; page <= 100; page++) {
      const { json, answer } = await api.get(
        `${base(api)}/${kind}/${owner}/packages?package_type=container&per_page=100&page=${page}`,
        'bearer',
        HEADERS,
      )
      names.push(...texts(json, 'name').map((name) => `${owner.toLowerCase()}/${name}`))
      if (!hasNext(answer)) break
    }
    return names
  }
  try {
    return await of('orgs')
  } catch (error) {
    if (error instanceof SourceError && error.code === 'NOT_FOUND') return of('users')
    throw error
  }
}

/** GitHub Enterprise keeps its API below a path. */
const base = (api: ProviderApi): string => api.origin.pathname.replace(/\/$/, '')
