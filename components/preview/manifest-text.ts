import type { RenderedObject } from '../../lib/helm/request.ts'

/** Which lines lie inside a block scalar: nothing in them is a key, whatever it looks like. */
export function blockLines(lines: readonly string[]): Uint8Array {
  const inside = new Uint8Array(lines.length)
  let block = -1
  for (const [i, line] of lines.entries()) {
    let indent = 0
    while (line.charCodeAt(indent) === 32) indent++
    if (block >= 0) {
      if (indent > block || indent === line.length) {
        inside[i] = 1
        continue
      }
      block = -1
    }
    const last = line.charCodeAt(line.length - 1)
    // only a line that ends in | or >, or in their signs and digits, can open one
    if (
      (last === 124 || last === 62 || last === 45 || last === 43 || (last >= 48 && last <= 57)) &&
      /(?:^|[\s:-])[|>][+-]?\d?[+-]?$/.test(line)
    ) {
      // in a sequence what counts is where the key behind the dash begins
      block = indent
    }
  }
  return inside
}

/** Index of every line that holds the text, whatever its case. */
export function linesWith(lines: readonly string[], wanted: string): number[] {
  const text = wanted.toLowerCase()
  if (text === '') return []
  const found: number[] = []
  for (const [i, line] of lines.entries()) if (line.toLowerCase().includes(text)) found.push(i)
  return found
}

/** The object that a line belongs to; -1 above the first. */
export function objectAt(objects: readonly RenderedObject[], line: number): number {
  let low = 0
  let high = objects.length - 1
  let found = -1
  while (low <= high) {
    const middle = (low + high) >> 1
    if (objects[middle]!.line <= line) {
      found = middle
      low = middle + 1
    } else high = middle - 1
  }
  return found
}
