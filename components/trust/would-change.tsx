import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { chartHref } from '../../lib/client/routes.ts'
import type { PolicyPreview } from '../../lib/schema/trust.ts'
import { Icon } from '../ui/icon.tsx'
import { plural } from '../ui/when.ts'
import { VerdictIcon } from '../verify/verdict-icon.tsx'
import { toneText, verdictWords } from '../verify/verdict-words.ts'
import { visible } from '../../lib/schema/visible.ts'

const columns =
  'md:grid md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_20px_minmax(0,1.3fr)] md:items-center md:gap-x-4'

const SHOWN = 40

/** What a draft would change: one sentence with counts, then now → then, a row each. */
export function WouldChange({ preview }: { preview: PolicyPreview }) {
  const { changes, judged, charts, idle } = preview
  return (
    <div aria-live="polite">
      <p className="pb-2 text-prose font-medium">{changeWords(preview)}</p>
      {judged < charts && (
        <p className="pb-2 text-ink-2">
          {plural(charts - judged, 'chart')} of {charts} could not be judged in time; they may change too.
        </p>
      )}
      {idle.length > 0 && (
        <p className="pb-2 text-ink-2">
          No listed chart lies under{' '}
          {idle.map((match, i) => (
            <span key={match}>
              {i > 0 && ', '}
              <code className="text-label wrap-anywhere">{match}</code>
            </span>
          ))}
          .
        </p>
      )}
      {changes.length > 0 && (
        <>
          <div
            aria-hidden
            className={`h-8 border-b border-line text-label text-ink-3 max-md:hidden ${columns}`}
          >
            <span>Chart</span>
            <span>Now</span>
            <span />
            <span>With this draft</span>
          </div>
          <ul aria-label="What would change">
            {changes.slice(0, SHOWN).map(({ source, repository, version, now, then }) => (
              <li key={`${source}/${repository}`} className={`min-h-9 border-b border-line py-1 ${columns}`}>
                <Link
                  className="link min-w-0 truncate font-medium"
                  prefetch={false}
                  href={chartHref({ source, repository, version }, 'verify')}
                >
                  {repository} <code className="text-label font-normal text-ink-2">{version}</code>
                </Link>
                <Line {...now} />
                <Icon of={ArrowRight} size={14} className="text-ink-3 max-md:hidden" />
                <Line {...then} />
              </li>
            ))}
          </ul>
          {changes.length > SHOWN && <p className="py-2 text-ink-2">and {changes.length - SHOWN} more.</p>}
        </>
      )}
      <p className="pt-2 text-ink-2">{stayWords(preview)}</p>
    </div>
  )
}

function changeWords({ changes, judged }: PolicyPreview): string {
  if (judged === 0) return 'No listed chart would be judged otherwise.'
  if (changes.length === 0) return `None of ${plural(judged, 'verdict')} would change.`
  const lose = changes.filter(({ now }) => now.status === 'verified').length
  const gain = changes.filter(({ then }) => then.status === 'verified').length
  const what = [lose > 0 ? `${lose} lose Verified` : '', gain > 0 ? `${gain} become Verified` : ''].filter(
    Boolean,
  )
  return `${changes.length} of ${plural(judged, 'verdict')} would change${what.length > 0 ? `: ${what.join(', ')}` : ''}.`
}

function stayWords({ stays }: PolicyPreview): string {
  const all = Object.values(stays).reduce((sum, n) => sum + n, 0)
  if (all === 0) return ''
  const verified = stays.verified ?? 0
  return `${all} stay: ${verified} Verified, ${all - verified} otherwise.`
}

function Line({
  status,
  words,
}: {
  status: PolicyPreview['changes'][number]['now']['status']
  words: string
}) {
  const { words: name, tone } = verdictWords[status]
  return (
    <p className="flex min-w-0 items-center gap-1.5">
      <VerdictIcon status={status} className={toneText[tone]} />
      <span className={`shrink-0 font-medium ${toneText[tone]}`}>{name}</span>
      <span className="min-w-0 truncate text-label text-ink-3" title={visible(words)}>
        {visible(words)}
      </span>
    </p>
  )
}
