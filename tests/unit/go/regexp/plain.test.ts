import { describe, expect, it } from 'vitest'
import { plainOf } from '../../../../lib/go/regexp/plain.ts'
import { Regexp } from '../../../../lib/go/regexp/regexp.ts'
import { parse } from '../../../../lib/go/regexp/syntax.ts'

const plain = [
  '\\W',
  '[^A-Za-z0-9]+$',
  '(-?[^a-z\\d\\-])+-?',
  '-r\\d+$|sha256:',
  '@sha256:[a-f0-9]+',
  '^(a|bc)$',
  '[^a-zA-Z0-9-_.]+',
  '.+[:]',
  '^arn:(aws|aws-us-gov|aws-cn):iam::.*$',
]
const others = [
  '',
  'a?'.repeat(20) + 'a'.repeat(20),
  '(a|a)'.repeat(20) + 'b',
  ...String.raw`(a*)* (a?a)+ (?i)a a{2} a++ a*? \pL [[:alpha:]] \bfoo (?P<n>a) []a] ( (a|b)+ (ab?)+ a** [a-\d] [\w-a]`.split(
    ' ',
  ),
  ...String.raw`a**b ^* a| a\ [a .*.*.*.*a [z-a] \Qa\E`.split(' '),
]

describe('patterns that JavaScript’s engine may search for', () => {
  it.each(plain)('%j is one', (pattern) => {
    expect(plainOf(pattern)).toBeDefined()
  })

  it.each(others)('%j is none', (pattern) => {
    expect(plainOf(pattern)).toBeUndefined()
  })

  it('finds and replaces what re2js does', () => {
    let seed = 11
    const below = (n: number): number => (seed = (seed * 48271) % 2147483647) % n
    const pick = <E>(list: readonly E[]): E => list[below(list.length)]!
    const atom = (): string =>
      pick([
        'a',
        'b',
        '-',
        '\\.',
        '.',
        '[ab]',
        '[^a]',
        '\\d',
        '\\w',
        '\\s',
        '[^a-b\\-]',
        '[a-b-]',
        '\\W',
        '(a|b)',
        '(?:b)',
        '(-?a)+',
        '(b?[^b])*',
      ])
    const sequence = (): string =>
      `${pick(['', '', '^'])}${Array.from({ length: 1 + below(3) }, () => atom() + pick(['', '', '*', '+', '?'])).join('')}${pick(['', '', '$'])}`
    let compared = 0
    for (let i = 0; i < 6000; i++) {
      const pattern = pick([sequence, (): string => `${sequence()}|${sequence()}`])()
      const known = plainOf(pattern)
      if (known === undefined) continue
      compared++
      const quick = new Regexp(pattern, () => parse(pattern), known)
      const book = new Regexp(pattern, () => parse(pattern))
      const text = Array.from({ length: below(9) }, () => pick(['a', 'b', '-', '.', '1', ' ', '\n', 'é', '']))
        .join('')
        .repeat(1 + below(2))
      const all = (r: Regexp): unknown => [
        r.matchString(text),
        r.findString(text),
        r.findAllString(text, -1),
        r.findAllString(text, 2),
        r.replaceAllString(text, '<$1|${2}>$x'),
        r.replaceAllLiteralString(text, '$1'),
        r.split(text, -1),
        r.split(text, 2),
      ]
      expect(all(quick), `${pattern} on ${JSON.stringify(text)}`).toEqual(all(book))
    }
    expect(compared).toBeGreaterThan(3000)
  })

  it('takes long over no text that it takes', () => {
    for (const [pattern, piece] of [
      ['(-?[^a-z\\d\\-])+-?b', '_'],
      ['a*a*b', 'a'],
      ['.*a$', 'b'],
      ['a*a*a*b', 'a'],
      ['a?a?a?a?a*a*a*b', 'a'],
      ['(a|a)(a|a)(a|a)(a|a)a*a*b', 'a'],
    ] as const) {
      const known = plainOf(pattern)!
      const started = performance.now()
      new Regexp(pattern, () => parse(pattern), known).replaceAllLiteralString(
        piece.repeat(known.longest),
        '',
      )
      expect(performance.now() - started).toBeLessThan(500)
    }
  })
})
