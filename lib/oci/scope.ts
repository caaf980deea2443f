/** What a token is asked for: a repository, the list of all, or nothing but whether the login holds. */
export type Resource =
  | { readonly kind: 'repository'; readonly name: string }
  | { readonly kind: 'catalog' }
  | { readonly kind: 'login' }

const ownScope = (resource: Resource): string[] => {
  if (resource.kind === 'login') return []
  return [resource.kind === 'catalog' ? 'registry:catalog:*' : `repository:${resource.name}:pull`]
}

/**
 * The scopes to ask a token for. What the challenge names for this very resource comes first (ACR wants
 * `metadata_read` for tags); a scope of another repository is a placeholder (GHCR) and is never merged.
 */
export function scopesFor(resource: Resource, challenged = ''): string[] {
  const wanted = challenged.split(/\s+/).filter((scope) => speaksOf(scope, resource))
  return [
    ...new Set([...wanted, ...(resource.kind === 'catalog' && wanted.length > 0 ? [] : ownScope(resource))]),
  ]
}

function speaksOf(scope: string, resource: Resource): boolean {
  if (resource.kind === 'login') return false
  if (resource.kind === 'catalog') return scope.startsWith('registry:')
  const [type, ...rest] = scope.split(':')
  return /^repository(?:\(\w+\))?$/.test(type!) && rest.slice(0, -1).join(':') === resource.name
}
