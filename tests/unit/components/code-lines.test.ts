import { describe, expect, test } from 'vitest'
import { codeHtml, escapeHtml } from '../../../components/chart/code-html.ts'
import { codeLines, languageOf, type Language, type Token } from '../../../components/chart/code-lines.ts'

const marks = { plain: '', value: 'v', faint: 'f', name: 'n' } as const
const line = (tokens: readonly Token[]): string =>
  tokens.map((t) => (t.kind === 'plain' ? t.text : `${marks[t.kind]}⟨${t.text}⟩`)).join('')
const first = (text: string, language: Language): string => line(codeLines(text, language)[0]!)

describe('colours', () => {
  test.each<[Language, string, string]>([
    ['yaml', 'a: 1', 'af⟨:⟩v⟨ 1⟩'],
    ['yaml', '  - name: x # why', 'f⟨  - ⟩namef⟨:⟩v⟨ x ⟩f⟨# why⟩'],
    ['yaml', '# all', 'f⟨# all⟩'],
    ['yaml', 'url: "http://x#y" # z', 'urlf⟨:⟩v⟨ "http://x#y" ⟩f⟨# z⟩'],
    ['yaml', '- --flag=a:b', 'f⟨- ⟩v⟨--flag=a:b⟩'],
    ['yaml', '"a b": {}', '"a b"f⟨:⟩v⟨ {}⟩'],
    ['yaml', 'app.kubernetes.io/name: web', 'app.kubernetes.io/namef⟨:⟩v⟨ web⟩'],
    ['template', 'name: {{ include "a.b" . | quote }}', 'namef⟨:⟩v⟨ ⟩f⟨{{⟩ include n⟨"a.b"⟩ . | quote f⟨}}⟩'],
    ['template', '{{- define "x" -}}', 'f⟨{{-⟩ define n⟨"x"⟩ f⟨-}}⟩'],
    ['template', '{{/* words */}}', 'f⟨{{/* words */}}⟩'],
    ['template', '{{ printf "%s" 1 }}', 'f⟨{{⟩ printf v⟨"%s"⟩ v⟨1⟩ f⟨}}⟩'],
    ['json', '  "a": [1, "b", null]', '  "a"f⟨:⟩ f⟨[⟩v⟨1⟩f⟨,⟩ v⟨"b"⟩f⟨,⟩ v⟨null⟩f⟨]⟩'],
    ['text', '<b>', '<b>'],
  ])('%s %s', (language, text, expected) => {
    expect(first(text, language)).toBe(expected)
  })

  test('a block scalar runs as deep as it is indented', () => {
    expect(codeLines('a: |\n  # no comment\n\n  x: y\nb: 1', 'yaml').map(line)).toEqual([
      'af⟨:⟩v⟨ |⟩',
      'v⟨  # no comment⟩',
      'v⟨⟩',
      'v⟨  x: y⟩',
      'bf⟨:⟩v⟨ 1⟩',
    ])
  })

  test.each<Language>(['yaml', 'template', 'json', 'text'])('%s keeps every character', (language) => {
    const text = 'a: {{ .Values.x\n  | default "y" }}b\n{"k": [1,\t"é"]} \'q\n\n  - - z\n{{ unclosed\n"\n\\'
    expect(
      codeLines(text, language)
        .map((tokens) => tokens.map((t) => t.text).join(''))
        .join('\n'),
    ).toBe(text)
  })
})

test('languages by path', () => {
  expect(
    [
      'templates/a.yaml',
      'charts/x/templates/_h.tpl',
      'values.yaml',
      'values.schema.json',
      'Chart.lock',
      'README.md',
    ].map(languageOf),
  ).toEqual(['template', 'template', 'yaml', 'json', 'yaml', 'text'])
})

describe('as HTML', () => {
  const hostile = `<img src=x onerror=alert(1)>" ' & {{ include "\\"><script>alert(1)</script>" . }} \u202e \u0007`

  test.each<Language>(['yaml', 'template', 'json', 'text'])('%s lets nothing through', (language) => {
    const html = codeHtml(codeLines(hostile, language), {
      nameHref: (name) => `?name=${name}`,
      notes: new Map([[1, { text: '<b>', href: '"><i>' }]]),
    })
    const outside = html.replace(/<\/?(?:div|code|span|a)(?: (?:class|id|href|tabindex)="[^"<>]*")*>/g, '')
    expect(outside).not.toMatch(/[<>]/)
    expect(html).not.toContain('\u202e')
    expect(html).not.toContain('\u0007')
  })

  test('what turns the direction of writing is shown', () => {
    expect(escapeHtml('a\u202eb')).toBe('a\\u202eb')
  })
})
