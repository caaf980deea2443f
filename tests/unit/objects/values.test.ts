import { expect, test } from 'vitest'
import type { ValuesLayer } from '../../../lib/helm/index.ts'
import { compareCharts, type ChartComparison } from '../../../lib/objects/index.ts'
import { seededHost } from '../../../lib/worker/host-seeded.ts'
import { chartOf, requestFor } from './sample.ts'

const template = (keys: string): Record<string, string> => ({
  'templates/c.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n${keys}`,
})

const compare = (
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  values: readonly ValuesLayer[] = [],
): ChartComparison =>
  compareCharts(
    {
      before: requestFor(chartOf('1.0.0', before), values),
      after: requestFor(chartOf('2.0.0', after), values),
      seed: '1',
    },
    seededHost,
  )

test('keys that vanished as a whole, changed type or default, or are required now', () => {
  const { values } = compare(
    {
      'values.yaml': 'gone:\n  a: 1\n  b: {c: 2}\nkept: 1\nport: 80\nlist: [a]\n',
      'values.schema.json': '{"properties":{"kept":{"type":"integer"}}}',
    },
    {
      'values.yaml': 'kept: 2\nport: "80"\nlist: [a]\nfresh: {x: 1}\n',
      'values.schema.json':
        '{"required":["host","kept"],"properties":{"kept":{"type":["integer","null"]},"host":{"type":"string"}}}',
    },
  )
  expect(values!.map(({ state, path, keys, before, after }) => [state, path, keys, before, after])).toEqual([
    ['required', 'host', 1, '', 'required by the schema'],
    ['vanished', 'gone', 2, '{"a":1,"b":{"c":2}}', ''],
    ['retyped', 'port', 1, '80', '"80"'],
    ['retyped', 'kept', 1, 'integer', 'integer or null'],
    ['default', 'kept', 1, '1', '2'],
    ['added', 'fresh', 1, '', '{"x":1}'],
  ])
})

test('defaults of subcharts stand below their alias, under what the parent says', () => {
  const chart = (version: string, size: number): Record<string, string> => ({
    'Chart.yaml': `apiVersion: v2\nname: thing\nversion: ${version}\ndependencies: [{name: db, version: 1.0.0, alias: store, condition: store.enabled}]\n`,
    'values.yaml': 'store: {enabled: false, user: me}\n',
    'charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n',
    'charts/db/values.yaml': `user: you\nsize: ${size}\n`,
  })
  const { values } = compare(chart('1.0.0', 1), chart('2.0.0', 2))
  expect(values).toEqual([{ path: 'store.size', state: 'default', keys: 1, before: '1', after: '2' }])
})

test('own keys: gone, never read, of another type; and those that are read without a default', () => {
  const old = {
    'values.yaml': 'replicas: 1\nextra: {}\nmode: a\n',
    ...template('  r: "{{ .Values.replicas }}"\n'),
  }
  const now = {
    'values.yaml': 'replicaCount: 1\nextra: {}\nmode: {name: a}\n',
    ...template(
      '  r: "{{ .Values.replicaCount }}"\n  s: "{{ .Values.secretly }}"\n  e: {{ toJson .Values.extra | quote }}\n',
    ),
  }
  const own = 'replicas: 3\nreplicaCuont: 3\nsecretly: yes\nextra: {any: thing}\nmode: b\nglobal: {x: 1}\n'
  const { upgrade } = compare(old, now, [{ kind: 'file', name: 'mine.yaml', text: own }])
  expect(upgrade!.keys).toBe(6)
  expect(upgrade!.findings.map(({ path, state, nearest }) => [path, state, nearest])).toEqual([
    ['replicas', 'gone', null],
    ['replicaCuont', 'unread', 'replicaCount'],
    ['mode', 'retyped', null],
  ])
})

test('many keys that nothing reads are found with few renders', () => {
  const gone = Array.from({ length: 60 }, (_, i) => `old${i}: ${i}`).join('\n')
  const now = template('  s: "{{ .Values.secretly }}"\n')
  const { upgrade } = compare({ 'values.yaml': `${gone}\n` }, now, [
    { kind: 'file', name: 'mine.yaml', text: `${gone}\nsecretly: 1\n` },
  ])
  expect(upgrade!.findings).toHaveLength(60)
  expect(new Set(upgrade!.findings.map(({ state }) => state))).toEqual(new Set(['gone']))
})
