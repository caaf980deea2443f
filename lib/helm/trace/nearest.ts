/** The name that somebody probably meant; undefined where none is near. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Infinity
  for (const candidate of candidates) {
    if (candidate === name) continue
    const away = distance(name.toLowerCase(), candidate.toLowerCase())
    const common = commonStart(name.toLowerCase(), candidate.toLowerCase())
    // a slip of the finger, or the same beginning: replicas, replicaCount
    const isNear = away <= Math.max(1, Math.floor(name.length / 4)) || common >= Math.max(4, name.length - 2)
    if (!isNear || away >= least) continue
    best = candidate
    least = away
  }
  return best
}

function commonStart(a: string, b: string): number {
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  return i
}

/** How many letters differ: added, left out, changed, or two that changed places. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, before[j - 2]! + 1)
      next.push(least)
    }
    before = row
    row = next
  }
  return row[b.length]!
}
