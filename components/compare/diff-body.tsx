import { UnfoldVertical } from 'lucide-react'
import { memo, useEffect, useMemo, useState, type ReactNode, type RefObject } from 'react'
import {
  drawnLines,
  markWords,
  sideBySide,
  stretches,
  type DrawnLine,
  type Piece,
  type Stretch,
} from '../../lib/objects/drawing.ts'
import { noiseRules, type NoiseRule } from '../../lib/objects/noise.ts'
import { codeLines } from '../chart/code-lines.ts'
import { Icon } from '../ui/icon.tsx'
import { count, plural } from '../ui/when.ts'
import type { SectionDiff } from './section.ts'
import { useNear } from './use-near.ts'

/** Lines around a change that are shown with it. */
const CONTEXT = 3

interface Props {
  readonly diff: SectionDiff
  readonly layout: 'split' | 'unified'
  readonly folds: ReadonlySet<NoiseRule>
  readonly pane: RefObject<HTMLElement | null>
  /** drawn at once, not when it comes into view */
  readonly isEager: boolean
  /** folds hold their lines from the start, for browsers that will never ask for them */
  readonly isWhole: boolean
}

/** A difference line by line; what did not change, and noise, is folded behind bars that say what they hide. */
export const DiffBody = memo(function DiffBody({ diff, layout, folds, pane, isEager, isWhole }: Props) {
  const lines = useMemo(() => drawnLines(diff), [diff])
  const parts = useMemo(() => stretches(lines, CONTEXT, folds), [lines, folds])
  const rows = (part: Stretch, isFolded: boolean): ReactNode =>
    layout === 'split' ? (
      <SplitRows lines={lines} part={part} folds={folds} isFolded={isFolded} />
    ) : (
      <UnifiedRows lines={lines} part={part} folds={folds} isFolded={isFolded} />
    )
  return (
    <div className="diff">
      {parts.map((part) =>
        part.kind === 'shown' ? (
          chunksOf(part).map((chunk, i) => (
            <Chunk
              key={chunk.from}
              lines={chunk.to - chunk.from}
              pane={pane}
              isNear={isWhole || (isEager && i === 0)}
            >
              {() => rows(chunk, false)}
            </Chunk>
          ))
        ) : (
          <Fold key={part.from} part={part} lines={lines} isWhole={isWhole}>
            {() =>
              chunksOf(part).map((chunk) => (
                <Chunk key={chunk.from} lines={chunk.to - chunk.from} pane={pane} isNear={isWhole}>
                  {() => rows(chunk, true)}
                </Chunk>
              ))
            }
          </Fold>
        ),
      )}
    </div>
  )
})

/** Lines that are drawn together; more would be felt. */
const CHUNK = 120
const LINE = 20

function chunksOf(part: Stretch): Stretch[] {
  const chunks: Stretch[] = []
  for (let from = part.from; from < part.to; from += CHUNK)
    chunks.push({ ...part, from, to: Math.min(part.to, from + CHUNK) })
  return chunks
}

/** Some lines, drawn once they are near; until then as much room as they will take. */
function Chunk({
  lines,
  pane,
  isNear: initial,
  children,
}: {
  lines: number
  pane: RefObject<HTMLElement | null>
  isNear: boolean
  children: () => ReactNode
}) {
  const [isNear, ref] = useNear(initial, pane)
  useEffect(() => {
    if (ref.current !== null) ref.current.style.height = isNear ? '' : `${lines * LINE}px`
  }, [isNear, lines, ref])
  return (
    <div ref={ref} {...(!isNear && { 'data-late': '' })}>
      {isNear && children()}
    </div>
  )
}

function Fold({
  part,
  lines,
  isWhole,
  children,
}: {
  part: Stretch
  lines: readonly DrawnLine[]
  isWhole: boolean
  children: () => ReactNode
}) {
  const [open, setOpen] = useState(false)
  const hidden = useMemo(
    () => lines.slice(part.from, part.to).filter(({ op }) => op !== '-').length,
    [lines, part],
  )
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flex h-8 items-center gap-2.5 border-y border-line bg-rail pr-4 pl-[18px] font-sans text-label text-ink-2 -outline-offset-2 hover:text-ink md:h-6">
        <Icon of={UnfoldVertical} size={14} className="text-ink-3" />
        <span className="truncate">{foldText(hidden, part.noise)}</span>
      </summary>
      {(open || isWhole) && children()}
    </details>
  )
}

function foldText(hidden: number, noise: Stretch['noise']): string {
  const rules = Object.entries(noise) as [NoiseRule, number][]
  const folded = rules.reduce((sum, [, n]) => sum + n, 0)
  if (folded === 0) return `${plural(hidden, 'line')} equal`
  const names = rules
    .map(([rule, n]) => (n === 1 ? noiseRules[rule] : `${noiseRules[rule]} (${n})`))
    .join(', ')
  return folded >= hidden
    ? `${plural(hidden, 'line')} folded as noise: ${names}`
    : `${plural(hidden, 'line')}, ${count(folded)} folded as noise: ${names}`
}

interface RowsProps {
  readonly lines: readonly DrawnLine[]
  readonly part: Stretch
  readonly folds: ReadonlySet<NoiseRule>
  readonly isFolded: boolean
}

const isChange = (line: DrawnLine | undefined, folds: ReadonlySet<NoiseRule>): boolean =>
  line !== undefined && line.op !== '=' && !(line.noise !== undefined && folds.has(line.noise))

function UnifiedRows({ lines, part, folds, isFolded }: RowsProps) {
  return lines.slice(part.from, part.to).map((line, i) => {
    const at = part.from + i
    const starts = !isFolded && isChange(line, folds) && !isChange(lines[at - 1], folds)
    return (
      <div
        key={at}
        className={`diff-row ${washOf(line, folds)}`}
        {...(starts && { 'data-change': '', tabIndex: -1 })}
      >
        <span className="diff-num">{line.before}</span>
        <span className="diff-num">{line.after}</span>
        <Sign op={line.op} />
        <Code line={line} other={line.partner === null ? null : lines[line.partner]!.text} />
      </div>
    )
  })
}

function SplitRows({ lines, part, folds, isFolded }: RowsProps) {
  const rows = sideBySide(lines, part.from, part.to)
  const changes = ([left, right]: (typeof rows)[number]): boolean =>
    isChange(lines[left ?? -1], folds) || isChange(lines[right ?? -1], folds)
  return rows.map((row, i) => {
    const [left, right] = row
    const last = rows[i - 1]
    const starts = !isFolded && changes(row) && (last === undefined || !changes(last))
    return (
      <div
        key={`${left ?? ''}:${right ?? ''}`}
        className="diff-pair"
        {...(starts && { 'data-change': '', tabIndex: -1 })}
      >
        <Cell lines={lines} at={left} side="before" folds={folds} />
        <Cell lines={lines} at={right} side="after" folds={folds} />
      </div>
    )
  })
}

function Cell({
  lines,
  at,
  side,
  folds,
}: {
  lines: readonly DrawnLine[]
  at: number | null
  side: 'before' | 'after'
  folds: ReadonlySet<NoiseRule>
}) {
  if (at === null) return <div className="diff-cell diff-none" />
  const line = lines[at]!
  return (
    <div className={`diff-cell ${washOf(line, folds)}`}>
      <span className="diff-num">{line[side]}</span>
      <Sign op={line.op} />
      <Code line={line} other={line.partner === null ? null : lines[line.partner]!.text} />
    </div>
  )
}

function washOf({ op, noise }: DrawnLine, folds: ReadonlySet<NoiseRule>): string {
  if (op === '=') return ''
  if (noise !== undefined && folds.has(noise)) return 'diff-noise'
  return op === '+' ? 'diff-add' : 'diff-del'
}

const Sign = ({ op }: Pick<DrawnLine, 'op'>): ReactNode => (
  <span className="diff-sign" aria-hidden>
    {op === '=' ? '' : op === '-' ? '−' : '+'}
  </span>
)

const KIND = { plain: undefined, value: 'v', faint: 'f', name: undefined } as const

function Code({ line, other }: { line: DrawnLine; other: string | null }) {
  const text = line.text.toWellFormed()
  if (line.op === '=')
    return (
      <code>
        {codeLines(text, 'yaml')[0]!.map((token, i) =>
          KIND[token.kind] === undefined ? (
            token.text
          ) : (
            <span key={i} className={KIND[token.kind]}>
              {token.text}
            </span>
          ),
        )}
      </code>
    )
  const marked =
    other === null ? null : line.op === '-' ? markWords(text, other)?.[0] : markWords(other, text)?.[1]
  const content = marked === null || marked === undefined ? text : <Pieces pieces={marked} />
  return <code>{line.op === '-' ? <del>{content}</del> : <ins>{content}</ins>}</code>
}

const Pieces = ({ pieces }: { pieces: readonly Piece[] }): ReactNode =>
  pieces.map(({ text, isMarked }, i) => (isMarked ? <mark key={i}>{text}</mark> : text))
