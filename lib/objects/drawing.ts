import { diffLists } from './line-diff.ts'
import type { NoiseRule } from './noise.ts'
import type { TextDiff } from './text-diff.ts'

/** A line of a difference with its numbers, from 1; null on the side that has it not. */
export interface DrawnLine {
  readonly op: '=' | '-' | '+'
  readonly text: string
  readonly before: number | null
  readonly after: number | null
  readonly noise: NoiseRule | undefined
  /** the line of the other side that it became, by its place in the list; null where there is none */
  readonly partner: number | null
}

/** Lines that are shown, or lines that are folded away: [from, to) of the list. */
export interface Stretch {
  readonly kind: 'shown' | 'folded'
  readonly from: number
  readonly to: number
  /** folded pairs of noise, by rule */
  readonly noise: Readonly<Partial<Record<NoiseRule, number>>>
}

/** All lines of a difference in unified order, numbered; removed lines know the added ones that take their place. */
export function drawnLines({ lines, runs }: Pick<TextDiff, 'lines' | 'runs'>): DrawnLine[] {
  const drawn: DrawnLine[] = []
  let [before, after] = [0, 0]
  for (const [i, { op, count, noise }] of runs.entries()) {
    const next = runs[i + 1]
    const last = runs[i - 1]
    const isPaired = (other: typeof next, otherOp: '-' | '+'): boolean =>
      other !== undefined && other.op === otherOp && other.noise === noise
    for (let n = 0; n < count; n++) {
      const at = drawn.length
      const partner =
        op === '-' && isPaired(next, '+') && n < next!.count
          ? at + count
          : op === '+' && isPaired(last, '-') && n < last!.count
            ? at - last!.count
            : null
      drawn.push({
        op,
        text: lines[at]!,
        before: op === '+' ? null : ++before,
        after: op === '-' ? null : ++after,
        noise,
        partner,
      })
    }
  }
  return drawn
}

/** Fewer hidden lines than this are shown: a fold would take as much room. */
const LEAST = 2

/**
 * Which lines are shown: changes with some lines around them.
 * @param context equal lines kept on each side of a change
 * @param folds rules whose lines are no changes
 */
export function stretches(
  lines: readonly DrawnLine[],
  context: number,
  folds: ReadonlySet<NoiseRule>,
): Stretch[] {
  const shown = new Uint8Array(lines.length)
  const counts = ({ op, noise }: DrawnLine): boolean =>
    op !== '=' && !(noise !== undefined && folds.has(noise))
  for (const [i, line] of lines.entries()) {
    if (!counts(line)) continue
    shown[i] = 1
    for (const step of [-1, 1]) {
      let left = context
      for (let j = i + step; left > 0 && j >= 0 && j < lines.length; j += step) {
        if (counts(lines[j]!)) break
        if (lines[j]!.op !== '=') break // noise stays behind its fold
        shown[j] = 1
        left--
      }
    }
  }
  const found: Stretch[] = []
  for (let from = 0; from < lines.length;) {
    const is = shown[from]
    let to = from
    const noise: Partial<Record<NoiseRule, number>> = {}
    while (to < lines.length && shown[to] === is) {
      const line = lines[to]!
      if (line.op === '+' && line.noise !== undefined && folds.has(line.noise))
        noise[line.noise] = (noise[line.noise] ?? 0) + 1
      to++
    }
    const isPlain = Object.keys(noise).length === 0
    const kind = is === 1 || (isPlain && to - from < LEAST) ? 'shown' : 'folded'
    const last = found.at(-1)
    if (kind === 'shown' && last?.kind === 'shown') found[found.length - 1] = { ...last, to }
    else found.push({ kind, from, to, noise: kind === 'shown' ? {} : noise })
    from = to
  }
  return found
}

/** Two lines side by side: indexes into the list, null for a gap. */
export type SideBySide = readonly [left: number | null, right: number | null]

/** The lines [from, to) as rows of two: equal ones beside themselves, removed beside the added that take their place. */
export function sideBySide(lines: readonly DrawnLine[], from: number, to: number): SideBySide[] {
  const rows: SideBySide[] = []
  for (let i = from; i < to;) {
    if (lines[i]!.op === '=') {
      rows.push([i, i])
      i++
      continue
    }
    const minus = i
    while (i < to && lines[i]!.op === '-') i++
    const plus = i
    while (i < to && lines[i]!.op === '+') i++
    for (let n = 0; n < Math.max(plus - minus, i - plus); n++)
      rows.push([minus + n < plus ? minus + n : null, plus + n < i ? plus + n : null])
  }
  return rows
}

/** A piece of a line; `isMarked` where it is not in the other. */
export interface Piece {
  readonly text: string
  readonly isMarked: boolean
}

/** Longer lines are not looked into. */
const LONGEST = 1000
/** Share of a line that must stay the same for single words to be marked. */
const ALIKE = 0.3

/** What of two lines differs, word by word; null where they have too little in common for that to help. */
export function markWords(before: string, after: string): readonly [before: Piece[], after: Piece[]] | null {
  if (before.length > LONGEST || after.length > LONGEST) return null
  const [a, b] = [wordsOf(before), wordsOf(after)]
  const [left, right]: [Piece[], Piece[]] = [[], []]
  let [i, j, same] = [0, 0, 0]
  for (const { op, count } of diffLists(a, b)) {
    const text = (op === '+' ? b.slice(j, j + count) : a.slice(i, i + count)).join('')
    if (op !== '+') {
      left.push({ text, isMarked: op === '-' })
      i += count
    }
    if (op !== '-') {
      right.push({ text, isMarked: op === '+' })
      j += count
    }
    if (op === '=') same += text.trim().length
  }
  const longest = Math.max(before.trim().length, after.trim().length)
  return same < ALIKE * longest ? null : [left, right]
}

/** Words, spaces and signs; versions and digests stay whole, so that a new tag is one mark. */
const wordsOf = (line: string): string[] => line.match(/v?\d+(?:\.\d+)+[\w.+-]*|[\w]+|\s+|[^\w\s]/g) ?? []

/** How many lines a difference adds and removes when some rules fold theirs. */
export function changedLines(
  { added, removed, noise }: Pick<TextDiff, 'added' | 'removed' | 'noise'>,
  folds: ReadonlySet<NoiseRule>,
): { added: number; removed: number } {
  const shown = (Object.entries(noise) as [NoiseRule, number][])
    .filter(([rule]) => !folds.has(rule))
    .reduce((sum, [, n]) => sum + n, 0)
  return { added: added + shown, removed: removed + shown }
}
