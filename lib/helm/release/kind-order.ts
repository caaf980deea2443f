import { compareBytes } from '../../go/text.ts'

/** Kinds in the order of installation. Mirrors `InstallOrder`; Helm 4 adds the two webhook configurations at its end. */
export const installOrder: readonly string[] = [
  'PriorityClass',
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
]

/** Sorts stably by kind: known kinds in order, unknown ones after them by name. Mirrors `lessByKind`. */
export function sortByKind<T extends { readonly kind: string }>(
  items: readonly T[],
  order: readonly string[],
): T[] {
  const rank = new Map(order.map((kind, i) => [kind, i]))
  const known = order.length
  return items.toSorted((a, b) => {
    const first = rank.get(a.kind) ?? known
    const second = rank.get(b.kind) ?? known
    return first === known && second === known ? compareBytes(a.kind, b.kind) : first - second
  })
}
