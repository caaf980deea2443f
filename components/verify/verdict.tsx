import type { ReactNode } from 'react'
import { CheckMark, VerdictIcon, type VerdictLook } from './verdict-icon.tsx'
import { toneChip, toneText, verdictWords } from './verdict-words.ts'

/** A verdict in a row: icon, word, reason. `code` is a reason in monospace; warnings follow as a triangle and a count. */
export function VerdictLine({
  status,
  reason,
  code,
  warnings = 0,
  after,
}: {
  status: VerdictLook
  reason?: string | undefined
  code?: string | undefined
  warnings?: number
  after?: ReactNode
}) {
  const { words, tone } = verdictWords[status]
  return (
    <span className="inline-flex min-w-0 items-center whitespace-nowrap">
      <VerdictIcon status={status} className={toneText[tone]} />
      <span className={`ml-1.5 font-medium ${toneText[tone]}`}>{words}</span>
      {code !== undefined && <span className="ml-2 truncate font-mono text-label text-ink-3">{code}</span>}
      {reason !== undefined && <span className="ml-2 truncate text-ink-3">{reason}</span>}
      {warnings > 0 && <WarningCount count={warnings} className="ml-3" />}
      {after}
    </span>
  )
}

export function WarningCount({ count, className = '' }: { count: number; className?: string }) {
  return (
    <span className={`inline-flex items-center gap-1 font-medium text-caution ${className}`}>
      <CheckMark kind="warning" size={14} />
      {count === 1 ? '1 warning' : `${count} warnings`}
    </span>
  )
}

/** The look of a chip: 24 high, wash, border mark. */
const chip =
  'inline-flex h-7 md:h-6 items-center gap-1.5 rounded-control border px-[7px] text-[12.5px] font-medium whitespace-nowrap'

/** A verdict in a chart's head. What it stands in decides where it leads. */
export function VerdictChip({ status, reason }: { status: VerdictLook; reason?: string | undefined }) {
  const { words, tone } = verdictWords[status]
  return (
    <span className={`${chip} ${toneChip[tone]}`}>
      <VerdictIcon status={status} size={15} />
      {words}
      {reason !== undefined && <span className="max-w-[180px] truncate font-normal">{reason}</span>}
    </span>
  )
}

export function WarningChip({ count }: { count: number }) {
  return (
    <span className={`${chip} ${toneChip.caution}`}>
      <CheckMark kind="warning" />
      {count === 1 ? '1 warning' : `${count} warnings`}
    </span>
  )
}
