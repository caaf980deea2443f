import type { Chance } from '../../sprig/chance.ts'
import { keys } from './pools.ts'
import { schemaText } from './schemas.ts'
import { builtinPaths, TemplateWriter } from './templates.ts'
import { drawTable, pathsOf, type Drawn } from './values.ts'
import { YamlWriter } from './yaml.ts'

const kinds = [
  'ConfigMap',
  'Secret',
  'Service',
  'Deployment',
  'Namespace',
  'CustomResourceDefinition',
  'Ingress',
  'Job',
  'X',
  'Foo',
  'APIService',
  'MutatingWebhookConfiguration',
  'ServiceAccount',
  'Role',
  'RoleBinding',
  'ClusterRole',
  'PriorityClass',
  'StorageClass',
  'PodDisruptionBudget',
  'List',
  'configmap',
  '',
  'Pod',
]
const hookEvents = [
  'pre-install',
  'post-install',
  'pre-delete',
  'test',
  'test-success',
  'pre-upgrade',
  'pre-install,post-upgrade',
  'nope',
  'pre-install, nope',
  '',
  'crd-install',
  'Pre-Install',
  'post-rollback',
]

export const merged = (
  a: Readonly<Record<string, readonly string[]>>,
  b: Readonly<Record<string, readonly string[]>>,
): Record<string, readonly string[]> => {
  const all: Record<string, readonly string[]> = { ...a }
  for (const [type, list] of Object.entries(b)) all[type] = [...(all[type] ?? []), ...list]
  return all
}

/** A document as charts write them, templated. */
export function manifest(chance: Chance, writer: TemplateWriter): string {
  const lines: string[] = []
  if (chance.chance(0.1))
    lines.push(chance.one(['# comment', '', '{{- /* c */ -}}', '{{- $x := 1 }}', '---', '\n\n']))
  if (chance.chance(0.95))
    lines.push(
      `apiVersion: ${chance.one(['v1', 'apps/v1', 'x.y/v1beta1', '{{ .Capabilities.KubeVersion.Version }}', '1'])}`,
    )
  if (chance.chance(0.97)) lines.push(`kind: ${chance.one(kinds)}`)
  lines.push('metadata:')
  lines.push(
    `  name: ${chance.one(['{{ .Release.Name }}', 'x', '{{ .Release.Name }}-{{ .Chart.Name }}', '"q"', '1', 'null'])}`,
  )
  if (chance.chance(0.25)) {
    lines.push('  annotations:')
    if (chance.chance(0.85))
      lines.push(
        `    ${chance.one(['', '"'])}helm.sh/hook`.replace(/"(.*)/, '"$1"') + `: ${chance.one(hookEvents)}`,
      )
    if (chance.chance(0.4))
      lines.push(`    helm.sh/hook-weight: ${chance.one(['"1"', '1', '-5', 'x', '"-10"', '1.5', ''])}`)
    if (chance.chance(0.3))
      lines.push(
        `    helm.sh/hook-delete-policy: ${chance.one(['hook-succeeded', 'before-hook-creation,hook-failed', 'x', '1'])}`,
      )
    if (chance.chance(0.1)) lines.push(`    helm.sh/resource-policy: ${chance.one(['keep', 'x', '1'])}`)
    if (chance.chance(0.1)) lines.push(`    x: ${chance.one(['1', 'true', '{a: 1}', '[1]', 'null'])}`)
  }
  if (chance.chance(0.3)) lines.push(`  labels:\n    {{- include "c.labels" . | nindent 4 }}`)
  lines.push('data:')
  for (let n = chance.below(4); n >= 0; n--) lines.push(`  k${n}:${writer.value(2)}`)
  if (chance.chance(0.3)) lines.push(`{{- if ${writer.expression('b', 2)} }}\n  cond: 1\n{{- end }}`)
  if (chance.chance(0.3))
    lines.push(
      `{{- with ${writer.expression('d', 1)} }}\n  with:\n    {{- toYaml . | nindent 4 }}\n{{- end }}`,
    )
  if (chance.chance(0.3))
    lines.push(
      `{{- range $k, $v := ${writer.expression('d', 1)} }}\n  {{ $k }}: {{ $v | quote }}\n{{- end }}`,
    )
  if (chance.chance(0.2))
    lines.push(`  list:\n  {{- range ${writer.expression('l', 1)} }}\n  - {{ . | toJson }}\n  {{- end }}`)
  return `${lines.join('\n')}\n`
}

/** Documents in one file, with all that may stand between them. */
export function manifests(chance: Chance, writer: TemplateWriter): string {
  const parts = [manifest(chance, writer)]
  while (chance.chance(0.25))
    parts.push(
      chance.one([
        '---\n',
        '---\n',
        '\n---\n',
        '---   \n',
        '---x: 1\n',
        '--- # c\n',
        '\n\n---\n\n',
        ' ---\n',
        '\r\n---\r\n',
        '---\n---\n',
        '----\n',
        '---\t\n# only\n---\n',
        '...\n---\n',
      ]),
      manifest(chance, writer),
    )
  if (chance.chance(0.1))
    parts.push(chance.one(['---', '\n\n\n', '---\n# end', '\t', '  \n', '---\n\n---\n']))
  return parts.join('')
}

const helpers = `{{- define "c.labels" -}}
app: {{ .Chart.Name }}
release: {{ .Release.Name | quote }}
{{- end }}
{{- define "c.name" -}}{{ default .Chart.Name (.Values.name | toString) | trunc 63 | trimSuffix "-" }}{{- end -}}
{{ define "c.dict" }}{{ toYaml (dict "a" 1 "b" .) }}{{ end }}
`

export const templateNames = ['c.labels', 'c.name', 'c.dict', 'c.nope']

interface Dependency {
  readonly name: string
  readonly folder: string
  readonly values: Record<string, Drawn>
}

/** One of the first, or rarely one of the second. */
const usually = (chance: Chance, most: readonly string[], rare: readonly string[]): string =>
  chance.chance(0.015) ? chance.one(rare) : chance.one(most)

function dependencyText(chance: Chance, { name }: Dependency): string {
  const lines = [`- name: ${name}`]
  if (chance.chance(0.95))
    lines.push(
      `  version: ${usually(chance, ['1.0.0', '^1.0.0', '"*"', '">=0.1"', '1.x', '~1.0'], ['2.0.0', '', 'bad'])}`,
    )
  if (chance.chance(0.3)) lines.push('  repository: https://example.invalid')
  if (chance.chance(0.25))
    lines.push(`  alias: ${usually(chance, ['al', 'b2', name, 'x-y'], ['a.b', 'bad alias', '""'])}`)
  if (chance.chance(0.35))
    lines.push(
      `  condition: ${chance.one([`${name}.enabled`, 'enabled', `nope.x,${name}.enabled`, 'a.b', 'foo', '","', `${name}.enabled , global.on`])}`,
    )
  if (chance.chance(0.3))
    lines.push(
      `  tags:${usually(chance, [' [front]', '\n  - front\n  - back', ' []', ' ["back"]'], [' [{}]'])}`,
    )
  if (chance.chance(0.1)) lines.push(`  enabled: ${chance.one(['true', 'false'])}`)
  if (chance.chance(0.3))
    lines.push(
      `  import-values:${usually(chance, [' [data]', '\n  - child: a\n    parent: imported', '\n  - data\n  - child: foo\n    parent: b', ' [nope]', '\n  - child: global\n    parent: .', '\n  - child: a\n    parent: a', '\n  - child: a\n    parent: b.c'], [' [1]', '\n  - child: x'])}`,
    )
  return lines.join('\n')
}

function chartYaml(chance: Chance, name: string, dependencies: readonly Dependency[], root: boolean): string {
  const odd = (rate: number, texts: readonly string[], usual: string): string =>
    chance.chance(rate) ? chance.one(texts) : usual
  const lines = [
    odd(
      0.04,
      ['apiVersion: v1', 'apiVersion: v2 # c', '', 'apiVersion: "v2"', 'apiVersion: v0'],
      'apiVersion: v2',
    ),
    odd(0.006, ['', 'name: ""', 'name: a/b', 'name: 1', 'name: "é"', 'name: ..'], `name: ${name}`),
    odd(
      0.05,
      [
        'version: 1',
        'version: ""',
        'version: v1.0.0',
        'version: 1.0',
        'version: x',
        'version: 1.0.0-rc.1',
        '',
        'version: 1.0.0+b',
        'version: 01.1.1',
      ],
      'version: 1.0.0',
    ),
  ]
  const more = [
    'appVersion: "1.16"',
    'appVersion: 1.10',
    'description: a chart',
    'type: application',
    'kubeVersion: ">=1.20-0"',
    'home: https://x.invalid',
    'keywords: [a, b]',
    'sources: [s]',
    'maintainers: [{name: m, email: e@x.invalid}]',
    'icon: i',
    'annotations: {a: b}',
    'appVersion: ""',
  ]
  const strange = [
    'type: library',
    'type: x',
    'kubeVersion: "<1.20"',
    'kubeVersion: bad',
    'deprecated: true',
    'maintainers: [null]',
    'maintainers: [{}]',
    'annotations: {a: 1}',
    'keywords: x',
    'unknown: 1',
    'description: "a\\tb\\u0007\\u00a0"',
    'tags: x',
    'name: again',
    'engine: gotpl',
    'dependencies: null',
    'sources: null',
    'maintainers: []',
    'apiVersion: v2',
  ]
  for (let n = chance.below(4); n > 0; n--) lines.push(chance.one(more))
  if (chance.chance(root ? 0.06 : 0.1)) lines.push(chance.one(strange))
  if (dependencies.length > 0)
    lines.push(`dependencies:\n${dependencies.map((d) => dependencyText(chance, d)).join('\n')}`)
  return `${lines.join('\n')}\n`
}

type Files = [string, string][]

function chartFiles(
  chance: Chance,
  name: string,
  prefix: string,
  depth: number,
  files: Files,
): Record<string, Drawn> {
  const count = depth > 0 ? chance.below(3) : 0
  const dependencies: Dependency[] = []
  for (let i = 0; i < count; i++) {
    const child = chance.one(['sub', 'b2', 'x-y', 'a', 'lib.x'])
    if (dependencies.some((d) => d.folder === child)) continue
    const values = chartFiles(chance, child, `${prefix}charts/${child}/`, depth - 1, files)
    dependencies.push({ name: child, folder: child, values })
  }
  const values = drawTable(chance, 2)
  for (const d of dependencies)
    if (chance.chance(0.6))
      values[d.name] = chance.chance(0.9)
        ? { ...drawTable(chance, 1), ...(chance.chance(0.5) ? { enabled: chance.chance(0.6) } : {}) }
        : chance.one<Drawn>([null, 'x', false, []])
  if (chance.chance(0.3)) values['global'] = chance.chance(0.9) ? drawTable(chance, 1) : null
  if (chance.chance(0.2)) values['tags'] = { front: chance.chance(0.5), back: chance.chance(0.5) }
  if (chance.chance(0.2)) values['exports'] = { data: drawTable(chance, 1) }
  const declared = dependencies.filter(() => chance.chance(0.85))
  files.push([
    `${prefix}Chart.yaml`,
    chartYaml(
      chance,
      name,
      chance.chance(0.008) ? [...declared, { name: 'missing', folder: '', values: {} }] : declared,
      prefix === '',
    ),
  ])
  if (chance.chance(0.9)) files.push([`${prefix}values.yaml`, new YamlWriter(chance, 0.01).document(values)])
  if (chance.chance(0.08)) files.push([`${prefix}values.schema.json`, schemaText(chance)])
  const paths = merged(builtinPaths, pathsOf(values, '.Values'))
  const writer = (): TemplateWriter =>
    new TemplateWriter(chance, { paths, variables: [], templates: templateNames }, chance.chance(0.8) ? 0 : 1)
  for (let n = chance.below(3); n > 0; n--)
    files.push([
      `${prefix}templates/${chance.one(['a', 'b', 'z', 'deep/c', 'Z', 'sub/x/y'])}.${chance.one(['yaml', 'yaml', 'yml', 'txt', 'tpl', 'json'])}`,
      manifests(chance, writer()),
    ])
  if (prefix === '')
    files.push([`templates/main.yaml`, manifests(chance, writer())], ['templates/_helpers.tpl', helpers])
  else if (chance.chance(0.3))
    files.push([
      `${prefix}templates/_h.tpl`,
      `{{ define "c.labels" }}from: ${name}{{ end }}{{ define "${name}.own" }}{{ .Values | toJson }}{{ end }}`,
    ])
  if (chance.chance(0.2))
    files.push([
      `${prefix}templates/show.yaml`,
      'v: {{ .Values | toJson }}\n{{- if .Subcharts }}\ns: {{ range $k, $v := .Subcharts }}{{ $k }} {{ $v.Values | toJson | quote }}{{ end }}\n{{- end }}\n',
    ])
  if (chance.chance(0.1))
    files.push([`${prefix}templates/NOTES.txt`, `Thanks {{ ${writer().expression('s', 2)} }}`])
  if (chance.chance(0.1))
    files.push([
      `${prefix}crds/${chance.one(['a', 'b'])}.${chance.one(['yaml', 'json', 'txt'])}`,
      chance.one([
        'a: 1\n',
        'kind: CustomResourceDefinition\n',
        '---\na: 1\n---\nb: 2',
        '{{ raw }}',
        '',
        '\n\nx: 1\n\n',
      ]),
    ])
  if (chance.chance(0.2))
    files.push([
      `${prefix}config.txt`,
      chance.one(['a\nb\n', '', 'x', 'é\n\n', 'l1\r\nl2', '{{ .Release.Name }}']),
    ])
  if (chance.chance(0.01))
    files.push([
      `${prefix}requirements.yaml`,
      chance.one(['dependencies: []\n', 'dependencies:\n- name: sub\n  version: 1.0.0\n', '{']),
    ])
  if (chance.chance(0.02))
    files.push([
      `${prefix}${chance.one(['templates/', 'charts/x', 'charts/_y/Chart.yaml', 'charts/README.md', 'Chart.lock', 'requirements.lock', 'charts/z/values.yaml', 'templates/tests/t.yaml'])}`,
      chance.one(['', 'a: 1', '{', 'dependencies: []']),
    ])
  return values
}

/** A whole chart with its subcharts. */
export function drawChart(chance: Chance): { files: Files; values: Record<string, Drawn> } {
  const files: Files = []
  const values = chartFiles(chance, 'c', '', 2, files)
  // a chart's own files come before those of its subcharts, as helm package writes them
  const depth = (path: string): number => path.split('/charts/').length + Number(path.startsWith('charts/'))
  const seen = new Set<string>()
  const unique = files.filter(([path]) => !seen.has(path) && seen.add(path))
  return { files: unique.sort(([a], [b]) => depth(a) - depth(b) || (a < b ? -1 : 1)), values }
}

/** Values that a user would set over those of a chart. */
export function userTable(chance: Chance, values: Record<string, Drawn>): Record<string, Drawn> {
  const table = drawTable(chance, 2)
  for (const [key, value] of Object.entries(values)) {
    if (!chance.chance(0.3)) continue
    const isTable = value !== null && typeof value === 'object' && !Array.isArray(value)
    table[key] =
      isTable && chance.chance(0.7)
        ? userTable(chance, value as Record<string, Drawn>)
        : chance.one<Drawn>([null, 'set', 1, false, [], {}, { [chance.one(keys)]: null }])
  }
  return table
}
