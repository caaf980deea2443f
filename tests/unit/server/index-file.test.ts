import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { IndexFile } from '../../../lib/server/sources/classic/index-file.ts'
import { itemsOf, scanIndex } from '../../../lib/server/sources/classic/index-scan.ts'
import { quickFields } from '../../../lib/server/sources/classic/index-entry.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('scanIndex', () => {
  const spans = (text: string): string[] | undefined =>
    scanIndex(text)?.map(({ name, start, end }) => `${name}|${text.slice(start, end).trim()}`)

  test('charts between entries and what follows', () => {
    expect(
      spans('apiVersion: v1\nentries:\n  a:\n  - version: 1\n  b:\n  - version: 2\ngenerated: x\n'),
    ).toEqual(['a|- version: 1', 'b|- version: 2'])
  })
  test('to the end of the text, with and without a last line break', () => {
    expect(spans('entries:\n  a:\n  - version: 1')).toEqual(['a|- version: 1'])
    expect(spans('entries:\n  a:\n  - version: 1\n\n')).toEqual(['a|- version: 1'])
  })
  test('none', () => {
    expect(spans('apiVersion: v1\nentries: {}\n')).toEqual([])
    expect(spans('apiVersion: v1\nentries:\n')).toEqual([])
  })
  test.each([
    'entries: {a: []}\n',
    'entries:\n\ta:\n',
    'entries:\n  a: []\n',
    'entries:\n    a:\n    - x: 1\n  b:\n',
    'nothing here\n',
    'entries:\n  ? a\n  : b\n',
    'entries:\n  a: &x\n  - v: 1\n',
  ])('%j takes the parser', (text) => {
    expect(scanIndex(text)).toBeUndefined()
  })
})

describe('entries', () => {
  test('items lose their indentation and keep their blocks', () => {
    expect(itemsOf('  - a: |\n      one\n\n      two\n    b: 1\n  - c: 2\n')).toEqual([
      'a: |\n  one\n\n  two\nb: 1',
      'c: 2\n',
    ])
  })

  test.each([
    [
      'version: 1.2.3\ndigest: abc\nurls:\n- a.tgz\n- b.tgz',
      { version: '1.2.3', digest: 'abc', urls: ['a.tgz', 'b.tgz'] },
    ],
    [
      'version: "1.2"\nappVersion: \'3\'\nkeywords:\n- a\n- b\ndeprecated: true',
      { version: '1.2', appVersion: '3', deprecated: true },
    ],
    [
      'created: "2020-01-01T00:00:00Z"\nmaintainers:\n- name: x\n  email: y',
      { created: '2020-01-01T00:00:00Z' },
    ],
  ])('%j is read at sight', (item, fields) => {
    expect(quickFields(item)).toEqual(fields)
  })

  test.each([
    'version: 1.2',
    'version: 1e3',
    'version: ~',
    'description: |\n  x',
    'description: a\n  b',
    'version: &a 1.2.3',
    'description: "a\\n"',
    'urls: [a]',
    'version: 1.2.3 # c',
    'version: 1.2.3\nversion: 1.2.4',
    'appVersion: yes',
    'description: a: b',
  ])('%j takes the parser', (item) => {
    expect(quickFields(item)).toBeUndefined()
  })
})

test('what the scan reads is what a YAML parser reads', () => {
  const charts = Array.from({ length: 40 }, (_, c) => `chart-${c}`)
  const item = (c: number, v: number): string =>
    [
      `  - apiVersion: v2`,
      `    appVersion: ${['"1.0"', '2.0.1', 'v3', '1.10', "'x y'"][(c + v) % 5]}`,
      `    annotations:`,
      `      note: |`,
      `        entries:`,
      `          chart-1:`,
      `          - version: 6.6.6`,
      `    created: "2026-01-0${1 + (v % 9)}T00:00:00Z"`,
      `    description: ${['plain words', '"quoted: yes"', '>-\n      folded\n      text', "it's"][v % 4]}`,
      `    digest: ${'0123456789abcdef'.repeat(4)}`,
      `    name: chart-${c}`,
      `    urls:`,
      `    - https://example.com/chart-${c}-${v}.tgz`,
      `    version: ${v}.${c}.0${v % 3 === 0 ? '-rc.1' : ''}`,
    ].join('\n')
  const text = `apiVersion: v1\nentries:\n${charts.map((name, c) => `  ${name}:\n${[0, 1, 2, 3, 4].map((v) => item(c, v)).join('\n')}`).join('\n')}\ngenerated: "x"\n`
  const index = IndexFile.parse(bytes(text), 'h')
  const truth = (
    parse(text) as {
      entries: Record<
        string,
        { version: string; appVersion: unknown; description: string; created: string; urls: string[] }[]
      >
    }
  ).entries
  expect(index.names).toEqual([...charts].sort())
  for (const name of charts) {
    expect(
      index.versions(name)!.map(({ version, appVersion, description, created, urls }) => ({
        version,
        appVersion,
        description,
        created,
        urls,
      })),
    ).toEqual(
      truth[name]!.map(({ version, appVersion, description, created, urls }) => ({
        version,
        appVersion: String(appVersion),
        description,
        created,
        urls,
      })),
    )
  }
})
