import { isCrd, isObject, type ManifestObject } from './manifest-object.ts'
import { at, isList, isMap, listAt, textAt, type Plain, type PlainMap } from './plain.ts'
import type { RiskCode } from './risk-words.ts'

/** Something a person should look at before it reaches a cluster. */
export interface Risk {
  readonly code: RiskCode
  /** index into the objects that were given */
  readonly object: number
  /** which part of the object: the container, volume, rule; "" for the whole */
  readonly part: string
  /** what was seen, as written */
  readonly seen: string
}

/** Risks of one render, object by object. */
export function risksOf(objects: readonly ManifestObject[]): Risk[] {
  return objects.flatMap((object, index) =>
    isCrd(object) || !isObject(object)
      ? []
      : [...riskOf(object)].map(([code, part, seen]): Risk => ({ code, object: index, part, seen })),
  )
}

type Hit = readonly [code: RiskCode, part: string, seen: string]

function* riskOf(object: ManifestObject): Generator<Hit> {
  const { kind, content } = object
  switch (kind) {
    case 'ClusterRole':
      yield ['cluster-role', '', verbsOf(content)]
      yield* rules(content)
      return
    case 'Role':
      yield* rules(content)
      return
    case 'ClusterRoleBinding':
      yield ['cluster-role-binding', '', textAt(content, 'roleRef', 'name')]
      return
    case 'MutatingWebhookConfiguration':
    case 'ValidatingWebhookConfiguration':
      yield [
        'webhook',
        '',
        listAt(content, 'webhooks')
          .map((hook) => textAt(hook, 'name'))
          .join(', '),
      ]
      return
    case 'Service':
      if (['LoadBalancer', 'NodePort'].includes(textAt(content, 'spec', 'type')))
        yield ['exposed-service', '', textAt(content, 'spec', 'type')]
      return
  }
  for (const pod of podsIn(content, 0)) yield* podRisks(pod)
}

const verbsOf = (role: Plain | undefined): string => {
  const list = listAt(role, 'rules')
  return `${list.length} rule${list.length === 1 ? '' : 's'}`
}

function* rules(role: Plain | undefined): Generator<Hit> {
  const namespaced = textAt(role, 'kind') === 'Role'
  for (const rule of listAt(role, 'rules')) {
    const texts = (field: string): string[] => listAt(rule, field).map(String)
    const [verbs, resources, groups] = [texts('verbs'), texts('resources'), texts('apiGroups')]
    const named = listAt(rule, 'resourceNames').length > 0
    if (verbs.includes('*') || resources.includes('*') || groups.includes('*'))
      yield [
        'wildcard-rule',
        resources.join(','),
        `${groups.join(',')} ${resources.join(',')}: ${verbs.join(',')}`,
      ]
    if (
      !named &&
      resources.includes('secrets') &&
      verbs.some((verb) => ['get', 'list', 'watch', '*'].includes(verb))
    )
      yield [namespaced ? 'reads-secrets' : 'reads-all-secrets', 'secrets', verbs.join(',')]
    for (const verb of ['escalate', 'bind', 'impersonate'])
      if (verbs.includes(verb)) yield ['escalates', resources.join(','), verb]
  }
}

/** Pod specs wherever they stand: workloads, jobs' templates, own kinds that hold one. */
function* podsIn(value: Plain | undefined, depth: number): Generator<PlainMap> {
  if (depth > 24) return
  if (isList(value)) {
    for (const item of value) yield* podsIn(item, depth + 1)
    return
  }
  if (!isMap(value)) return
  if (isList(value['containers']) && value['containers'].some(isMap)) yield value
  else for (const item of Object.values(value)) yield* podsIn(item, depth + 1)
}

function* podRisks(pod: PlainMap): Generator<Hit> {
  for (const [field, code] of [
    ['hostNetwork', 'host-network'],
    ['hostPID', 'host-processes'],
    ['hostIPC', 'host-processes'],
  ] as const)
    if (pod[field] === true) yield [code, '', `${field}: true`]
  for (const volume of listAt(pod, 'volumes')) {
    const path = at(volume, 'hostPath', 'path')
    if (typeof path === 'string') yield ['host-path', textAt(volume, 'name'), path]
  }
  yield* rootRisk(at(pod, 'securityContext'), 'pod')
  for (const list of ['initContainers', 'containers', 'ephemeralContainers'] as const)
    for (const container of listAt(pod, list)) yield* containerRisks(container)
}

function* containerRisks(container: Plain): Generator<Hit> {
  const name = textAt(container, 'name')
  const context = at(container, 'securityContext')
  if (at(context, 'privileged') === true) yield ['privileged', name, 'privileged: true']
  if (at(context, 'allowPrivilegeEscalation') === true)
    yield ['privilege-escalation', name, 'allowPrivilegeEscalation: true']
  const added = listAt(context, 'capabilities', 'add').map(String)
  if (added.length > 0) yield ['capabilities', name, added.join(', ')]
  for (const port of listAt(container, 'ports')) {
    const host = at(port, 'hostPort')
    if (typeof host === 'number' && host > 0) yield ['host-port', name, String(host)]
  }
  yield* rootRisk(context, name)
}

function* rootRisk(context: Plain | undefined, part: string): Generator<Hit> {
  if (at(context, 'runAsUser') === 0) yield ['runs-as-root', part, 'runAsUser: 0']
  else if (at(context, 'runAsNonRoot') === false) yield ['runs-as-root', part, 'runAsNonRoot: false']
}
