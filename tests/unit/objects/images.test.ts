import { expect, test } from 'vitest'
import { apiWarnings, imagesOf, parseImage, readObjects, risksOf } from '../../../lib/objects/index.ts'

const print = (...documents: string[]): string =>
  documents.map((text, i) => `---\n# Source: c/templates/${i}.yaml\n${text}\n`).join('')

test('images of containers, hooks, init and ephemeral containers, own kinds, flags and variables, each with its line', () => {
  const stdout = print(
    `apiVersion: batch/v1
kind: Job
metadata:
  name: hook
  annotations:
    helm.sh/hook: pre-install
spec:
  template:
    spec:
      initContainers:
        - name: wait
          image: busybox
      containers:
        - name: run
          image: "registry.example.com:5000/run@sha256:${'a'.repeat(64)}"
          args:
            - --reloader=quay.io/x/reloader:v1
            - --shell-image
            - tools:2
            - --endpoint=example.com/metrics
          env:
            - name: SIDECAR_IMAGE
              value: example.com/side/car:3
            - name: IMAGE_PULL_POLICY
              value: example.com/never/this:3`,
    `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata:
  name: p
spec:
  image: quay.io/prometheus/prometheus:v3
  imagePullPolicy: IfNotPresent
  thanos:
    image: {registry: quay.io, repository: thanos/thanos, tag: v0.1}
  containers:
    - name: proxy
      image: busybox`,
  )
  const objects = readObjects(stdout)
  const lines = stdout.split('\n')
  const images = imagesOf(objects)
  expect(
    images.flatMap(({ image, places }) =>
      places.map(({ object, role, name, line }) => {
        if (line >= 0) expect(lines[line]).toContain(image)
        return `${image.slice(0, 40)} ${objects[object]!.kind} ${role} ${name}`
      }),
    ),
  ).toEqual([
    'busybox Job init wait',
    'busybox Prometheus container proxy',
    'example.com/never/this:3 Job env IMAGE_PULL_POLICY',
    'example.com/side/car:3 Job env SIDECAR_IMAGE',
    'quay.io/prometheus/prometheus:v3 Prometheus field spec.image',
    'quay.io/thanos/thanos:v0.1 Prometheus field thanos',
    'quay.io/x/reloader:v1 Job flag --reloader',
    'registry.example.com:5000/run@sha256:aaa Job container run',
    'tools:2 Job flag --shell-image',
  ])
  expect(objects[0]!.hooks).toEqual(['pre-install'])
})

test('references are read as container runtimes read them', () => {
  expect(parseImage('redis')).toEqual({
    registry: 'docker.io',
    repository: 'library/redis',
    tag: '',
    digest: '',
  })
  expect(parseImage('bitnami/redis:8')).toMatchObject({
    registry: 'docker.io',
    repository: 'bitnami/redis',
    tag: '8',
  })
  expect(parseImage('localhost/a:1')).toMatchObject({ registry: 'localhost', repository: 'a' })
  expect(parseImage('host:5000/a/b')).toMatchObject({ registry: 'host:5000', repository: 'a/b', tag: '' })
  for (const no of ['', 'UPPER', 'a b', '{{ image }}', 'https://x/y', 'a/../b', 'x:'])
    expect(parseImage(no)).toBeUndefined()
})

test('risks name the part and what was seen', () => {
  const objects = readObjects(
    print(
      `kind: DaemonSet
apiVersion: apps/v1
metadata: {name: d}
spec:
  template:
    spec:
      hostNetwork: true
      volumes: [{name: v, hostPath: {path: /}}]
      containers:
        - name: c
          securityContext: {privileged: true, runAsUser: 0, capabilities: {add: [NET_ADMIN]}}
          ports: [{hostPort: 80}]`,
      `kind: ClusterRole
apiVersion: rbac.authorization.k8s.io/v1
metadata: {name: r}
rules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}]`,
    ),
  )
  expect(risksOf(objects).map((r) => `${r.object} ${r.code} ${r.part}: ${r.seen}`)).toEqual([
    '0 host-network : hostNetwork: true',
    '0 host-path v: /',
    '0 privileged c: privileged: true',
    '0 capabilities c: NET_ADMIN',
    '0 host-port c: 80',
    '0 runs-as-root c: runAsUser: 0',
    '1 cluster-role : 1 rule',
    '1 wildcard-rule *: * *: *',
  ])
})

test.each([
  ['1.21', 'deprecated', '1.25'],
  ['v1.25.3', 'removed', '1.25'],
  ['', 'removed', '1.25'],
])('an API is judged for the declared Kubernetes %s', (kube, state, at) => {
  const objects = readObjects(print('apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: c}'))
  expect(apiWarnings(objects, kube)).toMatchObject([{ state, at, successor: 'batch/v1' }])
})

test('an API that the declared Kubernetes does not have yet is told too', () => {
  const objects = readObjects(
    print('apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: h}'),
  )
  expect(apiWarnings(objects, '1.22')).toMatchObject([{ state: 'not-yet', at: '1.23' }])
  expect(apiWarnings(objects, '1.23')).toEqual([])
})
