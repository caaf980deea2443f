const MAX = 10_000_000

/**
 * How many instructions a pattern about compiles to, before anything is built: atoms count one, counted repetitions
 * multiply what stands before them. Never throws; a broken pattern gets some figure.
 */
export function estimateSize(pattern: string): number {
  /** per open group: what its finished part counts, and its last item */
  const groups: { done: number; last: number }[] = [{ done: 0, last: 0 }]
  const put = (n: number): void => {
    const group = groups.at(-1)!
    group.done += group.last
    group.last = n
  }
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!
    if (char === '\\') {
      i++
      put(/[pP]/.test(pattern[i] ?? '') ? 8 : 1)
    } else if (char === '[') {
      const end = classEnd(pattern, i)
      put(1 + ((end - i) >> 2))
      i = end
    } else if (char === '(') groups.push({ done: 2, last: 0 })
    else if (char === ')') {
      if (groups.length === 1) continue
      const { done, last } = groups.pop()!
      put(Math.min(done + last, MAX))
    } else if (char === '{') {
      const times = repeatOf(pattern, i)
      if (times === undefined) put(1)
      else {
        const group = groups.at(-1)!
        group.last = Math.min(group.last * Math.max(1, times.count) + 1, MAX)
        i = times.end
      }
    } else if (char === '*' || char === '+' || char === '?' || char === '|') groups.at(-1)!.done++
    else put(1)
  }
  return Math.min(
    groups.reduce((sum, { done, last }) => sum + done + last, 0),
    MAX,
  )
}

function classEnd(pattern: string, start: number): number {
  let i = start + 1
  if (pattern[i] === '^') i++
  if (pattern[i] === ']') i++
  for (; i < pattern.length && pattern[i] !== ']'; i++) {
    if (pattern[i] === '\\') i++
    else if (pattern.startsWith('[:', i)) {
      const end = pattern.indexOf(':]', i)
      if (end >= 0) i = end + 1
    }
  }
  return Math.min(i, pattern.length)
}

const REPEAT = /\{([0-9]+)(?:,([0-9]*))?\}/y

function repeatOf(pattern: string, at: number): { count: number; end: number } | undefined {
  REPEAT.lastIndex = at
  const match = REPEAT.exec(pattern)
  if (match === null) return undefined
  return { count: Math.max(Number(match[1]), Number(match[2] ?? 0)), end: at + match[0].length - 1 }
}
