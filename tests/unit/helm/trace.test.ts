import { describe, expect, test } from 'vitest'
import { BUILTINS } from '../../../lib/go/template/funcs.ts'
import { compareBytes } from '../../../lib/go/text.ts'
import { helmFunctions } from '../../../lib/helm/engine/functions.ts'
import { render, type RenderRequest, type ValuesLayer } from '../../../lib/helm/index.ts'
import { profileOf } from '../../../lib/helm/profile.ts'
import { TraceAnswers } from '../../../lib/helm/trace/answers.ts'
import { renderTraced } from '../../../lib/helm/trace/index.ts'
import { rules } from '../../../lib/helm/trace/rules.ts'
import { sourceMap, type SourceMap } from '../../../lib/helm/trace/source-map.ts'
import { seededHost } from '../../../lib/worker/host-seeded.ts'

const encoder = new TextEncoder()

function request(
  files: Readonly<Record<string, string>>,
  values: readonly ValuesLayer[] = [],
  more: Partial<RenderRequest> = {},
): RenderRequest {
  const chart = { 'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n', ...files }
  return {
    files: Object.entries(chart).map(([path, text]) => ({ path, data: encoder.encode(text) })),
    profile: 'helm-4.2',
    values,
    release: { name: 'rel', namespace: 'default' },
    ...more,
  }
}

interface Told {
  readonly at: string
  readonly chain: readonly string[]
  readonly reads: readonly string[]
  readonly control: readonly string[]
}

/** What the source map says of the line that contains a text. */
function told(asked: RenderRequest, text: string): Told {
  const traced = renderTraced(asked, seededHost('s'))
  if (!traced.response.ok) throw new Error(traced.response.error.text)
  const map = sourceMap(traced, asked)
  const lines = traced.response.stdout.split('\n')
  expect(map.lines).toHaveLength(lines.length - 1)
  const line = map.lines[lines.findIndex((each) => each.includes(text))]
  if (line === null || line === undefined) throw new Error(`no line with ${text}`)
  const place = ([template, n]: readonly [number, number]): string =>
    `${map.templates[template]!.replace(/^web\//, '')}:${n}`
  const value = (i: number): string => `${map.values[i]!.path} ${map.values[i]!.layer}`
  return {
    at: place(line.at),
    chain: line.chain.map(place),
    reads: line.reads.map(value),
    control: line.control.map(value),
  }
}

describe('source maps', () => {
  test('a line names its template, helper, values and layers', () => {
    const files = {
      'values.yaml': 'image: {repository: nginx, tag: "1"}\nlabels: {}\nenabled: true\n',
      'templates/_helpers.tpl':
        '{{- define "labels" -}}\nname: {{ .Release.Name }}\n{{- with .Values.labels }}\n{{ toYaml . }}\n{{- end }}\n{{- end -}}\n',
      'templates/a.yaml':
        'kind: A\nmetadata:\n  labels:\n    {{- include "labels" . | nindent 4 }}\n{{- if .Values.enabled }}\nimage: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n{{- end }}\n',
    }
    const asked = request(files, [
      { kind: 'file', name: 'mine.yaml', text: 'labels:\n  team: blue\n  tier: web\n' },
      { kind: 'set', text: 'image.tag=2' },
    ])
    expect(told(asked, 'team: blue')).toEqual({
      at: 'templates/_helpers.tpl:4',
      chain: ['templates/_helpers.tpl:3', 'templates/a.yaml:4'],
      reads: ['labels.team values[0]'],
      control: ['labels values[0]'],
    })
    expect(told(asked, 'image:')).toEqual({
      at: 'templates/a.yaml:6',
      chain: ['templates/a.yaml:5'],
      reads: ['image.repository chart', 'image.tag set[0]'],
      control: ['enabled chart'],
    })
  })

  test('separators are nobody’s; hooks, CRDs and chosen templates keep their lines', () => {
    const files = {
      'values.yaml': 'a: 1\n',
      'crds/c.yaml': 'kind: CustomResourceDefinition\nmetadata: {name: c}\n',
      'templates/a.yaml': 'kind: A\nx: {{ .Values.a }}\n---\nkind: B\ny: {{ .Values.a }}\n',
      'templates/h.yaml':
        'kind: H\nmetadata:\n  annotations: {helm.sh/hook: pre-install}\nz: {{ .Values.a }}\n',
    }
    for (const profile of ['helm-3.21', 'helm-4.2'] as const) {
      for (const more of [{ includeCrds: true }, { showOnly: ['templates/h.yaml', 'templates/a.yaml'] }]) {
        const asked = request(files, [], { profile, ...more })
        const traced = renderTraced(asked, seededHost('s'))
        const map: SourceMap = sourceMap(traced, asked)
        const lines = traced.response.stdout.split('\n').slice(0, -1)
        expect(map.lines).toHaveLength(lines.length)
        lines.forEach((line, i) => {
          // between chosen documents Helm adds empty lines too
          if (line !== '')
            expect(map.lines[i] === null, line).toBe(line === '---' || line.startsWith('# Source: '))
          const source = map.lines[i] && map.templates[map.lines[i].at[0]]
          if (/^[xy]:/.test(line)) expect(source).toBe('web/templates/a.yaml')
          if (line.startsWith('z:')) expect(map.lines[i]!.at[1]).toBe(4)
        })
      }
    }
  })

  test('globals and subcharts are named as one would set them', () => {
    const files = {
      'values.yaml': 'global: {registry: r.example}\nsub: {size: 2}\n',
      'charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
      'charts/sub/values.yaml': 'size: 1\ncolour: red\nglobal: {zone: z}\n',
      'charts/sub/templates/s.yaml':
        'kind: S\nr: {{ .Values.global.registry }}\nsize: {{ .Values.size }}\ncolour: {{ .Values.colour }}\nzone: {{ .Values.global.zone }}\n',
    }
    const asked = request(files)
    expect(told(asked, 'r: r.example').reads).toEqual(['global.registry chart'])
    expect(told(asked, 'size: 2').reads).toEqual(['sub.size chart'])
    expect(told(asked, 'colour: red').reads).toEqual(['sub.colour chart:sub'])
    // set further out it would win: that place counts too
    expect(told(asked, 'zone: z').reads).toEqual(['sub.global.zone chart:sub', 'global.zone null'])
  })
})

describe('what flows where', () => {
  const reads = (
    template: string,
    line: string,
    values = 'a: x\nb: y\nc: ""\nm: {k: v, l: w}\nl: [p, q]\nenabled: true\n',
  ) => {
    const asked = request({ 'values.yaml': values, 'templates/a.yaml': `kind: A\n${template}\n` })
    const { reads, control } = told(asked, line)
    return [reads, control].map((each) => each.map((value) => value.split(' ')[0]!).sort(compareBytes))
  }
  test('a variable that a condition might have changed depends on the condition', () => {
    expect(
      reads('{{- $x := .Values.a }}{{ if .Values.c }}{{ $x = .Values.b }}{{ end }}\nv: {{ $x }}', 'v: x'),
    ).toEqual([['a', 'c'], []])
  })
  test('an entry that was set carries its origins, and one that might have been depends on why not', () => {
    expect(
      reads(
        '{{- $d := dict "k" .Values.a }}{{ if .Values.c }}{{ $_ := set $d "k" .Values.b }}{{ end }}\nv: {{ $d.k }}',
        'v: x',
      ),
    ).toEqual([['a', 'c'], []])
  })
  test('a choice depends on what it looked at', () => {
    expect(reads('v: {{ default .Values.a .Values.c }}', 'v: x')[0]!).toEqual(['a', 'c'])
    expect(reads('v: {{ default .Values.b .Values.a }}', 'v: x')).toEqual([['a'], []])
    expect(reads('v: {{ ternary .Values.a .Values.b .Values.enabled }}', 'v: x')[0]!).toEqual([
      'a',
      'enabled',
    ])
  })
  test('a loop’s lines depend on how many there are, each on its own item', () => {
    expect(reads('v:\n{{- range .Values.l }}\n- {{ . }}\n{{- end }}', '- q')).toEqual([['l[1]'], ['l']])
    expect(reads('v:\n{{- range $k, $v := .Values.m }}\n  {{ $k }}: {{ $v }}\n{{- end }}', 'k: v')).toEqual([
      ['m.k'],
      ['m'],
    ])
  })
  test('a text that became empty leaves a trace', () => {
    expect(reads('v: "{{ .Values.c }}"', 'v: ""')).toEqual([['c'], []])
    expect(reads('v: one{{ if .Values.c }}two{{ end }}', 'v: one')).toEqual([[], ['c']])
  })
  test('a line before an optional block does not depend on it', () => {
    expect(reads('first: 1\n{{- if .Values.c }}\nmore: 2\n{{- end }}\nlast: 3', 'first')).toEqual([[], []])
    expect(reads('first: 1\n{{- if .Values.c }}\nmore: 2\n{{- end }}\nlast: 3', 'last')).toEqual([[], []])
  })
  test('a hash has all that went into the text', () => {
    expect(reads('sum: {{ toYaml .Values.m | sha256sum }}', 'sum:')[0]!).toEqual(['m', 'm.k', 'm.l'])
  })
})

test('every function of both profiles is traced by a rule or has all that its arguments have', () => {
  for (const name of ['helm-3.21', 'helm-4.2'] as const) {
    const functions = new Set([...BUILTINS.keys(), ...helmFunctions(profileOf(name)).keys()])
    const unknown = [...rules.after.keys(), ...rules.instead.keys()].filter((rule) => !functions.has(rule))
    // a rule of a function that a profile has not is never asked for
    expect(unknown.filter((rule) => rule !== 'mustToYaml')).toEqual([])
  }
  // functions without a rule: everything that they are given counts for everything that they give
  const asked = request({
    'values.yaml': 'a: x-y\n',
    'templates/a.yaml': 'kind: A\nv: {{ .Values.a | camelcase | b64enc }}\n',
  })
  expect(told(asked, 'v:').reads).toEqual(['a chart'])
})

test('a traced render goes on past what fails, and tells all that fails and is missing', () => {
  const files = {
    'values.yaml': 'host: ""\n',
    'templates/good.yaml': 'kind: Good\nmetadata: {name: g}\n',
    'templates/needs.yaml': 'kind: Needs\nhost: {{ required "a host is needed" .Values.host | quote }}\n',
    'templates/nil.yaml': 'kind: Nil\nx: {{ .Values.nope.deep }}\n',
    'templates/yaml.yaml': 'kind: Broken\n a: b\n: c\n',
    'templates/parse.yaml': 'kind: Parse\n{{ if }}\n',
  }
  const asked = request(files, [], { keepGoing: true })
  expect(render(asked, seededHost('s')).ok).toBe(false)
  const partial = new TraceAnswers(renderTraced(asked, seededHost('s')), asked).partial()!
  expect(partial.objects.map(({ kind }) => kind)).toEqual(['Good', 'Needs'])
  expect(partial.failures.map(({ template, error, kinds }) => [template, error.code, kinds])).toEqual([
    ['web/templates/parse.yaml', 'TEMPLATE_PARSE', ['Parse']],
    ['web/templates/nil.yaml', 'TEMPLATE_EXEC', ['Nil']],
    ['web/templates/yaml.yaml', 'OUTPUT_INVALID', ['Broken']],
  ])
  expect(partial.required).toEqual([
    { message: 'a host is needed', template: 'web/templates/needs.yaml', line: 2, paths: ['host'] },
  ])
})

test('keys that nothing reads are named, with the one that was meant', () => {
  const files = {
    'values.yaml': 'replicaCount: 1\n',
    'templates/a.yaml': 'kind: A\nreplicas: {{ .Values.replicaCount }}\nx: {{ .Values.unheard }}\n',
  }
  const asked = request(files, [
    { kind: 'file', name: 'v', text: 'replicas: 3\nother: 1\nreplicaCount: 2\n' },
  ])
  const { unread, unset, touches } = new TraceAnswers(renderTraced(asked, seededHost('s')), asked).summary()
  expect(unread.map(({ path, meant }) => [path, meant])).toEqual([
    ['replicas', 'replicaCount'],
    ['other', null],
  ])
  expect(unset).toEqual(['unheard'])
  expect(touches.get('replicaCount')).toBe(1)
})

test('a line tells the layer that won and what it hid', () => {
  const files = { 'values.yaml': 'a: 1\n', 'templates/a.yaml': 'kind: A\nv: {{ .Values.a }}\n' }
  const asked = request(files, [
    { kind: 'file', name: 'one', text: 'a: 2\n' },
    { kind: 'file', name: 'two', text: 'a: 3\n' },
    { kind: 'set', text: 'a=4' },
  ])
  const answers = new TraceAnswers(renderTraced(asked, seededHost('s')), asked)
  const [value] = answers.explain(3)!.values
  expect(value!.layers.map(({ layer, value: is }) => `${layer} ${is}`)).toEqual([
    'set[0] 4',
    'values[1] 3',
    'values[0] 2',
    'chart 1',
  ])
  expect(answers.explain(0)).toBeNull()
})

test('lookup finds what the request declares', () => {
  const files = {
    'templates/a.yaml':
      'kind: A\nold: {{ (lookup "v1" "Secret" "ns" "s").data.k | default "none" }}\nn: {{ len (lookup "v1" "Secret" "ns" "").items }}\n',
  }
  const lookup = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: ns}\ndata: {k: abc}\n'
  const found = render(request(files, [], { lookup }), seededHost('s'))
  expect(found.stdout).toContain('old: abc\nn: 1')
})
