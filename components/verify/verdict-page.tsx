import type { Chart } from '../../lib/schema/chart.ts'
import { Mechanism, type Verdict } from '../../lib/schema/verdict.ts'
import { moment } from '../ui/when.ts'
import { Chain } from './chain.tsx'
import { CopyAs } from './copy-as.tsx'
import { MechanismPanel, mechanismNames } from './mechanism-panel.tsx'
import { NotProven } from './not-proven.tsx'
import { OthersPane } from './others-pane.tsx'
import { VerdictIcon } from './verdict-icon.tsx'
import { verdictSentence } from './verdict-sentence.ts'
import { toneText, verdictWords } from './verdict-words.ts'

/** A whole verdict: sentence, chain, checks, what others would say, what is left open. */
export function VerdictPage({
  verdict,
  chart,
  forms,
}: {
  verdict: Verdict
  chart: Chart
  forms: readonly { readonly name: string; readonly text: string }[]
}) {
  const { sentence, more, facts, policy } = verdictSentence(verdict)
  const missing = Mechanism.options.filter(
    (mechanism) => !verdict.mechanisms.some((m) => m.mechanism === mechanism),
  )
  return (
    <>
      <section
        aria-label="Verdict"
        className="flex flex-wrap items-start gap-x-6 gap-y-3 border-b border-line pt-[18px] pb-5"
      >
        <div className="flex min-w-0 flex-[1_1_480px] gap-2">
          <VerdictIcon
            status={verdict.status}
            size={20}
            className={`mt-[3px] ${toneText[verdictWords[verdict.status].tone]}`}
          />
          <div className="min-w-0">
            <p className="text-title font-medium wrap-anywhere">
              <span className="sr-only">{verdictWords[verdict.status].words}. </span>
              {sentence}
            </p>
            <p className="mt-1.5 text-prose text-ink-2">{more}</p>
            <p className="mt-1.5 flex flex-wrap gap-x-2 text-label text-ink-3">
              {[`Checked ${moment(verdict.checkedAt, true)}`, ...facts].map((fact, i) => (
                <span key={fact} className="max-md:w-full">
                  {i > 0 && (
                    <span aria-hidden className="mr-2 max-md:hidden">
                      ·
                    </span>
                  )}
                  {fact}
                </span>
              ))}
            </p>
            {policy !== '' && <p className="text-label text-ink-3">{policy}</p>}
          </div>
        </div>
        <CopyAs forms={forms} />
      </section>
      {verdict.chain !== undefined && verdict.chain.length > 0 && (
        <section aria-label="Chain" className="border-b border-line py-3.5">
          <Chain nodes={verdict.chain} />
        </section>
      )}
      <div className="grid gap-x-12 gap-y-8 py-5 lg:grid-cols-[minmax(0,1fr)_minmax(340px,408px)]">
        <div className="min-w-0 space-y-6">
          {verdict.mechanisms.map((mechanism) => (
            <MechanismPanel key={mechanism.mechanism} mechanism={mechanism} />
          ))}
          {missing.length > 0 && (
            <p className="text-label text-ink-3">
              Not looked at by this server:{' '}
              {missing.map((mechanism) => mechanismNames[mechanism]).join(' and ')}. Nothing is said about
              them.
            </p>
          )}
        </div>
        <div className="min-w-0 space-y-7">
          <OthersPane verdict={verdict} />
          <NotProven verdict={verdict} chart={chart} />
        </div>
      </div>
    </>
  )
}
