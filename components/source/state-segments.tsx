import { sourceHref } from '../../lib/client/routes.ts'
import { count } from '../ui/when.ts'
import { segmentClass, Segments } from '../ui/segments.tsx'
import { VerdictIcon } from '../verify/verdict-icon.tsx'
import { toneText, verdictWords } from '../verify/verdict-words.ts'
import { writeListState, type ListState, type State } from './chart-list.ts'

const order = ['verified', 'untrusted', 'invalid', 'unsigned', 'unknown'] as const

/** All, each verdict that occurs, and what is still open. Links, so that they work before scripts do. */
export function StateSegments({
  source,
  list,
  counts,
  asking,
  onChoose,
}: {
  source: string
  list: ListState
  counts: ReadonlyMap<State, number>
  /** whether what is open is being asked now */
  asking: boolean
  onChoose: (state: State) => void
}) {
  const open = counts.get('open') ?? 0
  const segment = (state: State, words: React.ReactNode, n: number): React.ReactNode => (
    <a
      key={state}
      href={sourceHref(source, writeListState({ ...list, state }))}
      aria-current={list.state === state ? 'true' : undefined}
      className={segmentClass(list.state === state)}
      onClick={(event) => {
        event.preventDefault()
        onChoose(state)
      }}
    >
      {words}
      <span className="font-normal text-ink-3">{count(n)}</span>
    </a>
  )
  return (
    <Segments label="Verdict" className="min-w-0 shrink">
      {segment('all', 'All', counts.get('all') ?? 0)}
      {order
        .filter((status) => (counts.get(status) ?? 0) > 0 || list.state === status)
        .map((status) =>
          segment(
            status,
            <>
              <VerdictIcon status={status} size={14} className={toneText[verdictWords[status].tone]} />
              {verdictWords[status].words}
            </>,
            counts.get(status) ?? 0,
          ),
        )}
      {open > 0 && segment('open', asking ? 'Checking' : 'Not asked yet', open)}
    </Segments>
  )
}
