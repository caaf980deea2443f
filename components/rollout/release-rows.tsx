import Link from 'next/link'
import { useEffect, useState } from 'react'
import { chartHref } from '../../lib/client/routes.ts'
import { releasePreviewHref } from '../../lib/client/rollout-preview.ts'
import type { RolloutText } from '../../lib/client/rollout-files.ts'
import type { RolloutView } from '../../lib/client/rollout-run.ts'
import type { ValuesLayer } from '../../lib/helm/request.ts'
import type { Problem, Release, ReleaseChange } from '../../lib/rollout/index.ts'
import type { RolloutRow } from '../../lib/schema/rollout.ts'
import { CodeName } from '../ui/code-name.tsx'
import { Digest } from '../ui/digest.tsx'
import { VerdictLine } from '../verify/verdict.tsx'
import { CheckMark } from '../verify/verdict-icon.tsx'
import { ProblemLine } from './problems.tsx'
import { toolName } from './rollout-bar.tsx'

const columns =
  'lg:grid lg:grid-cols-[minmax(120px,1fr)_minmax(200px,1.7fr)_116px_minmax(190px,1.5fr)_minmax(170px,1.3fr)_64px_56px_minmax(90px,0.7fr)] lg:items-start lg:gap-x-4'

/** Which digest an empty cell has none for. */
const NONE = <span className="text-ink-3">–</span>

/** One row a release, with what is wrong in it below. */
export function ReleaseRows({
  view,
  files,
  changes,
}: {
  view: RolloutView
  files: readonly RolloutText[]
  changes: readonly ReleaseChange[] | null
}) {
  const { rows, rollout, progress } = view
  const isDone = progress.phase === 'done'
  const [tool, ...more] = new Set(rows.map((row) => row.tool))
  const itself = tool === undefined || more.length > 0 ? 'The tool itself' : `${toolName(tool)} itself`
  if (rows.length === 0)
    return (
      <p className="border-b border-line py-6 text-ink-2">
        No release was found in these files. The problems above say why, where there is a reason.
      </p>
    )
  return (
    <div role="table" aria-label="Releases" aria-rowcount={rows.length + 1} className="-mx-4 md:-mx-6">
      <div role="rowgroup">
        <div
          role="row"
          className={`inset-page border-b border-line py-1.5 text-label text-ink-3 max-lg:sr-only ${columns}`}
        >
          {['Release', 'Chart, asked → resolved', 'Digest', 'Verdict', itself].map((name) => (
            <span key={name} role="columnheader">
              {name}
            </span>
          ))}
          <span role="columnheader" className="text-right">
            Objects
          </span>
          <span role="columnheader" className="text-right">
            Images
          </span>
          <span role="columnheader">Problems</span>
        </div>
      </div>
      <div role="rowgroup">
        {rows.map((row, i) => (
          <ReleaseRow
            key={row.id}
            row={row}
            release={rollout.releases[i]!}
            problems={rollout.problems.filter(({ release }) => release === row.id)}
            files={files}
            values={view.valuesOf(row.id) ?? undefined}
            isDone={isDone}
            change={changes?.find(({ name, namespace }) => name === row.name && namespace === row.namespace)}
          />
        ))}
      </div>
    </div>
  )
}

function ReleaseRow({
  row,
  release,
  problems,
  files,
  values,
  isDone,
  change,
}: {
  row: RolloutRow
  release: Release
  problems: readonly Problem[]
  files: readonly RolloutText[]
  /** the layers it was rendered with */
  values: readonly ValuesLayer[] | undefined
  isDone: boolean
  change: ReleaseChange | undefined
}) {
  const href = usePreviewHref(release, row, values)
  const told = problems.filter(({ severity }) => severity !== 'note')
  const { resolved, verdict, failure } = row
  const place =
    resolved === null || resolved.source === null
      ? null
      : { source: resolved.source, repository: resolved.repository, version: resolved.digest }
  const isWaiting =
    !isDone &&
    row.state !== 'left-out' &&
    verdict === null &&
    failure === null &&
    release.chart.from !== 'elsewhere'
  return (
    <div
      role="row"
      data-row
      data-reference={resolved?.reference}
      data-digest={resolved?.digest}
      className="inset-page relative border-b border-line py-2 hover:bg-rail has-[[data-open]:focus-visible]:here"
    >
      <div className={columns} role="presentation">
        <div role="cell" className="min-w-0">
          <p className="truncate font-medium">
            {href === null ? (
              <span data-open tabIndex={-1} className="outline-none">
                {row.name || 'no name'}
              </span>
            ) : (
              <Link
                href={href}
                prefetch={false}
                data-open
                data-key="p"
                className="link-plain outline-none hover:underline"
              >
                {row.name || 'no name'}
              </Link>
            )}
            {change !== undefined && change.change !== 'same' && (
              <span className="ml-2 text-label font-normal text-caution">{change.change}</span>
            )}
          </p>
          <p className="truncate text-label text-ink-2">
            {row.namespace || 'its own namespace'}
            {row.cluster !== null && ` · ${row.cluster}`}
            <span className="text-ink-3" title={`${row.at.file}:${row.at.line}:${row.at.column}`}>
              {' · '}
              <span className="font-mono text-least">
                {row.at.file.slice(row.at.file.lastIndexOf('/') + 1)}:{row.at.line}
              </span>
            </span>
          </p>
        </div>
        <div role="cell" className="min-w-0">
          <p className="truncate" title={row.chart}>
            {shortChart(row.chart)}
          </p>
          <p className="truncate font-mono text-label text-ink-2">
            {row.asked === '' ? (release.chart.from === 'folder' ? 'this folder' : 'newest') : row.asked} →{' '}
            <span className="text-ink">
              {resolved === null
                ? release.chart.from === 'folder' && row.objects !== null
                  ? 'as dropped'
                  : isWaiting
                    ? '…'
                    : 'not resolved'
                : resolved.version}
            </span>
          </p>
        </div>
        <div
          role="cell"
          className={`max-lg:inline-block max-lg:pr-4 ${resolved === null ? 'max-lg:sr-only' : ''}`}
        >
          {resolved === null ? NONE : <Digest value={resolved.digest} prefix={false} />}
        </div>
        <div role="cell" className="min-w-0 overflow-hidden">
          <Verdict
            row={row}
            isWaiting={isWaiting}
            href={place === null ? null : chartHref(place, 'verify')}
          />
        </div>
        <div role="cell" className="min-w-0">
          <p className="truncate">{row.own.title}</p>
          <p className="truncate text-label text-ink-2" title={row.own.detail}>
            {row.own.detail}
          </p>
        </div>
        <div role="cell" className="lg:text-right max-lg:inline-block max-lg:pr-4">
          <span className="lg:hidden">objects </span>
          {row.objects ?? NONE}
        </div>
        <div
          role="cell"
          className="lg:text-right max-lg:inline-block max-lg:pr-4"
          title={row.images?.join('\n')}
        >
          <span className="lg:hidden">images </span>
          {row.images?.length ?? NONE}
        </div>
        <div role="cell" className="min-w-0 max-lg:inline-block">
          <ProblemCount row={row} told={told} />
        </div>
      </div>
      {(told.length > 0 || failure !== null) && (
        <div role="cell" aria-colspan={8}>
          <ul aria-label={`Problems of ${row.name}`} className="mt-1.5 lg:pl-4">
            {told.map((problem, i) => (
              <ProblemLine
                key={i}
                problem={problem}
                text={files.find(({ path }) => path === problem.file)?.text}
              />
            ))}
            {failure !== null && (
              <li className="py-1">
                <span className="inline-flex items-baseline gap-1.5 font-medium text-broken">
                  <CheckMark kind="failed" size={14} className="translate-y-0.5" />
                  {failure.message.split('\n')[0]}
                </span>{' '}
                <CodeName code={failure.code} quiet />
                {failure.cure !== '' && <span className="block text-ink-2">{failure.cure}</span>}
              </li>
            )}
          </ul>
        </div>
      )}
    </div>
  )
}

function Verdict({ row, isWaiting, href }: { row: RolloutRow; isWaiting: boolean; href: string | null }) {
  const { verdict, state, left } = row
  if (state === 'left-out') return <span className="text-ink-2">Left out: {left}</span>
  if (verdict === null)
    return isWaiting ? (
      <VerdictLine status="checking" />
    ) : (
      <span className="text-ink-3">nothing to judge</span>
    )
  const line = (
    <VerdictLine
      status={verdict.status}
      code={verdict.status === 'verified' ? undefined : verdict.codes[0]}
      reason={verdict.status === 'verified' ? (verdict.signer ?? undefined) : undefined}
    />
  )
  return (
    <>
      {href === null ? (
        line
      ) : (
        <Link
          href={href}
          prefetch={false}
          data-key="v"
          tabIndex={-1}
          className="flex min-w-0 overflow-hidden rounded-cap"
        >
          {line}
        </Link>
      )}
      <p className="truncate pl-[22px] text-label text-ink-2">
        {verdict.policy === null
          ? 'no policy holds here'
          : `policy ${verdict.policy.met ? 'met' : 'not met'}`}
      </p>
    </>
  )
}

function ProblemCount({ row, told }: { row: RolloutRow; told: readonly Problem[] }) {
  const errors = told.filter(({ severity }) => severity === 'error').length + (row.failure === null ? 0 : 1)
  const warnings = told.length - told.filter(({ severity }) => severity === 'error').length
  if (errors === 0 && warnings === 0) return <span className="text-ink-3">none</span>
  return (
    <span
      className={`inline-flex items-center gap-1 font-medium ${errors > 0 ? 'text-broken' : 'text-caution'}`}
    >
      <CheckMark kind={errors > 0 ? 'failed' : 'warning'} size={14} />
      {errors > 0
        ? `${errors} ${errors === 1 ? 'error' : 'errors'}`
        : `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`}
    </span>
  )
}

/** An address without its scheme; of a long one, host and name. */
const shortChart = (chart: string): string => chart.replace(/^\w+:\/\//, '') || 'no chart'

/** Where the release opens with its own values; made when it is resolved, for packing values takes a moment. */
function usePreviewHref(
  release: Release,
  row: RolloutRow,
  values: readonly ValuesLayer[] | undefined,
): string | null {
  const [href, setHref] = useState<string | null>(null)
  const key =
    row.resolved === null ? '' : `${row.resolved.source} ${row.resolved.repository} ${row.resolved.digest}`
  useEffect(() => {
    let current = true
    if (key === '') return undefined
    void releasePreviewHref(release, row, values).then((made) => {
      if (current) setHref(made)
    })
    return () => {
      current = false
    }
    // the row is a new one at each step; where it leads only changes with what it was resolved to
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [release, key, values])
  return key === '' ? null : href
}
