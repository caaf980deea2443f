import { describe, expect, it } from 'vitest'
import { parse, parseByTheBook } from '../../../lib/go/template/parse/parse.ts'
import { parseQuickly } from '../../../lib/go/template/parse/quick.ts'

const has = (name: string): boolean => ['include', 'printf', 'default', 'toYaml', 'not'].includes(name)
const book = (text: string): unknown => {
  try {
    return parseByTheBook('t', text, has)
  } catch (error) {
    return (error as Error).message
  }
}

/** Positions and all; `tree` goes round in circles, so it is told by its name. */
const plain = (trees: unknown): string =>
  JSON.stringify(trees, (key, value: unknown) => {
    if (key === 'tree') return (value as { name: string }).name
    if (typeof value === 'bigint') return `${value}n`
    if (value instanceof Map)
      return [...value].map(([name, t]) => [name, t.name, t.parseName, t.text, t.pos, t.root])
    return value
  })

const usual = [
  '',
  'plain',
  ' a\n{{- /* c */ -}}\n b {{/* d */}} c',
  '{{ .Values.a.b }}{{$}}{{ . }}{{$.Values.x}}',
  '{{- $x := .a }}{{ $x = 1 }}{{ $x.y | default "z" }}',
  '{{ if not .a }}1{{ else if .b }}2{{ else }}3{{ end }}',
  '{{ with .a }}{{ else with .b }}{{ . }}{{ end }}',
  '{{ range $i, $e := .l }}{{ if $i }}{{ break }}{{ end }}{{ continue }}{{ else }}none{{ end }}',
  '{{ define "a" -}} x {{- end }}\n{{ template "a" . }}{{ template `a` }}',
  '{{ (include "a" (printf "%s-%d" .n -5)).b.c }}{{ include "}}" "{{ \\" }}" }}',
  '{{ printf "%v" nil true false 1.5 0 }}',
  '{ {{ .a }} } {',
]

const rare = [
  '{{ "a" | "b" }}',
  '{{ nope }}',
  '{{ $y }}',
  '{{ .5 }}',
  '{{ .a.5 }}',
  "{{ 'c' }}",
  '{{ 0x1F 1e3 1_000 }}',
  '{{ end }',
  '{{{ .a }}}',
  '{{ end }}',
  '{{ if .a }}',
  '{{ .a-}}',
  '{{if"x"}}{{end}}',
  '{{ break }}',
  '{{ /* no comment */ }}',
  '{{ .a | }}',
  '{{ range .l }}{{ else if .a }}{{ end }}',
  '{{ block "b" . }}x{{ end }}',
  '{{ define "a" }}1{{ end }}{{ define "a" }}2{{ end }}',
  '{{ true.a }}',
  '{{ ..a }}',
  '{{ (.a)b }}',
  '{{ é }}',
  '{{ "unterminated }}',
]

describe('the quick reader of templates', () => {
  it.each(usual)('reads %j as the other one', (text) => {
    const quick = parseQuickly('t', text, has)
    expect(quick).toBeDefined()
    expect(plain(quick)).toBe(plain(book(text)))
  })

  it.each(rare)('leaves %j to the other one', (text) => {
    expect(parseQuickly('t', text, has)).toBeUndefined()
  })

  it('never says otherwise than the other one, whatever is cut or put in', () => {
    const pieces = [
      '{{',
      '}}',
      ' -}}',
      '-',
      '"',
      '`',
      '.',
      '$',
      ':=',
      '|',
      '(',
      ')',
      ',',
      'end',
      '1',
      '/*',
      '\n',
      'é',
    ]
    let seed = 7
    const below = (n: number): number => (seed = (seed * 48271) % 2147483647) % n
    const texts = [...usual, ...rare]
    for (let i = 0; i < 3000; i++) {
      let text = texts[below(texts.length)]!
      for (let n = 1 + below(3); n > 0; n--) {
        const at = below(text.length + 1)
        text = text.slice(0, at) + pieces[below(pieces.length)] + text.slice(at + below(3))
      }
      const quick = parseQuickly('t', text, has)
      if (quick !== undefined) expect(plain(quick), text).toBe(plain(book(text)))
    }
  })

  it.each([
    '{{' + '"\\'.repeat(1 << 19),
    '{{' + ' '.repeat(1 << 20) + '#',
    '{{/*'.repeat(1 << 17),
    '{{' + '.a'.repeat(1 << 19),
  ])('gives a hostile text up soon', (text) => {
    expect(parseQuickly('t', text, has)).toBeUndefined()
  })

  it('lets the other one say what is wrong', () => {
    expect(() => parse('t', 'a\n{{ nope }}', has)).toThrow('template: t:2: function "nope" not defined')
  })
})
