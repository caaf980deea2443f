import type { MechanismVerdict } from '../../lib/schema/verdict.ts'
import { failedLook, failedTitle, LoudCheck, QuietCheck, warningTitle } from './check-row.tsx'
import { VerdictIcon } from './verdict-icon.tsx'
import { toneText, verdictWords } from './verdict-words.ts'

export const mechanismNames = {
  provenance: 'Helm provenance',
  cosign: 'cosign',
  notation: 'Notation',
} as const

const covers = {
  provenance: 'covers the archive’s bytes and a copy of its metadata',
  cosign: 'covers the manifest’s digest',
  notation: 'covers the manifest’s digest',
} as const

/** One mechanism and its checks: what failed or warns first and open, then what holds, then what does not apply. */
export function MechanismPanel({ mechanism }: { mechanism: MechanismVerdict }) {
  const { words, tone } = verdictWords[mechanism.status]
  const failed = mechanism.checks.filter((check) => check.outcome === 'failed')
  const quiet = [
    ...mechanism.checks.filter((check) => check.outcome === 'passed'),
    ...mechanism.checks.filter((check) => check.outcome === 'not-applicable'),
  ]
  return (
    <section aria-label={mechanismNames[mechanism.mechanism]}>
      <div className="flex min-h-[30px] flex-wrap items-center gap-x-2.5 border-b border-line pb-1">
        <h2 className="font-semibold">{mechanismNames[mechanism.mechanism]}</h2>
        <span className={`inline-flex items-center gap-1.5 font-medium ${toneText[tone]}`}>
          <VerdictIcon status={mechanism.status} />
          {words}
        </span>
        <span className="flex-1" />
        <span className="text-label text-ink-3">{covers[mechanism.mechanism]}</span>
      </div>
      <ul>
        {failed.map((check, i) => (
          <LoudCheck
            key={`f${i}`}
            look={failedLook(check)}
            title={failedTitle(check)}
            code={check.code}
            expected={check.expected}
            actual={check.actual}
          />
        ))}
        {mechanism.warnings.map((warning, i) => (
          <LoudCheck
            key={`w${i}`}
            look="warning"
            title={warningTitle(warning)}
            code={warning.code}
            expected={warning.expected}
            actual={warning.actual}
          />
        ))}
        {quiet.map((check, i) => (
          <QuietCheck key={`q${i}`} check={check} />
        ))}
      </ul>
    </section>
  )
}
