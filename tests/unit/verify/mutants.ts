/** A small generator of numbers that gives the same ones each time (mulberry32). */
export function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const splice = (bytes: Uint8Array, from: number, to: number, put: Uint8Array): Uint8Array =>
  Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(to)])

/** One damaged copy: a bit or byte flipped, a region cut, doubled, swapped with another, or moved; or a line so treated. */
export function mutate(bytes: Uint8Array, next: (below: number) => number): Uint8Array {
  const at = next(bytes.length)
  const size = 1 + next(next(4) === 0 ? bytes.length : 16)
  const end = Math.min(bytes.length, at + size)
  switch (next(8)) {
    case 0:
      return splice(bytes, at, at + 1, Uint8Array.of(bytes[at]! ^ (1 << next(8))))
    case 1:
      return splice(bytes, at, at + 1, Uint8Array.of(next(256)))
    case 2:
      return splice(bytes, at, end, new Uint8Array())
    case 3:
      return splice(bytes, at, at, bytes.subarray(at, end))
    case 4:
      return splice(bytes, at, at, Uint8Array.of(...Array.from({ length: 1 + next(4) }, () => next(256))))
    case 5: {
      const to = next(bytes.length)
      const [a, b] = [bytes.subarray(at, end), bytes.subarray(to, Math.min(bytes.length, to + size))]
      return at + size <= to
        ? splice(splice(bytes, to, to + b.length, a), at, end, b)
        : splice(bytes, at, at, b)
    }
    default: {
      const lines = Buffer.from(bytes).toString('latin1').split('\n')
      const line = next(lines.length)
      const other = next(lines.length)
      const what = next(3)
      if (what === 0) lines.splice(line, 1)
      else if (what === 1) lines.splice(other, 0, lines[line]!)
      else [lines[line], lines[other]] = [lines[other]!, lines[line]!]
      return Buffer.from(lines.join('\n'), 'latin1')
    }
  }
}

/** How many mutants a run makes: 1,200, or what `CHARTROOM_MUTANTS` says. */
export const mutantCount = Number(process.env['CHARTROOM_MUTANTS'] ?? 1200)
