import type { ApiWarning } from '../../lib/objects/kube-apis.ts'

/** What is the matter with an API version, in words. */
export function apiWords({
  apiVersion,
  state,
  at,
  successor,
}: Pick<ApiWarning, 'apiVersion' | 'state' | 'at' | 'successor'>): string {
  const use = successor === '' ? '' : `, use ${successor}`
  switch (state) {
    case 'removed':
      return `${apiVersion} is not served since Kubernetes ${at}${use}`
    case 'deprecated':
      return `${apiVersion} is deprecated, gone in Kubernetes ${at}${use}`
    case 'not-yet':
      return `${apiVersion} is served only since Kubernetes ${at}`
  }
}
