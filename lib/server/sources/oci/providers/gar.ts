import { SourceError } from '../../../errors/source-error.ts'
import { RegistryClient } from '../registry-client.ts'
import { jsonOf } from '../registry-answer.ts'
import { ownerOf, type ListRepositories } from './provider.ts'

const MOST = 10_000

/**
 * Google's Artifact Registry lists by `_catalog` for a whole host only; `tags/list` of a path tells its children, as gcrane
 * walks them. https://cloud.google.com/artifact-registry/docs
 */
export const listRepositories: ListRepositories = async (listing) => {
  const { connection, namespace, signal } = listing
  ownerOf(listing)
  const client = new RegistryClient(connection)
  const found: string[] = []
  const visit = async (name: string): Promise<void> => {
    if (found.length > MOST)
      throw new SourceError('LIMIT_EXCEEDED', `more than ${MOST} repositories`, {
        host: connection.origin.host,
        phase: 'list',
      })
    const what = `the list below ${name}`
    const answer = await client.get({
      path: `/v2/${name}/tags/list`,
      resource: { kind: 'repository', name },
      what,
      phase: 'list',
      limit: connection.limits.page,
      signal,
    })
    const { child, tags, manifest } = jsonOf(answer, client.question(what, 'list'))
    const holds =
      (Array.isArray(tags) && tags.length > 0) ||
      Object.keys((manifest as object | undefined) ?? {}).length > 0
    if (holds && name !== namespace) found.push(name)
    for (const below of Array.isArray(child) ? child : [])
      if (typeof below === 'string') await visit(`${name}/${below}`)
  }
  await visit(namespace)
  return found
}
