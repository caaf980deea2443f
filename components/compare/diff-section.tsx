import { ChevronDown } from 'lucide-react'
import { memo, useEffect, useState, type ReactNode, type RefObject } from 'react'
import { changedLines } from '../../lib/objects/drawing.ts'
import type { NoiseRule } from '../../lib/objects/noise.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { count } from '../ui/when.ts'
import { ChangeSign, LineCounts } from './change-sign.tsx'
import { DiffBody } from './diff-body.tsx'
import { lineCount, type Section } from './section.ts'
import { useNear } from './use-near.ts'

/** Differences longer than this are opened by hand. */
const LARGE = 3000
const LINE = 20

interface Props {
  readonly section: Section
  readonly layout: 'split' | 'unified'
  readonly folds: ReadonlySet<NoiseRule>
  readonly pane: RefObject<HTMLElement | null>
  /** drawn at once, not when it comes into view */
  readonly isEager: boolean
  readonly isWhole: boolean
  /** lines that did not travel with the page are asked for */
  readonly onNear: () => void
  /** where the section is alone, for browsers without scripts */
  readonly alone: string
}

/** One object or file that differs: a bar that stays in view, and its lines once they are near. */
export const DiffSection = memo(function DiffSection(props: Props) {
  const { section, folds } = props
  const { added, removed } = changedLines(section, folds)
  return (
    <details
      open
      data-section={section.id}
      id={`d-${section.id}`}
      className="group/section scroll-mt-12 border-b border-line lg:scroll-mt-0"
    >
      <summary className="sticky top-12 z-10 flex min-h-9 flex-wrap items-center gap-x-2.5 border-b border-line bg-ground py-1 pr-4 pl-3 -outline-offset-2 hover:bg-rail md:top-11 lg:top-0">
        <Icon of={ChevronDown} size={14} className="branch-down text-ink-3" />
        <ChangeSign change={section.change} />
        <h3 className="min-w-0 font-semibold break-all">
          {section.formerName !== null && (
            <span className="font-normal text-ink-2">{section.formerName} → </span>
          )}
          {section.name}
        </h3>
        <span className="text-ink-2">{section.group}</span>
        {section.source !== '' && (
          <span className="truncate font-mono text-label text-ink-3 max-md:hidden">{section.source}</span>
        )}
        {section.badges.map((badge) => (
          <Badge key={badge}>{badge}</Badge>
        ))}
        <span className="flex-1" />
        <LineCounts added={added} removed={removed} />
      </summary>
      <Body {...props} />
    </details>
  )
})

function Body({ section, layout, folds, pane, isEager, isWhole, onNear, alone }: Props): ReactNode {
  const [isNear, ref] = useNear(isEager, pane)
  const [isShown, setShown] = useState(false)
  const isMissing = section.diff === null && section.isText
  useEffect(() => {
    if (isNear && isMissing) onNear()
  }, [isNear, isMissing, onNear])
  if (!section.isText)
    return (
      <p className="px-4 py-2 text-ink-2">
        Its bytes differ; it is no text, or too much of it to compare line by line.
      </p>
    )
  if (section.diff === null)
    return (
      <div ref={ref} data-late className="px-4 py-2 text-ink-3">
        <span className="js-only">Fetching the lines</span>
        <a className="link no-js-only" href={alone}>
          Show this one alone
        </a>
      </div>
    )
  const lines = lineCount(section)
  if (lines > LARGE && !isShown && !isWhole)
    return (
      <div className="flex items-center gap-3 px-4 py-2">
        <span className="text-ink-2">A large difference: {count(lines)} lines.</span>
        <Button onClick={() => setShown(true)}>Show it</Button>
      </div>
    )
  if (!isNear) return <Placeholder lines={lines} elementRef={ref} />
  return (
    <DiffBody
      diff={section.diff}
      layout={layout}
      folds={folds}
      pane={pane}
      isEager={isEager}
      isWhole={isWhole}
    />
  )
}

/** As high as the lines will be, roughly, so that the bar at the side does not jump. */
function Placeholder({ lines, elementRef }: { lines: number; elementRef: RefObject<HTMLDivElement | null> }) {
  useEffect(() => {
    if (elementRef.current !== null) elementRef.current.style.height = `${(lines + 8) * LINE}px`
  }, [lines, elementRef])
  return <div ref={elementRef} data-late />
}
