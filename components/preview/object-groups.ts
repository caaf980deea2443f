import type { RenderedObject } from '../../lib/helm/request.ts'

/** What objects are listed by. */
export const GROUPINGS = ['kind', 'namespace', 'source', 'hook'] as const
export type Grouping = (typeof GROUPINGS)[number]

export interface ObjectGroup {
  readonly name: string
  readonly objects: readonly { readonly object: RenderedObject; readonly index: number }[]
}

/**
 * Objects in groups, groups in the order in which they come.
 * @param namespace the release's own, which an object without one goes into
 */
export function groupObjects(
  objects: readonly RenderedObject[],
  by: Grouping,
  namespace: string,
): readonly ObjectGroup[] {
  const groups = new Map<string, { object: RenderedObject; index: number }[]>()
  for (const [index, object] of objects.entries()) {
    const name = groupOf(object, by, namespace)
    const group = groups.get(name) ?? []
    group.push({ object, index })
    groups.set(name, group)
  }
  return [...groups].map(([name, members]) => ({ name, objects: members }))
}

function groupOf({ kind, namespace, source, hooks }: RenderedObject, by: Grouping, own: string): string {
  switch (by) {
    case 'kind':
      return kind === '' ? 'Without a kind' : kind
    case 'namespace':
      return namespace === '' ? `none named (${own}, or the cluster)` : namespace
    case 'source':
      return source.replace(/^[^/]+\//, '')
    case 'hook':
      return hooks.length === 0 ? 'no hook' : hooks.join(', ')
  }
}
