import { groupOf, isCrd, type ManifestObject } from './manifest-object.ts'
import { at, canonical, isList, isMap, listAt, textAt, type Plain } from './plain.ts'
import type { RiskCode } from './risk-words.ts'

/** What an upgrade from one form of an object to another means. */
export type ChangeHit = readonly [code: RiskCode, part: string, seen: string]

/** Fields that the API server refuses to change, by group and kind. */
const IMMUTABLE: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'apps/Deployment': [['spec', 'selector']],
  'apps/DaemonSet': [['spec', 'selector']],
  'apps/ReplicaSet': [['spec', 'selector']],
  'apps/StatefulSet': [
    ['spec', 'selector'],
    ['spec', 'serviceName'],
    ['spec', 'podManagementPolicy'],
    ['spec', 'volumeClaimTemplates'],
  ],
  'batch/Job': [
    ['spec', 'selector'],
    ['spec', 'template'],
    ['spec', 'completionMode'],
  ],
  '/Service': [['spec', 'clusterIP']],
  '/PersistentVolumeClaim': [
    ['spec', 'storageClassName'],
    ['spec', 'accessModes'],
    ['spec', 'volumeName'],
    ['spec', 'selector'],
  ],
  'storage.k8s.io/StorageClass': [['provisioner'], ['parameters'], ['reclaimPolicy'], ['volumeBindingMode']],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [['roleRef']],
  'rbac.authorization.k8s.io/RoleBinding': [['roleRef']],
  'scheduling.k8s.io/PriorityClass': [['value'], ['preemptionPolicy']],
  'apiextensions.k8s.io/CustomResourceDefinition': [['spec', 'scope']],
}

/** Fields of which the server fills in what is not written: only a change between two written values is refused. */
const FILLED_IN = new Set([
  'clusterIP',
  'storageClassName',
  'volumeName',
  'podManagementPolicy',
  'completionMode',
])

/** What a changed object brings beyond its text. Hooks are left out: Helm deletes and makes them anew. */
export function* changeHits(before: ManifestObject, after: ManifestObject): Generator<ChangeHit> {
  if (before.text === after.text) return
  if (isCrd(after)) yield* crdHits(before, after)
  if (after.kind === 'ClusterRole') yield* widerRights(before, after)
  if (after.hooks.length > 0) return
  const key = `${groupOf(after.apiVersion)}/${after.kind}`
  for (const path of IMMUTABLE[key] ?? []) {
    const [old, now] = [at(before.content, ...path), at(after.content, ...path)]
    const field = path.at(-1)!
    if (FILLED_IN.has(field) && (old === undefined || now === undefined)) continue
    if (canonical(comparable(old, field)) !== canonical(comparable(now, field)))
      yield ['immutable-field', path.join('.'), words(old, now)]
  }
}

/** Of a claim's template, labels and annotations count as well: the server compares the whole. */
const comparable = (value: Plain | undefined, field: string): Plain | undefined =>
  field === 'accessModes' && isList(value) ? value.map(String).sort() : value

function words(old: Plain | undefined, now: Plain | undefined): string {
  if (isMap(old) && isMap(now)) {
    const inner = firstDifference(old, now, [])
    return `${inner.path.join('.')}: ${show(inner.old)} → ${show(inner.now)}`
  }
  return `${show(old)} → ${show(now)}`
}

function firstDifference(
  old: Plain | undefined,
  now: Plain | undefined,
  path: readonly string[],
): { path: readonly string[]; old: Plain | undefined; now: Plain | undefined } {
  if (isMap(old) && isMap(now)) {
    for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
      if (canonical(old[key]) !== canonical(now[key]))
        return firstDifference(old[key], now[key], [...path, key])
    }
  }
  return { path, old, now }
}

function show(value: Plain | undefined): string {
  if (value === undefined) return 'not set'
  const text = typeof value === 'string' ? value : canonical(value)
  return text.length > 80 ? `${text.slice(0, 78)}…` : text
}

function* crdHits(before: ManifestObject, after: ManifestObject): Generator<ChangeHit> {
  const served = ({ content }: ManifestObject): string[] =>
    listAt(content, 'spec', 'versions').flatMap((version) =>
      at(version, 'served') === false ? [] : [textAt(version, 'name')],
    )
  const now = new Set(served(after))
  const lost = served(before).filter((name) => !now.has(name))
  if (lost.length > 0)
    yield ['crd-version-removed', textAt(after.content, 'spec', 'names', 'kind'), lost.join(', ')]
  if (/(?:^|\/)crds\//.test(after.source))
    yield ['crd-changed', textAt(after.content, 'spec', 'names', 'kind'), '']
}

/** Rights of a cluster role that it had not before. */
function* widerRights(before: ManifestObject, after: ManifestObject): Generator<ChangeHit> {
  const had = new Set(rightsOf(before))
  const gained = rightsOf(after).filter((right) => !had.has(right))
  if (gained.length === 0) return
  const more = gained.length > 3 ? ` and ${gained.length - 3} more` : ''
  yield ['wider-rights', '', `${gained.slice(0, 3).join(', ')}${more}`]
}

/** `update deployments.apps`: each right by itself. */
const rightsOf = ({ content }: ManifestObject): string[] =>
  listAt(content, 'rules').flatMap((rule) =>
    listAt(rule, 'apiGroups').flatMap((group) =>
      listAt(rule, 'resources').flatMap((resource) =>
        listAt(rule, 'verbs').map((verb) => `${verb} ${resource}${group === '' ? '' : `.${group}`}`),
      ),
    ),
  )

const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'DaemonSet'])

/** What it means that an object goes away. */
export function* removalHits(object: ManifestObject): Generator<ChangeHit> {
  if (isCrd(object)) yield ['crd-removed', textAt(object.content, 'spec', 'names', 'kind'), object.name]
  if (object.kind === 'PersistentVolumeClaim') yield ['claim-removed', '', object.name]
  if (object.kind === 'Namespace') yield ['namespace-removed', '', object.name]
}

/** What it means that an object comes, in view of those that go. */
export function* additionHits(object: ManifestObject, gone: readonly ManifestObject[]): Generator<ChangeHit> {
  if (object.kind === 'NetworkPolicy') yield ['network-policy', '', object.name]
  if (!WORKLOADS.has(object.kind)) return
  const old = gone.find(
    ({ kind, name, namespace }) =>
      WORKLOADS.has(kind) && kind !== object.kind && name === object.name && namespace === object.namespace,
  )
  if (old !== undefined) yield ['workload-replaced', '', `${old.kind} → ${object.kind}`]
}
