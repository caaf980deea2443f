import { CASES } from './tables.ts'

type Case = 'upper' | 'lower' | 'title'

interface CaseRange {
  readonly first: number
  readonly last: number
  /** what to add for upper, lower, title; undefined where upper and lower alternate */
  readonly delta: Readonly<Record<Case, number>> | undefined
}

let ranges: readonly CaseRange[] | undefined

function readCases(): readonly CaseRange[] {
  let end = 0
  return CASES.split(',').map((part) => {
    const [start, length, ...deltas] = part.split(' ')
    const first = end + parseInt(start!, 36)
    end = first + parseInt(length!, 36)
    const [upper, lower, title] = deltas.map((n) => parseInt(n, 36)) as [number, number, number]
    return { first, last: end, delta: deltas[0] === '*' ? undefined : { upper, lower, title } }
  })
}

/** unicode.To: the simple (one rune to one rune) case mapping, never JavaScript's special casing. */
function to(which: Case, rune: number): number {
  ranges ??= readCases()
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const range = ranges[middle]!
    if (rune < range.first) high = middle
    else if (rune > range.last) low = middle + 1
    else if (range.delta) return rune + range.delta[which]
    else return range.first + (((rune - range.first) & ~1) | (which === 'lower' ? 1 : 0))
  }
  return rune
}

/** unicode.ToUpper */
export const toUpper = (rune: number): number =>
  rune > 0x7f ? to('upper', rune) : rune >= 0x61 && rune <= 0x7a ? rune - 32 : rune
/** unicode.ToLower */
export const toLower = (rune: number): number =>
  rune > 0x7f ? to('lower', rune) : rune >= 0x41 && rune <= 0x5a ? rune + 32 : rune
/** unicode.ToTitle */
export const toTitle = (rune: number): number =>
  rune > 0x7f ? to('title', rune) : rune >= 0x61 && rune <= 0x7a ? rune - 32 : rune
