import { expect, test } from 'vitest'
import { render, type RenderRequest, type ValuesLayer } from '../../../lib/helm/index.ts'
import { seededHost } from '../../../lib/worker/host-seeded.ts'
import { requestOf } from './attack.ts'

/** Names that mean something in JavaScript, and nothing in Go. */
const NAMES = [
  '__proto__',
  '__defineGetter__',
  '__lookupSetter__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  'toJSON',
  'then',
  'length',
  'size',
  'entries',
  'get',
  'set',
  'has',
  'delete',
  'items',
  'type',
  'fields',
  'isNil',
  'sortedKeys',
]

const run = (
  text: string,
  values: readonly ValuesLayer[] = [],
  more: Record<string, string> = {},
): string => {
  const request: RenderRequest = requestOf({
    name: '',
    files: () => ({ 'templates/a.yaml': text, ...more }),
    values: () => values,
    outcome: 'ok',
  })
  const response = render(request, seededHost('seed'))
  return response.ok
    ? response.stdout.replace('---\n# Source: c/templates/a.yaml\n', '')
    : response.error.text
}

/** A name that means nothing anywhere, and stands for all that do not. */
const PLAIN = 'zebra'

/** All ways to read, write and carry a key. */
const everything = (name: string): [text: string, values: readonly ValuesLayer[]] => [
  [
    `{{ define "all" }}a: {{ .Values.${name} }}`,
    `b: {{ index .Values "${name}" }}`,
    `c: {{ get .Values "${name}" }}{{ get (dict) "${name}" }}`,
    `d: {{ hasKey .Values "${name}" }}{{ hasKey (dict) "${name}" }}`,
    `e: {{ dig "${name}" "none" (dict) }}{{ dig "${name}" "a" "none" (dict) }}`,
    `f: {{ pluck "${name}" .Values (dict) }}`,
    `g: {{ pick .Values "${name}" | toJson }}{{ pick (dict) "${name}" | toJson }}`,
    `h: {{ (dict "x" 1).${name} }}{{ with (dict) }}{{ .${name} }}{{ end }}`,
    `i: {{ with (fromJson "{}") }}{{ .${name} }}{{ end }}{{ with (fromYaml "a: 1") }}{{ .${name} }}{{ end }}`,
    `j: {{ range $k, $v := .Values.sub }}{{ $k }}={{ $v }}{{ end }}{{ keys .Values.sub }}{{ values .Values.sub }}`,
    `k: {{ .Values.sub }}{{ printf "%#v" .Values.sub }}{{ toYaml .Values.sub }}{{ toYamlPretty .Values.sub }}`,
    `l: {{ $d := merge (dict) (fromJson .Values.json) (fromYaml .Values.json) }}{{ $d | toJson }}`,
    `m: {{ $_ := mergeOverwrite $d (fromJson .Values.json) }}{{ $_ = set $d "${name}" (dict "polluted" true) }}{{ deepCopy $d | toJson }}`,
    `n: {{ toYaml $d | fromYaml | toToml | fromToml | toJson }}`,
    `o: {{ (dict).polluted }}{{ (fromJson "{}").polluted }}{{ .Values.polluted }}{{ $d.polluted }}`,
    `p: {{ omit $d "${name}" | toJson }}{{ unset $d "${name}" | toJson }}`,
    `q: {{ regexReplaceAll "(?P<${name.startsWith('_') ? 'x' : name}>a)" "a" "[$0]" }}{{ tpl "{{ .${name} }}" (dict "${name}" 1) }}{{ end }}all: {{ include "all" . | quote }}`,
  ].join('\n'),
  [
    { kind: 'set', text: `sub.${name}=1` },
    { kind: 'set-literal', text: `json={"${name}":{"polluted":true}}` },
    { kind: 'set-json', text: `other={"${name}":{"polluted":true}}` },
  ],
]

test.each(NAMES)('%s is a name like any other', (name) => {
  const wanted = run(...everything(PLAIN))
  expect(wanted).toContain('polluted')
  expect(run(...everything(name))).toBe(wanted.replaceAll(PLAIN, name))
  for (const value of [{}, [], 'x', 1]) expect((value as Record<string, unknown>)['polluted']).toBe(undefined)
})

test.each(NAMES)('%s in files of a chart changes nothing but itself', (name) => {
  const files = {
    'values.yaml': `${name}: {polluted: true}\nsub: {${name}: 1}\n`,
    'values.schema.json': `{"properties":{"${name}":{"properties":{"polluted":{"type":"boolean"}}}},"required":["${name}"]}`,
    'Chart.yaml': `apiVersion: v2\nname: c\nversion: 1.0.0\nannotations: {${name}: x}\n`,
    [`files/${name}`]: 'text',
  }
  const text = `a: {{ (index .Values "${name}").polluted }}{{ .Chart.Annotations.${name} }}{{ .Files.Get "files/${name}" }}{{ .polluted }}`
  expect(run(text, [], files)).toBe('a: truextext\n')
  expect(({} as Record<string, unknown>)['polluted']).toBe(undefined)
})

test('methods of JavaScript cannot be called', () => {
  expect(run('{{ .Values.constructor.constructor "return process" }}')).toContain(
    'nil pointer evaluating interface {}.constructor',
  )
  expect(run('{{ "x".constructor }}')).toContain('unexpected . after term')
  expect(run('{{ $x := "x" }}{{ $x.constructor }}')).toContain(
    "can't evaluate field constructor in type string",
  )
  expect(run('{{ $x := list 1 }}{{ $x.map }}')).toContain("can't evaluate field map in type []interface {}")
  expect(run('{{ $x := 1 }}{{ $x.toFixed }}')).toContain("can't evaluate field toFixed in type int")
  expect(run('a: {{ .Files.entries }}')).toBe('a: []\n')
  expect(run('{{ .Capabilities.constructor }}')).toContain("can't evaluate field constructor")
  expect(run('{{ call .Values.toString }}')).toContain('error calling call')
})
