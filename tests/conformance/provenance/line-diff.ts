/** Lines that came and went between two texts, by the longest common sequence; of very long stretches by count alone. */
export function lineDiff(
  before: readonly string[],
  after: readonly string[],
): { readonly removed: string[]; readonly added: string[] } {
  let from = 0
  while (from < before.length && from < after.length && before[from] === after[from]) from++
  let back = 0
  while (
    back < before.length - from &&
    back < after.length - from &&
    before[before.length - 1 - back] === after[after.length - 1 - back]
  )
    back++
  const a = before.slice(from, before.length - back)
  const b = after.slice(from, after.length - back)
  if (a.length * b.length > 6_000_000) return byCount(a, b)
  const width = b.length + 1
  const common = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] =
        a[i] === b[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
    }
  }
  const removed: string[] = []
  const added: string[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++
      j++
    } else if (j >= b.length || (i < a.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!))
      removed.push(a[i++]!)
    else added.push(b[j++]!)
  }
  return { removed, added }
}

function byCount(a: readonly string[], b: readonly string[]): { removed: string[]; added: string[] } {
  const left = count(a)
  const right = count(b)
  const surplus = (of: Map<string, number>, over: Map<string, number>): string[] =>
    [...of].flatMap(([line, n]) => Array<string>(Math.max(0, n - (over.get(line) ?? 0))).fill(line))
  return { removed: surplus(left, right), added: surplus(right, left) }
}

/** How often each line occurs. */
export function count(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1)
  return counts
}
