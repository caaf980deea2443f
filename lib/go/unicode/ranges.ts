/** A set of code points as Go's unicode.RangeTable: triples of first, last and stride, in order. */
export type RangeTable = Uint32Array

/** Reads the notation of `tables.ts`. */
export function readRanges(text: string): RangeTable {
  const parts = text.split(',')
  const table = new Uint32Array(parts.length * 3)
  let end = 0
  parts.forEach((part, i) => {
    const [start, length, stride] = part.split(' ').map((n) => parseInt(n, 36)) as [number, number, number]
    const first = end + start
    end = first + length
    table.set([first, end, stride], i * 3)
  })
  return table
}

/** unicode.Is: whether `rune` is in `table`. */
export function inRanges(table: RangeTable, rune: number): boolean {
  let low = 0
  let high = table.length / 3
  while (low < high) {
    const middle = (low + high) >>> 1
    const first = table[middle * 3]!
    if (rune < first) high = middle
    else if (rune > table[middle * 3 + 1]!) low = middle + 1
    else return (rune - first) % table[middle * 3 + 2]! === 0
  }
  return false
}
