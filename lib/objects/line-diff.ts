/** `=` in both, `-` only before, `+` only after: so many items in a row. */
export interface Run {
  readonly op: '=' | '-' | '+'
  readonly count: number
}

/** Edits that a block may take before it is called replaced as a whole; bounds time and memory by its square. */
const MOST_EDITS = 1200

/**
 * What to do to one list to get the other, as runs in order; removals stand before additions. Items that occur once on
 * both sides anchor it (patience), what lies between is done by Myers' greedy algorithm. Linear for texts that share
 * most of their lines, bounded for those that share none.
 */
export function diffLists(before: readonly string[], after: readonly string[]): Run[] {
  const ids = new Map<string, number>()
  const intern = (items: readonly string[]): Int32Array =>
    Int32Array.from(items, (item) => {
      const known = ids.get(item)
      if (known !== undefined) return known
      ids.set(item, ids.size)
      return ids.size - 1
    })
  const runs = new Runs()
  new Differ(intern(before), intern(after), ids.size, runs).between(0, before.length, 0, after.length)
  return runs.done()
}

/** Collects runs; neighbours of one kind grow together, and between equal stretches removals come first. */
class Runs {
  readonly #runs: Run[] = []
  #removed = 0
  #added = 0
  #same = 0

  same(count: number): void {
    if (count === 0) return
    this.#flush()
    this.#same += count
  }
  removed(count: number): void {
    this.#removed += count
  }
  added(count: number): void {
    this.#added += count
  }
  #flush(): void {
    if (this.#removed + this.#added === 0) return
    if (this.#same > 0) this.#runs.push({ op: '=', count: this.#same })
    if (this.#removed > 0) this.#runs.push({ op: '-', count: this.#removed })
    if (this.#added > 0) this.#runs.push({ op: '+', count: this.#added })
    this.#removed = this.#added = this.#same = 0
  }
  done(): Run[] {
    this.#flush()
    if (this.#same > 0) this.#runs.push({ op: '=', count: this.#same })
    return this.#runs
  }
}

class Differ {
  readonly #a: Int32Array
  readonly #b: Int32Array
  readonly #runs: Runs
  /** how often an item occurs in the block at hand, and where: by item, cleared after use */
  readonly #countA: Int32Array
  readonly #countB: Int32Array
  readonly #whereB: Int32Array

  constructor(a: Int32Array, b: Int32Array, items: number, runs: Runs) {
    this.#a = a
    this.#b = b
    this.#runs = runs
    this.#countA = new Int32Array(items)
    this.#countB = new Int32Array(items)
    this.#whereB = new Int32Array(items)
  }

  /** The block [a0, a1) × [b0, b1). */
  between(a0: number, a1: number, b0: number, b1: number): void {
    const a = this.#a
    const b = this.#b
    let head = 0
    while (a0 < a1 && b0 < b1 && a[a0] === b[b0]) {
      a0++
      b0++
      head++
    }
    let tail = 0
    while (a0 < a1 && b0 < b1 && a[a1 - 1] === b[b1 - 1]) {
      a1--
      b1--
      tail++
    }
    this.#runs.same(head)
    if (a0 === a1 || b0 === b1) {
      this.#runs.removed(a1 - a0)
      this.#runs.added(b1 - b0)
    } else {
      const anchors = this.#anchors(a0, a1, b0, b1)
      if (anchors.length === 0) this.#myers(a0, a1, b0, b1)
      else {
        for (const [x, y] of anchors) {
          if (x < a0 || y < b0) continue
          this.between(a0, x, b0, y)
          this.#runs.same(1)
          a0 = x + 1
          b0 = y + 1
        }
        this.between(a0, a1, b0, b1)
      }
    }
    this.#runs.same(tail)
  }

  /** The longest rising chain of items that occur once on both sides. */
  #anchors(a0: number, a1: number, b0: number, b1: number): (readonly [number, number])[] {
    const a = this.#a
    const b = this.#b
    for (let i = a0; i < a1; i++) this.#countA[a[i]!]!++
    for (let i = b0; i < b1; i++) {
      this.#countB[b[i]!]!++
      this.#whereB[b[i]!] = i
    }
    const pairs: [number, number][] = []
    for (let i = a0; i < a1; i++) {
      const item = a[i]!
      if (this.#countA[item] === 1 && this.#countB[item] === 1) pairs.push([i, this.#whereB[item]!])
    }
    for (let i = a0; i < a1; i++) this.#countA[a[i]!] = 0
    for (let i = b0; i < b1; i++) this.#countB[b[i]!] = 0
    return risingChain(pairs)
  }

  /** Myers, "An O(ND) Difference Algorithm"; a block that needs too many edits is replaced as a whole. */
  #myers(a0: number, a1: number, b0: number, b1: number): void {
    const n = a1 - a0
    const m = b1 - b0
    const most = Math.min(n + m, MOST_EDITS)
    const offset = most + 1
    const furthest = new Int32Array(2 * most + 3)
    const trail: Int32Array[] = []
    for (let d = 0; d <= most; d++) {
      trail.push(furthest.slice(offset - d - 1, offset + d + 2))
      for (let k = -d; k <= d; k += 2) {
        const down = k === -d || (k !== d && furthest[offset + k - 1]! < furthest[offset + k + 1]!)
        let x = down ? furthest[offset + k + 1]! : furthest[offset + k - 1]! + 1
        let y = x - k
        while (x < n && y < m && this.#a[a0 + x] === this.#b[b0 + y]) {
          x++
          y++
        }
        furthest[offset + k] = x
        if (x >= n && y >= m) return this.#follow(trail, n, m)
      }
    }
    this.#runs.removed(n)
    this.#runs.added(m)
  }

  /** Walks back from the end, then tells the steps in order. */
  #follow(trail: readonly Int32Array[], n: number, m: number): void {
    const steps: Run[] = []
    let x = n
    let y = m
    for (let d = trail.length - 1; d >= 0; d--) {
      const furthest = trail[d]!
      const at = (k: number): number => furthest[k + d + 1]!
      const k = x - y
      const down = k === -d || (k !== d && at(k - 1) < at(k + 1))
      const beforeX = d === 0 ? 0 : down ? at(k + 1) : at(k - 1)
      const beforeY = d === 0 ? 0 : beforeX - (down ? k + 1 : k - 1)
      const startX = d === 0 ? 0 : down ? beforeX : beforeX + 1
      if (x > startX) steps.push({ op: '=', count: x - startX })
      if (d > 0) steps.push({ op: down ? '+' : '-', count: 1 })
      x = beforeX
      y = beforeY
    }
    for (const { op, count } of steps.reverse()) {
      if (op === '=') this.#runs.same(count)
      else if (op === '-') this.#runs.removed(count)
      else this.#runs.added(count)
    }
  }
}

/** The longest chain of pairs that rise in both places, by patience sorting; the first numbers rise already. */
function risingChain(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const tops: number[] = []
  const previous = new Int32Array(pairs.length)
  for (const [i, [, y]] of pairs.entries()) {
    let low = 0
    let high = tops.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (pairs[tops[middle]!]![1] < y) low = middle + 1
      else high = middle
    }
    previous[i] = low > 0 ? tops[low - 1]! : -1
    tops[low] = i
  }
  const chain: (readonly [number, number])[] = []
  for (let i = tops.at(-1) ?? -1; i >= 0; i = previous[i]!) chain.push(pairs[i]!)
  return chain.reverse()
}
