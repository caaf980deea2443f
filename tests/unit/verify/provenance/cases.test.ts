import { describe, expect, test } from 'vitest'
import { javascriptPrimitives } from '../../../../lib/verify/index.ts'
import { cases, failedCodes, judge, warningCodes } from './fixtures.ts'

describe('every case gets its verdict', () => {
  test.each(cases)('$name', (one) => {
    const result = judge(one)
    const found = {
      status: result.verdict.status,
      failed: failedCodes(result),
      warnings: warningCodes(result),
    }
    if (one.loose) {
      expect(found.status).toBe(one.status)
      expect(found.failed).toEqual(expect.arrayContaining([...(one.failed ?? [])]))
    } else
      expect(found).toEqual({
        status: one.status,
        failed: [...(one.failed ?? [])],
        warnings: [...(one.warnings ?? [])],
      })
  })
})

test('JavaScript’s mathematics and Node’s give the same verdicts', { timeout: 120_000 }, () => {
  for (const one of cases) expect(judge(one, javascriptPrimitives), one.name).toEqual(judge(one))
})

/** Where Helm's answer is not foreseen in its own words, and why. */
const unforeseen = new Map([
  ['keyring: blank', 'an empty keyring is told from one of blanks by Helm alone'],
  ['armored keyring', 'said as a condition: once the keyring is dearmored'],
  ['key in the second armored block', 'the same'],
  ['subkey that does not claim its primary key', 'Helm drops the whole key; both refuse'],
  ['broken base64', 'Go names the byte'],
  ['signature cut short', 'Go says unexpected EOF'],
  ['a key among the signatures', 'Go reads no further than the first signature'],
  ['signature of version 3', 'Go fails inside the packet'],
])

describe.each(['helm3', 'helm4'] as const)('what Helm would say is what %s said', (helm) => {
  const asked = cases.filter((one) => one[helm] !== undefined && !unforeseen.has(one.name))
  test.each(asked)('$name', (one) => {
    const opinion = judge(one).verdict.others?.find((other) =>
      other.tool.startsWith(helm === 'helm3' ? 'Helm 3' : 'Helm 4'),
    )
    // Empty where it would be a guess: curves that are not computed here, secret keyrings
    if (opinion === undefined) return expect(judge(one).verdict.status).toMatch(/unknown|invalid/)
    const said = one[helm]
    expect(opinion).toMatchObject(
      said === null ? { accepts: true } : { accepts: false, text: `Error: ${said}` },
    )
  })
})
