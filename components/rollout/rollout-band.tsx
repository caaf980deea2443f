import type { ReactNode } from 'react'
import type { RolloutView } from '../../lib/client/rollout-run.ts'
import type { ReleaseChange } from '../../lib/rollout/index.ts'
import type { RolloutRow } from '../../lib/schema/rollout.ts'
import { VerdictIcon } from '../verify/verdict-icon.tsx'
import { toneText, verdictWords } from '../verify/verdict-words.ts'

const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`
const ORDER = ['invalid', 'untrusted', 'unsigned', 'unknown', 'verified'] as const

/** The rollout in one look: what could be read, what the policy says, what the tool would do, what changed. */
export function RolloutBand({
  view: { rows, progress },
  changes,
  comparing,
}: {
  view: RolloutView
  changes: readonly ReleaseChange[] | null
  comparing: boolean
}) {
  const wanted = rows.filter(({ state }) => state !== 'left-out')
  const isDone = progress.phase === 'done'
  return (
    <section
      aria-label="The rollout in one look"
      className={`-mx-4 grid border-b border-line max-md:divide-y max-md:divide-line md:-mx-6 md:grid-cols-2 lg:divide-x lg:divide-line ${changes === null && !comparing ? 'lg:grid-cols-3' : 'lg:grid-cols-4'}`}
    >
      <Releases wanted={wanted} left={rows.length - wanted.length} isDone={isDone} progress={progress} />
      <Verdicts wanted={wanted} isDone={isDone} />
      <Itself wanted={wanted} />
      {comparing && (
        <Column label="Against the other files" says={<span role="status">Comparing…</span>}>
          both are resolved and rendered
        </Column>
      )}
      {changes !== null && <Changes changes={changes} />}
    </section>
  )
}

function Column({ label, says, children }: { label: string; says: ReactNode; children?: ReactNode }) {
  return (
    <div className="min-w-0 px-4 py-2.5 md:px-6">
      <h2 className="text-ink-3">{label}</h2>
      <p className="text-[14px] leading-[22px] font-medium">{says}</p>
      <div className="text-ink-2">{children}</div>
    </div>
  )
}

function Releases({
  wanted,
  left,
  isDone,
  progress,
}: {
  wanted: readonly RolloutRow[]
  left: number
  isDone: boolean
  progress: RolloutView['progress']
}) {
  const ready = wanted.filter(({ state }) => state === 'ready').length
  const broken = isDone
    ? wanted.length - ready
    : wanted.filter(({ state }) => state === 'unreadable' && state !== null).length
  const objects = wanted.reduce((sum, row) => sum + (row.objects ?? 0), 0)
  const images = new Set(wanted.flatMap((row) => row.images ?? [])).size
  const doing = progress.phase === 'rendering' ? 'rendered' : 'asked for'
  return (
    <Column
      label="Releases"
      says={
        !isDone ? (
          <span role="status">
            {plural(progress.total, 'chart')}, {progress.done} {doing}
          </span>
        ) : broken > 0 ? (
          <span className="text-broken">
            {broken} of {plural(wanted.length, 'release')} cannot be shown whole
          </span>
        ) : (
          `${plural(ready, 'release')} resolved and rendered`
        )
      }
    >
      <p>
        {plural(objects, 'object')}, {plural(images, 'image')}
      </p>
      {left > 0 && <p>{left} left out by the files</p>}
    </Column>
  )
}

function Verdicts({ wanted, isDone }: { wanted: readonly RolloutRow[]; isDone: boolean }) {
  const judged = wanted.filter(({ verdict }) => verdict !== null)
  const counts = ORDER.map((status) => ({
    status,
    count: judged.filter(({ verdict }) => verdict?.status === status).length,
  })).filter(({ count }) => count > 0)
  const worst = counts[0]
  const under = judged.filter(({ verdict }) => verdict?.policy != null)
  const unmet = under.filter(({ verdict }) => verdict?.policy?.met === false).length
  return (
    <Column
      label="Under the policies here"
      says={
        worst === undefined ? (
          isDone ? (
            'Nothing to judge'
          ) : (
            'Not judged yet'
          )
        ) : (
          <span className={`inline-flex items-center gap-1.5 ${toneText[verdictWords[worst.status].tone]}`}>
            <VerdictIcon status={worst.status} />
            {worst.count} of {judged.length}: {verdictWords[worst.status].words.toLowerCase()}
          </span>
        )
      }
    >
      {counts.slice(1).map(({ status, count }) => (
        <p key={status}>
          {count} {verdictWords[status].words.toLowerCase()}
        </p>
      ))}
      <p>
        {under.length === 0
          ? 'no policy holds for these charts'
          : unmet === 0
            ? `${under.length === 1 ? 'it meets its policy' : `all ${under.length} meet their policy`}`
            : `${unmet} of ${under.length} do not meet their policy`}
      </p>
    </Column>
  )
}

function Itself({ wanted }: { wanted: readonly RolloutRow[] }) {
  const stops = wanted.filter(({ own }) => own.kind === 'stops')
  const checks = wanted.filter(({ own }) => own.kind !== 'none' && own.kind !== 'stops').length
  const unseen = wanted.filter(({ own }) => own.kind === 'none').length
  const bad = wanted.filter(
    ({ own, verdict }) => own.kind === 'none' && verdict !== null && verdict.status === 'invalid',
  ).length
  return (
    <Column
      label="What the tool itself would do"
      says={
        stops.length > 0
          ? `Stop at ${plural(stops.length, 'release')}`
          : unseen === wanted.length
            ? 'Install all of it, unseen'
            : `Check ${checks}, install ${unseen} unseen`
      }
    >
      {stops.slice(0, 2).map((row) => (
        <p key={row.id}>
          {row.name}: {row.own.detail}
        </p>
      ))}
      {stops.length === 0 && (
        <p>
          {bad > 0
            ? `${bad} of them failed verification here`
            : unseen > 0
              ? 'it looks at no signature of those'
              : 'with the settings of the files'}
        </p>
      )}
    </Column>
  )
}

function Changes({ changes }: { changes: readonly ReleaseChange[] }) {
  const of = (change: ReleaseChange['change']): ReleaseChange[] =>
    changes.filter((one) => one.change === change)
  const [added, removed, changed] = [of('added'), of('removed'), of('changed')]
  const parts = [
    changed.length > 0 && `${changed.length} changed`,
    added.length > 0 && `${added.length} added`,
    removed.length > 0 && `${removed.length} removed`,
  ].filter((part) => part !== false)
  return (
    <Column
      label="Against the other files"
      says={parts.length === 0 ? 'No release differs' : parts.join(', ')}
    >
      {[...changed, ...added, ...removed].slice(0, 3).map((one) => (
        <p key={`${one.namespace}/${one.name}`} className="truncate">
          {one.name}
          {one.fields.find(({ field }) => field === 'version') !== undefined && (
            <span className="font-mono text-label">
              {' '}
              {one.fields.find(({ field }) => field === 'version')!.before || 'new'} →{' '}
              {one.fields.find(({ field }) => field === 'version')!.after || 'gone'}
            </span>
          )}
        </p>
      ))}
    </Column>
  )
}
