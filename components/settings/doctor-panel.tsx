'use client'

import { RefreshCw, Stethoscope } from 'lucide-react'
import { ProblemWords } from '../source/listing-notice.tsx'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { moment } from '../ui/when.ts'
import { markdownOf, stepsAhead, summaryOf } from './doctor-words.ts'
import { StepAhead, StepRow } from './step-row.tsx'
import type { Examined } from './use-doctor.ts'

/** The connection, step by step, in front of the person. */
export function DoctorPanel({
  url,
  examined: { steps, running, begunAt, problem },
  onRun,
}: {
  url: string
  examined: Examined
  onRun: () => void
}) {
  const ended = !running && begunAt !== null
  const ahead = ended || problem !== null ? [] : stepsAhead(url, steps)
  return (
    <section aria-labelledby="doctor" className="min-w-0 pt-[18px] pb-10">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h2 id="doctor" className="text-title font-semibold">
          Connection doctor
        </h2>
        <span className="flex-1" />
        {begunAt !== null && <span className="text-label text-ink-2">{moment(begunAt, true)}</span>}
        {ended && steps.length > 0 && (
          <CopyButton text={markdownOf(url, steps)} label="examination as Markdown" />
        )}
        <Button onClick={onRun} disabled={running} className="js-only">
          <Icon
            of={begunAt === null ? Stethoscope : RefreshCw}
            size={14}
            className={running ? 'animate-turn' : ''}
          />
          {begunAt === null ? 'Ask now' : 'Ask again'}
        </Button>
      </div>
      <p role="status" className="pt-0.5 pb-3 text-prose text-ink-2">
        {begunAt === null
          ? 'From its name to one chart, each step told as it is done.'
          : problem === null
            ? summaryOf(steps, running)
            : ''}
      </p>
      {problem !== null && (
        <Notice icon={Stethoscope} title="It could not be examined" code={problem.code}>
          <ProblemWords problem={problem} />
        </Notice>
      )}
      {problem === null && (
        <ol className="border-t border-line">
          {steps.map((step) => (
            <StepRow key={step.step} done={step} />
          ))}
          {ahead.map((step, i) => (
            <StepAhead key={step} step={step} running={running && i === 0} />
          ))}
        </ol>
      )}
    </section>
  )
}
