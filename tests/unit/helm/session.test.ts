import { describe, expect, test } from 'vitest'
import { openSession, render, type ChartFile, type RenderRequest } from '../../../lib/helm/index.ts'
import type { Host } from '../../../lib/go/value.ts'
import { seededHost } from '../../../lib/worker/host-seeded.ts'

const bytes = new TextEncoder()

function chart(templates: Readonly<Record<string, string>>, values = ''): ChartFile[] {
  const all = {
    'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'values.yaml': values,
    ...Object.fromEntries(
      Object.entries(templates).map(([name, text]) => [
        name.includes('/') ? name : `templates/${name}.yaml`,
        text,
      ]),
    ),
  }
  return Object.entries(all).map(([path, text]) => ({ path, data: bytes.encode(text) }))
}

const request = (values: string): Omit<RenderRequest, 'files'> => ({
  profile: 'helm-4.2',
  values: [{ kind: 'file', name: 'values.yaml', text: values }],
  release: { name: 'r', namespace: 'd' },
})

/** Renders a row of values in one session; which templates ran each time is told by their look at the clock. */
function ran(files: readonly ChartFile[], row: readonly string[], seed: string | undefined = 's'): number[] {
  const session = openSession(files)
  return row.map((values) => {
    let looks = 0
    const seeded = seededHost('s')
    const host: Host = { ...seeded, now: () => (looks++, seeded.now()) }
    const quick = session.render(request(values), host, seed)
    expect(quick).toEqual(render({ ...request(values), files }, seededHost('s')))
    return looks
  })
}

/** A template that looks at the clock and is an object. */
const object = (name: string, body: string): string =>
  `{{ $_ := now }}\nkind: A\nmetadata:\n  name: ${name}\nx: {{ ${body} | toJson }}\n`

describe('a template runs again', () => {
  test('when a value that it read changes, and only then', () => {
    const files = chart({ a: object('a', '.Values.a'), b: object('b', '.Values.b') }, 'a: 1\nb: 1\n')
    expect(ran(files, ['{}', 'a: 2', 'a: 3', 'a: 3\nb: 2', 'a: 3\nb: 2', '{}'])).toEqual([2, 1, 1, 1, 0, 2])
  })

  test('when what a helper read for it changes', () => {
    const helper = '{{ define "h" }}{{ .Values.deep.a }}{{ end }}'
    const files = chart(
      { _h: helper, a: object('a', 'include "h" .'), b: object('b', 'tpl "{{ .Values.deep.b }}" .') },
      'deep: { a: 1, b: 1 }\n',
    )
    expect(ran(files, ['{}', 'deep: { a: 2 }', 'deep: { a: 2, b: 2 }'])).toEqual([2, 1, 1])
  })

  test('when a key comes or goes in a map that it ranges over, prints, or asks for', () => {
    const files = chart(
      {
        range: object('a', 'keys .Values.m | sortAlpha'),
        print: object('b', 'toYaml .Values.m'),
        ask: object('c', 'hasKey .Values.m "new"'),
        other: object('d', '.Values.m.a'),
      },
      'm: { a: 1 }\n',
    )
    expect(ran(files, ['{}', 'm: { b: 1 }', 'm: { b: 2 }', 'm: { new: 1 }', '{}'])).toEqual([4, 2, 1, 3, 3])
  })

  test('each time, when it writes to values; and who reads what it wrote, when that changed', () => {
    const files = chart(
      {
        // the last by name runs first
        z: object('z', 'set .Values "made" (add .Values.a 1) | len'),
        b: object('b', '.Values.made'),
        a: object('a', '.Values.b'),
      },
      'a: 1\nb: 1\n',
    )
    expect(ran(files, ['{}', 'a: 1', 'a: 5', 'a: 5\nb: 2'])).toEqual([3, 1, 2, 2])
  })

  test('when a write that it saw is no longer done', () => {
    const files = chart(
      {
        z: '{{ if .Values.use }}{{ $_ := set .Values "b" 9 }}{{ end }}',
        a: object('a', '.Values.b'),
      },
      'use: true\nb: 1\n',
    )
    expect(ran(files, ['{}', 'use: false', 'use: true'])).toEqual([1, 1, 1])
  })

  test('when the release changes that it read', () => {
    const files = chart({ a: object('a', '.Release.Name'), b: object('b', '.Values.b') }, 'b: 1\n')
    const session = openSession(files)
    for (const name of ['one', 'two']) {
      const asked = { ...request('{}'), release: { name, namespace: 'd' } }
      expect(session.render(asked, seededHost('s'), 's')).toEqual(
        render({ ...asked, files }, seededHost('s')),
      )
    }
  })

  test('each time without a seed, when it looks at the clock', () => {
    const files = chart({ a: object('a', '.Values.a'), b: 'kind: B\nx: {{ .Values.b }}' }, 'a: 1\nb: 1\n')
    const session = openSession(files)
    let looks = 0
    const host: Host = { ...seededHost('s'), now: () => (looks++, 0n) }
    session.render(request('b: 2'), host)
    session.render(request('b: 3'), host)
    expect(looks).toBe(2)
  })
})

describe('a session gives the same as a whole render', () => {
  test('where chance is drawn at one place for several templates', () => {
    const helper = '{{ define "r" }}{{ if .on }}{{ randAlphaNum 8 }}{{ end }}{{ end }}'
    const draw = (name: string): string => object(name, `include "r" (dict "on" .Values.${name})`)
    const files = chart({ _h: helper, a: draw('a'), b: draw('b'), c: draw('c') }, 'a: 1\nb: 1\nc: 1\n')
    ran(files, ['{}', 'b: 2', 'b: 0', 'b: 0\nc: 0', 'c: 3', '{}'])
  })

  test('where it is refused, and after that', () => {
    const files = chart(
      {
        a: object('a', 'required "need a" .Values.a'),
        b: object('b', '.Values.b.c'),
        c: '{{ $_ := set .Values "b" (dict "c" 7) }}',
      },
      'a: 1\nb: { c: 1 }\n',
    )
    ran(files, ['{}', 'a: null', 'a: ""', 'b: text', '}', 'a: 2', '{}'])
  })

  test('where parts of values are shared, and written to in one place', () => {
    const sub = 'apiVersion: v2\nname: sub\nversion: 1.0.0\n'
    const files = chart(
      {
        'charts/sub/Chart.yaml': sub,
        'charts/sub/values.yaml': 'use: true\n',
        'charts/sub/templates/a.yaml': object('s', 'set .Values.global.deep "x" .Values.global.a | toYaml'),
        a: object('a', 'toYaml .Values.global'),
      },
      'global: { a: 1, deep: { y: 1 } }\nsub: { use: true }\n',
    )
    ran(files, ['{}', 'global: { a: 2 }', 'global: { deep: { y: 2 } }', 'sub: { use: false }', '{}'])
  })

  test('where objects are declared for lookup, and no more', () => {
    const files = chart({ a: object('a', 'lookup "v1" "Secret" "d" "s" | len') })
    const session = openSession(files)
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: s, namespace: d }\n'
    for (const lookup of [undefined, secret, `${secret}data: {}\n`, undefined]) {
      const asked = { ...request('{}'), ...(lookup !== undefined && { lookup }) }
      expect(session.render(asked, seededHost('s'), 's')).toEqual(
        render({ ...asked, files }, seededHost('s')),
      )
    }
  })

  test('where a switch turns a subchart on and off', () => {
    const files = chart(
      {
        'Chart.yaml':
          'apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies:\n- { name: sub, version: 1.0.0, condition: sub.use }\n',
        'charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
        'charts/sub/templates/a.yaml': object('s', '.Values.use'),
        a: object('a', '.Values.sub | toYaml'),
      },
      'sub: { use: true }\n',
    )
    ran(files, ['{}', 'sub: { use: false }', 'sub: { use: false, x: 1 }', 'sub: { use: true }'])
  })
})

test('what is refused for spending too much is refused again where most of it comes from memory', () => {
  const files = chart(
    {
      a: 'x: "{{ range until 3000 }}{{ . }}{{ end }}"',
      b: 'x: "{{ range until (int .Values.count) }}{{ . }}{{ end }}"',
    },
    'count: 1\n',
  )
  const limits = { steps: 40_000, bytes: 1 << 20, depth: 100 }
  const session = openSession(files, limits)
  const host = seededHost('s')
  expect(session.render(request('count: 2'), host, 's').ok).toBe(true)
  for (const n of [3000, 8000, 5000, 20_000]) {
    const asked = request(`count: ${n}`)
    expect(session.render(asked, host, 's')).toEqual(render({ ...asked, files }, host, limits))
  }
})
