import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  atoi,
  canBackquote,
  formatFloat,
  NumError,
  parseGoFloat,
  parseGoInt,
  parseGoUint,
  quote,
  quoteToASCII,
  tryParseFloat,
  tryParseInt,
  unquote,
  type FloatFormat,
} from '../../../lib/go/strconv/index.ts'
import { decodeText, type Encoded } from './probe-values.ts'

type Row =
  | ['F', string, FloatFormat, number, 32 | 64, string]
  | ['P', string, 32 | 64, string, string]
  | ['I', string, number, number, string, string, string, string]
  | ['Q', Encoded, string, string, boolean, Encoded, Encoded | null]

const rows = readFileSync(new URL('../../fixtures/go/strconv.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)

const view = new DataView(new ArrayBuffer(8))

const fromBits = (hex: string): number => {
  if (hex === 'nan') return NaN
  view.setBigUint64(0, BigInt('0x' + hex))
  return view.getFloat64(0)
}

const toBits = (n: number): string => {
  if (Number.isNaN(n)) return 'nan'
  view.setFloat64(0, n)
  return view.getBigUint64(0).toString(16)
}

/** What Go returns and the text of its error. */
const outcome = <N extends number | bigint>(f: () => N): [N, string] => {
  try {
    return [f(), '']
  } catch (error) {
    if (error instanceof NumError) return [error.value as N, error.message]
    throw error
  }
}

const mistakes = (row: Row): unknown[] => {
  switch (row[0]) {
    case 'F':
      return [formatFloat(fromBits(row[1]), row[2], row[3], row[4]), row[5]]
    case 'P': {
      const [value, error] = outcome(() => parseGoFloat(row[1], row[2]))
      const tried = row[2] === 64 ? tryParseFloat(row[1]) : undefined
      const agrees = row[2] === 32 || (error === '' ? Object.is(tried, value) : tried === undefined)
      return [`${toBits(value)} ${error} ${agrees}`, `${row[3]} ${row[4]} true`]
    }
    case 'I': {
      const [int, intError] = outcome(() => parseGoInt(row[1], row[2], row[3]))
      const [uint, uintError] = outcome(() => parseGoUint(row[1], row[2], row[3]))
      const tried = tryParseInt(row[1], row[2], row[3])
      const agrees = intError === '' ? tried === int : tried === undefined
      return [
        `${int} ${intError} ${uint} ${uintError} ${agrees}`,
        `${row[4]} ${row[5]} ${row[6]} ${row[7]} true`,
      ]
    }
    case 'Q': {
      const text = decodeText(row[1])
      const unquoted = unquote(decodeText(row[5]))
      return [
        JSON.stringify([quote(text), quoteToASCII(text), canBackquote(text), unquoted ?? null]),
        JSON.stringify([row[2], row[3], row[4], row[6] === null ? null : decodeText(row[6])]),
      ]
    }
  }
}

describe('strconv', () => {
  it(`answers as Go does (${rows.length} cases)`, () => {
    expect(rows.length).toBeGreaterThan(2000)
    const wrong = rows.filter((row) => {
      const [got, want] = mistakes(row)
      return got !== want
    })
    expect(wrong).toEqual([])
  })

  it('names the function that failed', () => {
    expect(() => atoi('x')).toThrow('strconv.Atoi: parsing "x": invalid syntax')
    expect(() => parseGoInt('9223372036854775808')).toThrow(
      'strconv.ParseInt: parsing "9223372036854775808": value out of range',
    )
    expect(() => parseGoFloat('1e400')).toThrow('strconv.ParseFloat: parsing "1e400": value out of range')
  })
})
