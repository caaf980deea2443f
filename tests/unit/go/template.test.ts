import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fnWith } from '../../../lib/go/signature.ts'
import { Template, TemplateError, TemplateSet, type MissingKey } from '../../../lib/go/template/index.ts'
import {
  Budget,
  BudgetError,
  Dict,
  Func,
  GoError,
  Int,
  type Limits,
  type Run,
  type Value,
} from '../../../lib/go/value.ts'
import { PROBE_FUNCTIONS } from './probe-functions.ts'
import { decode, decodeText, type Encoded } from './probe-values.ts'

type Row = [MissingKey, number, [Encoded, Encoded][], Encoded | null, Encoded?]

const [worlds, rows] = readFileSync(new URL('../../fixtures/go/template.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as ['world', Encoded] | Row)
  .reduce<[Value[], Row[]]>(
    ([worlds, rows], row) => {
      // a nil at the top is no value at all
      if (row[0] === 'world') worlds.push(decode(row[1] as Encoded, PROBE_FUNCTIONS) ?? undefined)
      else rows.push(row)
      return [worlds, rows]
    },
    [[], []],
  )

const run = (limits: Partial<Limits> = {}): Run => ({
  host: undefined as never,
  budget: new Budget({ steps: 1e6, bytes: 1e7, depth: 400, ...limits }),
})

const outcome = ([missingKey, world, texts]: Row): string => {
  try {
    const set = new TemplateSet(PROBE_FUNCTIONS, { missingKey, name: 'gotpl' })
    for (const [name, text] of texts) set.parse(decodeText(name), decodeText(text))
    return 'output ' + set.execute(run(), decodeText(texts[0]![0]), worlds[world])
  } catch (error) {
    if (error instanceof GoError) return 'error ' + error.message
    throw error
  }
}

const wanted = ([, , , output, error]: Row): string =>
  error === undefined ? 'output ' + decodeText(output!) : 'error ' + decodeText(error)

const failing = (f: () => unknown): TemplateError => {
  try {
    f()
  } catch (error) {
    if (error instanceof TemplateError) return error
    throw error
  }
  throw new Error('no failure')
}

describe('text/template', () => {
  it(`does as Go does (${rows.length} cases)`, () => {
    expect(rows.length).toBeGreaterThan(3000)
    expect(rows.filter((row) => outcome(row) !== wanted(row))).toEqual([])
  })

  it('tells what went wrong as data, through the calls', () => {
    const set: TemplateSet = new TemplateSet(
      new Map([
        ['include', fnWith(['string', 'any'], 'string', (r, name, dot) => set.execute(r, name, dot), true)],
      ]),
      { missingKey: 'zero' },
    )
    set.parse('c/_h.tpl', '{{ define "inner" }}é {{ .a.b }}{{ end }}')
    set.parse('c/t.yaml', '\n  {{ include "inner" . }}')
    const error = failing(() => set.execute(run(), 'c/t.yaml', new Dict([['a', null]])))
    expect(error).toMatchObject({
      code: 'exec',
      template: 'c/t.yaml',
      parseName: 'c/t.yaml',
      line: 2,
      column: 5,
      context: 'include "inner" .',
    })
    const [, inner] = error.chain() as TemplateError[]
    // columns are bytes
    expect(inner).toMatchObject({
      template: 'inner',
      parseName: 'c/_h.tpl',
      line: 1,
      column: 28,
      context: '.a.b',
      detail: 'nil pointer evaluating interface {}.b',
    })
    expect(error.message).toBe(
      'template: c/t.yaml:2:5: executing "c/t.yaml" at <include "inner" .>: error calling include: ' +
        'template: c/_h.tpl:1:28: executing "inner" at <.a.b>: nil pointer evaluating interface {}.b',
    )
    expect(failing(() => set.parse('p', '\n{{ nope }}'))).toMatchObject({
      code: 'parse',
      line: 2,
      column: undefined,
    })
  })

  it('keeps what a clone adds out of its origin, and the other way round', () => {
    const set = new TemplateSet(new Map())
    set.parse('t', '{{ define "x" }}old{{ end }}{{ template "x" }}')
    const clone = set.clone()
    clone.parse('u', '{{ define "x" }}new{{ end }}')
    expect(clone.execute(run(), 't', null)).toBe('new')
    expect(set.execute(run(), 't', null)).toBe('old')
    set.parse('v', '{{ define "y" }}late{{ end }}')
    expect(clone.lookup('y')).toBeUndefined()
    expect([...clone.names()].sort()).toEqual(['t', 'u', 'x'])
    expect(() => set.execute(run(), 'u', null)).toThrow(
      'template: no template "u" associated with template ""',
    )
  })

  it('replaces definitions, but not by empty ones', () => {
    const set = new TemplateSet(new Map())
    set.parse('a', '{{ define "x" }}1{{ end }}')
    set.parse('b', '{{ define "x" }} {{/* nothing */}} {{ end }}')
    expect(set.execute(run(), 'x', null)).toBe('1')
    set.parse('c', '{{ define "x" }}2{{ end }}')
    expect(set.execute(run(), 'x', null)).toBe('2')
    expect(set.definitions().get('x')?.tree).toMatchObject({ parseName: 'c', pos: 0 })
    const again = set.parse('x', ' ')
    expect(again).toBeInstanceOf(Template)
    expect([set.run(run(), again, null), set.execute(run(), 'x', null)]).toEqual([' ', '2'])
  })

  it('runs one compiled set with many runs', () => {
    const seen: unknown[] = []
    const set = new TemplateSet(
      new Map([
        [
          'probe',
          new Func([], false, { name: 'string', kind: 'string' }, (r) => {
            seen.push([r, String(r.site)])
            return 'p'
          }),
        ],
      ]),
    )
    set.parse('t', 'a\n {{ probe }}')
    const [first, second] = [run(), run()]
    set.execute(first, 't', null)
    set.execute(second, 't', null)
    expect(seen).toEqual([
      [first, 't:2:4'],
      [second, 't:2:4'],
    ])
  })

  it('stops at each limit', () => {
    const set: TemplateSet = new TemplateSet(
      new Map([
        ['include', fnWith(['string', 'any'], 'string', (r, name, dot) => set.execute(r, name, dot), true)],
      ]),
    )
    const limit = (name: string, text: string, limits: Partial<Limits>): string => {
      set.parse(name, text)
      const r = run(limits)
      try {
        set.execute(r, name, Int.of(1_000_000_000))
      } catch (error) {
        if (error instanceof BudgetError) return error.code
        throw error
      }
      return 'none'
    }
    expect(limit('steps', '{{ range . }}{{ end }}', {})).toBe('STEP_LIMIT')
    expect(limit('bytes', '{{ range . }}{{ "0123456789" }}{{ end }}', { bytes: 1000 })).toBe('SIZE_LIMIT')
    expect(limit('pad', '{{ printf "%900000d" 1 }}', { bytes: 1000 })).toBe('SIZE_LIMIT')
    expect(limit('template', '{{ template "template" . }}', {})).toBe('DEPTH_LIMIT')
    expect(limit('include', '{{ include "include" . }}', {})).toBe('DEPTH_LIMIT')
    // past the JavaScript stack, too, it is a limit and no crash
    expect(limit('deep', '{{ include "deep" . }}', { depth: 1e6 })).toBe('DEPTH_LIMIT')
    expect(() => set.parse('parens', `{{ ${'('.repeat(20_000)}1${')'.repeat(20_000)} }}`)).toThrow(
      BudgetError,
    )
    expect(() => set.parse('ifs', '{{ if . }}'.repeat(20_000) + '{{ end }}'.repeat(20_000))).toThrow(
      BudgetError,
    )
  })

  it('says of endless recursion what Go says after 100000 turns', () => {
    const set = new TemplateSet(new Map())
    set.parse('t', 'x {{ template "a" . }}{{ define "a" }}{{ template "b" . }}{{ end }}')
    set.parse('u', '{{ define "b" }}{{ if true }}{{ template "a" . }}{{ end }}{{ end }}')
    const error = failing(() => set.execute(run({ depth: 1e6 }), 't', null))
    expect(error.message).toBe(
      'template: u:1:41: executing "b" at <{{template "a" .}}>: exceeded maximum template depth (100000)',
    )
  })

  it('leaves the depth as it was after a failure', () => {
    const set = new TemplateSet(new Map(), { missingKey: 'error' })
    set.parse('t', '{{ define "x" }}{{ .nope }}{{ end }}{{ template "x" . }}')
    const r = run()
    expect(() => set.execute(r, 't', new Dict())).toThrow('map has no entry for key "nope"')
    expect(r.budget.depth).toBe(0)
  })

  it('joins bytes that come together as UTF-8', () => {
    const set = new TemplateSet(new Map())
    set.parse('t', '{{ define "a" }}{{ "\\xc3" }}{{ end }}{{ template "a" }}{{ "\\xa9" }}')
    expect(set.execute(run(), 't', null)).toBe('é')
  })
})
