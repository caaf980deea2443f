import { isDigit, isLetter } from '../../go/unicode/index.ts'

/** Keys in yaml.v2's order. It is not transitive for some sets of keys; Go's own result then depends on chance. */
export function sortKeys(keys: Iterable<string>, v3: boolean): string[] {
  const sorted = [...keys]
  return sorted.length < 2 ? sorted : sorted.sort(v3 ? compareV3 : compareV2)
}

const compareV2 = (a: string, b: string): number => compareKeys(a, b, false)
const compareV3 = (a: string, b: string): number => compareKeys(a, b, true)

/**
 * yaml.v2's `keyList.Less` as a comparison: numbers inside keys by their value, other characters before letters. In v3
 * a letter comes first where it follows a digit.
 */
function compareKeys(a: string, b: string, v3: boolean): number {
  const n = Math.min(a.length, b.length)
  let i = 0
  while (i < n && a.charCodeAt(i) === b.charCodeAt(i)) i++
  if (i === n) return a.length - b.length
  const x = a.charCodeAt(i)
  const y = b.charCodeAt(i)
  if (x < 128 && y < 128) {
    if ((x | 32) >= 97 && (x | 32) <= 122 && (y | 32) >= 97 && (y | 32) <= 122) return x - y
  } else if (/[^\0-\u007f]/.test(a) || /[^\0-\u007f]/.test(b)) {
    return lessRunes(runes(a), runes(b), v3) ? -1 : lessRunes(runes(b), runes(a), v3) ? 1 : 0
  }
  return lessAt(
    v3,
    i,
    a.length,
    b.length,
    (k) => a.charCodeAt(k),
    (k) => b.charCodeAt(k),
  )
    ? -1
    : 1
}

const runes = (s: string): number[] => Array.from(s.toWellFormed(), (c) => c.codePointAt(0)!)

function lessRunes(a: readonly number[], b: readonly number[], v3: boolean): boolean {
  const n = Math.min(a.length, b.length)
  for (let i = 0; i < n; i++) {
    if (a[i] !== b[i])
      return lessAt(
        v3,
        i,
        a.length,
        b.length,
        (k) => a[k]!,
        (k) => b[k]!,
      )
  }
  return a.length < b.length
}

/** The decision at the first differing character `i`. */
function lessAt(
  v3: boolean,
  i: number,
  aLength: number,
  bLength: number,
  a: (k: number) => number,
  b: (k: number) => number,
): boolean {
  const x = a(i)
  const y = b(i)
  const aLetter = isLetter(x)
  const bLetter = isLetter(y)
  if (aLetter && bLetter) return x < y
  if (aLetter || bLetter) return v3 && i > 0 && isDigit(a(i - 1)) ? aLetter : bLetter
  let aNumber = 0n
  let bNumber = 0n
  if (x === 48 || y === 48) {
    for (let k = i - 1; k >= 0 && isDigit(a(k)); k--) {
      if (a(k) !== 48) {
        aNumber = bNumber = 1n
        break
      }
    }
  }
  let aEnd = i
  let bEnd = i
  // int64 arithmetic wraps around in Go
  for (; aEnd < aLength && isDigit(a(aEnd)); aEnd++)
    aNumber = BigInt.asIntN(64, aNumber * 10n + BigInt(a(aEnd) - 48))
  for (; bEnd < bLength && isDigit(b(bEnd)); bEnd++)
    bNumber = BigInt.asIntN(64, bNumber * 10n + BigInt(b(bEnd) - 48))
  if (aNumber !== bNumber) return aNumber < bNumber
  if (aEnd !== bEnd) return aEnd < bEnd
  return x < y
}
