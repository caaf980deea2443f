import type { ReactNode } from 'react'
import { checkWords } from '../../lib/schema/check-words.ts'
import type { Check, MechanismVerdict } from '../../lib/schema/verdict.ts'
import { CodeName } from '../ui/code-name.tsx'
import { withDays } from '../ui/when.ts'
import { explained } from './verdict-sentence.ts'
import { CheckMark, type CheckLook } from './verdict-icon.tsx'
import { visible } from '../../lib/schema/visible.ts'

type Warning = MechanismVerdict['warnings'][number]

const wordsOf = (check: Check): { passed: string; failed: string; skipped: string } | undefined =>
  check.id !== undefined && Object.hasOwn(checkWords, check.id)
    ? checkWords[check.id as keyof typeof checkWords]
    : undefined

/** A check that holds, or that does not apply: one line, what was seen at the right. */
export function QuietCheck({ check }: { check: Check }) {
  const applies = check.outcome === 'passed'
  const words = wordsOf(check)
  return (
    <li className="grid min-h-[30px] grid-cols-[23px_minmax(0,1fr)] items-center border-b border-line py-1 md:grid-cols-[23px_auto_minmax(0,1fr)] md:gap-x-0 md:py-0">
      <CheckMark kind={applies ? 'passed' : 'not-applicable'} size={applies ? 14 : 14} />
      <span className={applies ? '' : 'text-ink-3'}>
        {(applies ? words?.passed : words?.skipped) ?? explained(check.code)?.title ?? check.code}
        <span className="sr-only">{applies ? ': passed' : ': does not apply'}</span>
      </span>
      <span
        className="min-w-0 truncate text-ink-2 max-md:col-start-2 md:pl-6 md:text-right"
        title={seen(check)}
      >
        <Seen text={seen(check)} />
      </span>
    </li>
  )
}

const seen = (check: Check): string => visible(check.actual ?? check.expected ?? '')

/** Digests and fingerprints are shortened and set in mono; the rest are words. */
function Seen({ text }: { text: string }): ReactNode {
  if (/^sha256:[0-9a-f]{64}$/.test(text))
    return <code className="text-label">{`${text.slice(0, 15)} … ${text.slice(-6)}`}</code>
  if (/^[0-9A-F]{40}$/.test(text))
    return <code className="text-label">{`${grouped(text.slice(0, 12))} … ${grouped(text.slice(-8))}`}</code>
  return withDays(text)
}

const grouped = (hex: string): string => hex.replace(/(.{4})(?=.)/g, '$1 ')

/** A check that failed, could not be made, or a warning: open, with what was expected, what was seen, why it matters and what to do. */
export function LoudCheck({
  look,
  title,
  code,
  expected,
  actual,
}: {
  look: CheckLook
  title: string
  code: string
  expected?: string | undefined
  actual?: string | undefined
}) {
  const about = explained(code)
  const differs = look === 'failed'
  return (
    <li className="grid grid-cols-[23px_minmax(0,1fr)]">
      <CheckMark kind={look} size={look === 'failed' ? 14 : 16} className="mt-2" />
      <div className="border-b border-line py-1.5">
        <div className="flex flex-wrap items-baseline gap-x-4">
          <h3 className={`font-medium ${tone[look]}`}>{title}</h3>
          <span className="flex-1" />
          <CodeName code={code} />
        </div>
        <dl className="mt-0.5 grid gap-x-0 md:grid-cols-[104px_minmax(0,1fr)] [&>dd]:pb-[3px] [&>dt]:text-ink-3">
          {expected !== undefined && (
            <>
              <dt>Expected</dt>
              <dd>
                <Value
                  text={expected}
                  wash={differs ? 'bg-holds-wash' : ''}
                  note={noteOf(code, 'expected')}
                />
              </dd>
            </>
          )}
          {actual !== undefined && (
            <>
              <dt>Seen</dt>
              <dd>
                <Value text={actual} wash={differs ? 'bg-broken-wash' : ''} note={noteOf(code, 'actual')} />
              </dd>
            </>
          )}
          {about !== undefined && (
            <>
              <dt>Why it matters</dt>
              <dd>{about.meaning}</dd>
              <dt>What to do</dt>
              <dd>{about.cure}</dd>
            </>
          )}
        </dl>
      </div>
    </li>
  )
}

const tone: Readonly<Record<CheckLook, string>> = {
  failed: 'text-broken',
  warning: 'text-caution',
  unknown: 'text-unsettled',
  passed: '',
  'not-applicable': 'text-ink-3',
}

function Value({ text: raw, wash, note }: { text: string; wash: string; note: string }) {
  const text = visible(raw)
  const exact = /^(?:sha\d+:[0-9a-f]+|[0-9A-F]{40}|v?\d+\.\d+\.\d+\S*)$/.test(text)
  return (
    <>
      {exact ? (
        <code
          className={`rounded-cap text-label break-all ${wash === '' ? '' : `-ml-1 box-decoration-clone px-1 py-0.5 ${wash}`}`}
        >
          {text}
        </code>
      ) : (
        <span className="font-medium break-words">{withDays(text)}</span>
      )}
      {note !== '' && <span className="text-ink-3"> {note}</span>}
    </>
  )
}

const noteOf = (code: string, side: 'expected' | 'actual'): string => {
  if (code === 'DIGEST_MISMATCH') return side === 'expected' ? 'signed' : 'fetched'
  if (code === 'TAG_VERSION_MISMATCH') return side === 'expected' ? 'Chart.yaml, signed' : 'tag'
  return ''
}

/** How a failed check looks: what could not be asked is not a failure. */
export const failedLook = (check: Check): CheckLook =>
  explained(check.code)?.status === 'unknown' ? 'unknown' : 'failed'
export const failedTitle = (check: Check): string =>
  // an inability has its own name: the check was not made, so it did not fail
  (failedLook(check) === 'unknown' ? explained(check.code)?.title : wordsOf(check)?.failed) ??
  explained(check.code)?.title ??
  check.code
export const warningTitle = (warning: Warning): string => explained(warning.code)?.title ?? warning.code
