import { useVirtualizer } from '@tanstack/react-virtual'
import { Dices } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { codeLines, type TokenKind } from '../chart/code-lines.ts'
import { Icon } from '../ui/icon.tsx'

const LINE = 20
const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -20,
  PageDown: 20,
}

interface Props {
  readonly lines: readonly string[]
  /** whether a line lies within a block scalar */
  readonly inBlock: (line: number) => boolean
  /** to scroll to; a new object asks again for the same line */
  readonly goTo: { readonly line: number } | null
  /** lines that hold what is looked for, and which of them is the current one */
  readonly found: ReadonlySet<number>
  readonly currentFound: number | null
  readonly wanted: string
  readonly onTop: (line: number) => void
  /** the line that is asked about */
  readonly cursor: number | null
  readonly onCursor: (line: number) => void
  /** lines that the value under the editor's cursor touches, and those that chance had a part in */
  readonly lit: ReadonlySet<number>
  readonly random: ReadonlySet<number>
}

const colours: Readonly<Record<TokenKind, string>> = {
  plain: '',
  value: 'text-value',
  faint: 'text-ink-3',
  name: 'text-accent',
}

/** The manifests as text: only the lines on screen are drawn, so 80,000 scroll like eight. */
export function ManifestView({
  lines,
  inBlock,
  goTo,
  found,
  currentFound,
  wanted,
  onTop,
  cursor,
  onCursor,
  lit,
  random,
}: Props) {
  const pane = useRef<HTMLDivElement>(null)
  const top = useRef(-1)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => pane.current,
    estimateSize: () => LINE,
    overscan: 30,
    paddingStart: 8,
    paddingEnd: 24,
    onChange: ({ scrollOffset }) => {
      const line = Math.max(0, Math.round(((scrollOffset ?? 0) - 8) / LINE))
      if (line === top.current) return
      top.current = line
      onTop(line)
    },
  })
  useEffect(() => {
    if (goTo !== null) virtual.scrollToIndex(goTo.line, { align: 'start' })
  }, [goTo, virtual])
  useEffect(() => {
    if (currentFound !== null) virtual.scrollToIndex(currentFound, { align: 'center' })
  }, [currentFound, virtual])

  const move = (event: KeyboardEvent): void => {
    const by = STEPS[event.key]
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const from = cursor ?? Math.max(0, top.current)
    const next = Math.min(lines.length - 1, Math.max(0, cursor === null ? from : from + by))
    onCursor(next)
    virtual.scrollToIndex(next, { align: 'auto' })
  }

  const items = virtual.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const digits = String(lines.length).length
  return (
    <div
      ref={pane}
      role="region"
      aria-label="Text of the manifests"
      tabIndex={0}
      onKeyDown={move}
      className="min-h-0 flex-1 overflow-auto font-mono text-label -outline-offset-2"
    >
      <div className="w-max min-w-full">
        <Gap height={before} />
        {items.map(({ index }) => (
          <div
            key={index}
            data-line={index + 1}
            {...(index === cursor && { 'aria-current': 'true' as const })}
            onClick={() => onCursor(index)}
            className={`flex h-5 leading-5 whitespace-pre ${index === currentFound || index === cursor ? 'here' : found.has(index) || lit.has(index) ? 'bg-accent-wash' : goTo?.line === index ? 'animate-traced' : ''}`}
          >
            <span
              aria-hidden
              className={`shrink-0 pr-4 text-right text-ink-3 select-none ${digits > 5 ? 'w-20' : digits > 4 ? 'w-16' : 'w-[54px]'}`}
            >
              {index + 1}
            </span>
            {random.has(index) && (
              <span
                className="-ml-4 w-4 shrink-0 text-unsettled"
                title="Made by chance or time; the seed keeps it"
              >
                <Icon of={Dices} size={14} />
                <span className="sr-only">random: </span>
              </span>
            )}
            <code className="pr-6">
              <Line text={lines[index]!} inBlock={inBlock(index)} wanted={found.has(index) ? wanted : ''} />
            </code>
          </div>
        ))}
        <Gap height={after} />
      </div>
    </div>
  )
}

function Gap({ height }: { height: number }) {
  return (
    <div aria-hidden ref={(element) => void (element !== null && (element.style.height = `${height}px`))} />
  )
}

/** Bytes that are no text travel as lone surrogates; they are shown as what no text holds. */
const shown = (text: string): string => text.toWellFormed()

function Line({ text, inBlock, wanted }: { text: string; inBlock: boolean; wanted: string }) {
  if (wanted !== '') return <Marked text={shown(text)} wanted={wanted} />
  if (inBlock) return <span className="text-value">{shown(text)}</span>
  return codeLines(text, 'yaml')[0]!.map((token, i) =>
    token.kind === 'plain' ? (
      shown(token.text)
    ) : (
      <span key={i} className={colours[token.kind]}>
        {shown(token.text)}
      </span>
    ),
  )
}

function Marked({ text, wanted }: { text: string; wanted: string }) {
  const pieces = []
  const lower = text.toLowerCase()
  let at = 0
  for (let i = lower.indexOf(wanted); i >= 0; i = lower.indexOf(wanted, at)) {
    pieces.push(
      text.slice(at, i),
      <mark
        key={i}
        className="bg-transparent font-medium text-ink underline decoration-accent decoration-2 underline-offset-4"
      >
        {text.slice(i, i + wanted.length)}
      </mark>,
    )
    at = i + wanted.length
  }
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  )
}
