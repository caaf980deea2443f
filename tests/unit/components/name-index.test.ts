import { expect, test } from 'vitest'
import { indexNames } from '../../../components/chart/name-index.ts'

test('definitions, uses and what a definition includes', () => {
  const names = indexNames([
    {
      path: 'templates/_helpers.tpl',
      text: `{{/* use it as {{ include "a" . }} */}}
{{- define "a" -}}
{{- if .x }}{{ include "b" . }}{{ end }}
{{- end }}
{{ define "b" }}x{{ end }}
{{ include "a" . }}
`,
    },
    {
      path: 'templates/d.yaml',
      text: 'name: {{ include "a" . }}\n{{ template `b` . }}\n{{ block "c" . }}{{ include "b" . }}{{ end }}\n',
    },
  ])
  const a = names.get('a')!
  expect(a.definitions.map((p) => `${p.path}:${p.line}`)).toEqual(['templates/_helpers.tpl:2'])
  expect(a.uses.map((p) => `${p.path}:${p.line}`)).toEqual(['templates/_helpers.tpl:6', 'templates/d.yaml:1'])
  expect(a.includes.map((i) => `${i.name}:${i.place.line}`)).toEqual(['b:3'])
  expect(names.get('b')!.uses).toHaveLength(3)
  expect(names.get('c')).toMatchObject({ definitions: [{ line: 3 }], uses: [{ line: 3 }] })
})
