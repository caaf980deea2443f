import type { Chance } from '../sprig/chance.ts'
import type { Case } from './case.ts'
import { drawChart, manifests, merged, templateNames, userTable } from './grammar/charts.ts'
import { schemaText } from './grammar/schemas.ts'
import { setJsonText, setLiteralText, setText } from './grammar/set-flags.ts'
import { builtinPaths, TemplateWriter } from './grammar/templates.ts'
import { drawTable, drawValue, pathsOf, type Drawn } from './grammar/values.ts'
import { yamlNoise, YamlWriter } from './grammar/yaml.ts'

const CHART = 'apiVersion: v2\nname: c\nversion: 1.0.0\n'
const show = '# {{ .Values }}\nj: {{ .Values | toJson }}\ny:\n  {{- toYaml .Values | nindent 2 }}\n'

const HELPERS =
  '{{ define "c.labels" }}app: {{ .Chart.Name }}{{ end }}{{ define "c.name" }}{{ . | toJson }}{{ end }}{{ define "c.dict" }}<{{ . }}>{{ end }}'

type Flags = { -readonly [Key in keyof Case]?: Case[Key] }

function scopeOf(values: Record<string, Drawn>) {
  return { paths: merged(builtinPaths, pathsOf(values, '$.Values')), variables: [], templates: templateNames }
}

const one = (text: string, values?: string): Case => ({
  files: [
    ['Chart.yaml', CHART],
    ...(values === undefined ? [] : [['values.yaml', values] as const]),
    ['templates/a.yaml', text],
  ],
})

/** A few expressions over a small set of values. */
function expression(chance: Chance): Case {
  const values = drawTable(chance, 2, 2)
  const writer = new TemplateWriter(chance, { ...scopeOf(values), templates: ['t'] })
  const lines = ['{{ define "t" }}[{{ . }}]{{ end }}']
  for (let n = chance.below(3); n >= 0; n--) {
    const type = chance.one(['s', 's', 'i', 'n', 'b', 'l', 'd', 'a'])
    const text = writer.expression(type, 3)
    lines.push(
      chance.one([
        `# {{ ${text} }}`,
        `k${n}: {{ ${text} | toJson }}`,
        `k${n}: {{ printf "%v %T" (${text}) (${text}) | toJson }}`,
        `y${n}:\n  {{- ${text} | toYaml | nindent 2 }}`,
      ]),
    )
  }
  return one(
    lines.join('\n'),
    JSON.stringify(values, (_, v: unknown) => (typeof v === 'string' ? v.toWellFormed() : v)),
  )
}

/** Statements, whose output is one string of a document. */
function template(chance: Chance): Case {
  const values = drawTable(chance, 2, 2)
  const writer = new TemplateWriter(chance, scopeOf(values))
  const body = writer.free(3)
  const valuesText = new YamlWriter(chance, 0).document(values)
  const files: [string, string][] = [
    ['Chart.yaml', CHART],
    ['values.yaml', valuesText],
    ['templates/_h.tpl', HELPERS],
    ['config.txt', 'l1\nl2\n'],
  ]
  if (chance.chance(0.25)) return { files: [...files, ['templates/a.yaml', body]] }
  return {
    files: [
      ...files,
      ['templates/_b.tpl', `{{ define "body" }}${body}{{ end }}`],
      [
        'templates/a.yaml',
        chance.one([
          'x: {{ include "body" . | toJson }}',
          'x: |\n{{ include "body" . | indent 2 }}',
          'x: {{ include "body" . | quote }}',
        ]),
      ],
    ],
  }
}

/** Documents as charts write them. */
function manifestArea(chance: Chance): Case {
  const values = drawTable(chance, 2, 3)
  const writer = new TemplateWriter(chance, scopeOf(values))
  return {
    files: [
      ['Chart.yaml', CHART],
      ['values.yaml', new YamlWriter(chance, 0).document(values)],
      ['templates/_h.tpl', HELPERS],
      ['templates/a.yaml', manifests(chance, writer)],
      ...(chance.chance(0.3) ? [['templates/b.yaml', manifests(chance, writer)] as const] : []),
    ],
    ...flags(chance, 0.1),
  }
}

/** YAML in and out by every way. */
function yaml(chance: Chance): Case {
  const drawn = drawValue(chance, 3)
  const text = chance.chance(0.4)
    ? yamlNoise(chance)
    : new YamlWriter(chance, 0.06).document(chance.chance(0.8) ? drawTable(chance, 3, 1) : drawn)
  if (chance.chance(0.4))
    return {
      ...one(
        chance.one([
          show,
          'x:\n{{ toYaml .Values | indent 2 }}\n',
          'x: {{ .Values | toYamlPretty | toJson }}',
          'x: {{ printf "%v" .Values | toJson }}',
          'x: {{ .Values | toToml | toJson }}',
        ]),
      ),
      valueFiles: [text],
    }
  const read = chance.one(['fromYaml', 'fromYaml', 'fromYamlArray', 'fromJson', 'fromToml'])
  const write = chance.one([
    'toYaml',
    'toJson',
    'toYamlPretty',
    'toToml',
    'printf "%#v"',
    'toPrettyJson',
    'printf "%v"',
  ])
  return { files: [...one(`x: {{ .Files.Get "f" | ${read} | ${write} | toJson }}`).files, ['f', text]] }
}

/** What `--set` and its kin make of their texts. */
function sets(chance: Chance): Case {
  const values = drawTable(chance, 2)
  const c: Flags = {
    files: one(
      show,
      JSON.stringify(values, (_, v: unknown) => (typeof v === 'string' ? v.toWellFormed() : v)),
    ).files,
  }
  for (let n = 1 + chance.below(3); n > 0; n--) addSet(chance, c)
  if (chance.chance(0.3)) c.valueFiles = [new YamlWriter(chance, 0).document(userTable(chance, values))]
  return c as Case
}

function addSet(chance: Chance, c: Flags): void {
  const roll = chance.next()
  if (roll < 0.45) c.set = [...(c.set ?? []), setText(chance)]
  else if (roll < 0.65) c.setJSON = [...(c.setJSON ?? []), setJsonText(chance)]
  else if (roll < 0.8) c.setString = [...(c.setString ?? []), setText(chance)]
  else if (roll < 0.9) c.setLiteral = [...(c.setLiteral ?? []), setLiteralText(chance)]
  else {
    c.setFile = [...(c.setFile ?? []), `${setText(chance).split('=')[0]!}=f`]
    c.content = { f: chance.one(['text', '', 'a\nb', '1']) }
  }
}

function flags(chance: Chance, rate: number): Flags {
  const c: Flags = {}
  if (chance.chance(rate))
    c.kubeVersion = chance.chance(0.1)
      ? chance.one(['bad', '', '2', '1.2.3.4', 'v1.2.3-rc.1+x', '01.2', ' 1.2', '1.2 x'])
      : chance.one(['1.20.0', 'v1.30.1', '1.27.3-gke.100', '1.31', 'v1.33.0+k3s1'])
  if (chance.chance(rate)) c.apiVersions = chance.one([['x/v1/Y'], ['x/v1', 'foo'], ['']])
  if (chance.chance(rate)) c.isUpgrade = true
  if (chance.chance(rate)) c.includeCRDs = true
  if (chance.chance(rate)) c.noHooks = true
  if (chance.chance(rate)) c.skipTests = true
  if (chance.chance(rate)) c.skipSchema = true
  if (chance.chance(rate))
    c.name = chance.one(chance.chance(0.1) ? ['Bad_Name', '', 'x'.repeat(54), '-a'] : ['r', 'a.b', 'rel-1'])
  if (chance.chance(rate)) c.namespace = chance.one(['ns', '', 'kube-system'])
  if (chance.chance(rate))
    c.showOnly = chance.one([
      ...(chance.chance(0.1) ? [['templates/nope.yaml'], ['['], ['charts/*/templates/*']] : []),
      ['templates/a.yaml'],
      ['templates/*.yaml'],
      ['templates/main.yaml', 'templates/a.yaml'],
    ])
  return c
}

/** Values against schemas. */
function schema(chance: Chance): Case {
  const values = drawTable(chance, 2, 2)
  const text = JSON.stringify(values, (_, v: unknown) => (typeof v === 'string' ? v.toWellFormed() : v))
  return {
    files: [
      ['Chart.yaml', CHART],
      ['values.yaml', text],
      ['values.schema.json', schemaText(chance)],
      ['templates/a.yaml', 'a: 1\n'],
    ],
  }
}

/** Output that is hardly YAML, to be split and sorted. */
function output(chance: Chance): Case {
  const text = (): string => {
    const parts = [
      '---\n',
      'a: 1\n',
      'kind: Secret\n',
      'kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: x\n',
      '# Source: c/templates/x.yaml\n',
      '# c\n',
      '\n',
      '  \n',
      '---',
      '--- \n',
      '---\t# x\n',
      ' ---\n',
      '\r\n',
      'kind: Pod\nmetadata:\n  annotations:\n    helm.sh/hook: test\n    helm.sh/hook-weight: "2"\n',
      'x: |\n  ---\n  a\n',
      'x: |\n---\n',
      'metadata: {annotations: {a: 1, b: true, c: 1.5, d: null}}\n',
      'metadata: [1]\n',
      '- 1\n',
      'text\n',
      '{"kind":"X"}\n',
      'kind: 1\n',
      'kind: [a]\n',
      '\t\n',
      '...\n',
      '&a b: *a\n',
      yamlNoise(chance),
    ]
    return Array.from({ length: 1 + chance.below(7) }, () => chance.one(parts))
      .join('')
      .replaceAll('{{', '{ {')
  }
  return {
    files: [
      ['Chart.yaml', CHART],
      ['templates/a.yaml', text()],
      ...(chance.chance(0.5) ? [['templates/b.yaml', text()] as const] : []),
      ...(chance.chance(0.2) ? [['crds/x.yaml', text()] as const] : []),
    ],
    ...flags(chance, 0.1),
  }
}

/** Everything at once. */
function chart(chance: Chance): Case {
  const { files, values } = drawChart(chance)
  const c: Flags = { files, ...flags(chance, 0.05) }
  if (chance.chance(0.4)) c.valueFiles = [new YamlWriter(chance, 0.005).document(userTable(chance, values))]
  if (chance.chance(0.1))
    c.valueFiles = [
      ...(c.valueFiles ?? []),
      new YamlWriter(chance, 0.005).document(userTable(chance, values)),
    ]
  if (chance.chance(0.3)) addSet(chance, c)
  return c as Case
}

/** What can be fuzzed, and how often each is drawn. */
export const AREAS: Readonly<Record<string, readonly [number, (chance: Chance) => Case]>> = {
  expression: [40, expression],
  template: [15, template],
  manifest: [10, manifestArea],
  yaml: [12, yaml],
  set: [8, sets],
  schema: [6, schema],
  output: [6, output],
  chart: [10, chart],
}

/** The case of a seed; the area is drawn unless some are asked for. */
export function drawCase(
  chance: Chance,
  only: readonly string[] = Object.keys(AREAS),
): { area: string; case: Case } {
  let at = chance.below(only.reduce((sum, name) => sum + AREAS[name]![0], 0))
  const area = only.find((name) => (at -= AREAS[name]![0]) < 0)!
  return { area, case: AREAS[area]![1](chance) }
}
