import type { DiagnosisStep } from '../../lib/schema/diagnosis.ts'
import { CheckMark } from '../verify/verdict-icon.tsx'
import { CodeName } from '../ui/code-name.tsx'
import { CertificateChain } from './certificate-chain.tsx'
import { wordsOf } from './doctor-words.ts'

const grid = 'grid grid-cols-[24px_minmax(0,1fr)_auto] gap-x-1 md:grid-cols-[24px_92px_minmax(0,1fr)_auto]'
const MARKS = {
  passed: 'passed',
  noted: 'not-applicable',
  failed: 'failed',
  skipped: 'not-applicable',
} as const
const SPOKEN = { passed: 'passed', noted: 'worth knowing', failed: 'failed', skipped: 'not reached' } as const

/** A step that is done: a line where it passed, unfolded where it did not. */
export function StepRow({ done }: { done: DiagnosisStep }) {
  const { step, outcome, words, code, cure, certificates, milliseconds } = done
  const failed = outcome === 'failed'
  const quiet = outcome === 'skipped'
  return (
    <li className={`min-h-[31px] border-b border-line py-[5px] ${grid}`}>
      <CheckMark kind={MARKS[outcome]} size={14} className="mt-[3px]" />
      <span className={`font-medium ${failed ? 'text-broken' : quiet ? 'font-normal text-ink-3' : ''}`}>
        {wordsOf(step)}
        <span className="sr-only">: {SPOKEN[outcome]}</span>
      </span>
      <span
        className={`min-w-0 break-words max-md:col-start-2 max-md:row-start-2 ${quiet ? 'text-ink-3' : 'text-ink-2'}`}
      >
        {code !== null && <CodeName code={code} />} {failed ? '' : words}
      </span>
      <span className="text-right font-mono text-label text-ink-3">{quiet ? '' : `${milliseconds} ms`}</span>
      {failed && (
        <dl className="col-start-2 col-end-[-1] grid gap-x-0 pt-1 md:grid-cols-[93px_minmax(0,1fr)] [&>dd]:pb-2 [&>dt]:text-ink-3">
          <dt>Seen</dt>
          <dd className="min-w-0 break-words">
            <p className={certificates.length > 0 ? 'pb-2' : ''}>{words}</p>
            {certificates.length > 0 && (
              <CertificateChain certificates={certificates} broken="was not sent and is not known here" />
            )}
          </dd>
          {cure !== null && (
            <>
              <dt>What to do</dt>
              <dd className="min-w-0 break-words">{cure}</dd>
            </>
          )}
        </dl>
      )}
      {!failed && (certificates.length > 0 || (code !== null && cure !== null)) && (
        <div className="col-start-2 col-end-[-1] pt-1 md:col-start-3">
          {code !== null && cure !== null && <p className="text-label text-ink-2">{cure}</p>}
          {certificates.length > 0 && (
            <details className="text-label">
              <summary className="link w-fit cursor-pointer text-ink-2">
                {certificates.length === 1 ? 'The certificate' : `The ${certificates.length} certificates`}
              </summary>
              <div className="pt-2 text-body">
                <CertificateChain certificates={certificates} />
              </div>
            </details>
          )}
        </div>
      )}
    </li>
  )
}

/** A step that is to come. */
export function StepAhead({ step, running }: { step: DiagnosisStep['step']; running: boolean }) {
  return (
    <li className={`min-h-[31px] border-b border-line py-[5px] text-ink-3 ${grid}`}>
      <CheckMark kind="not-applicable" size={14} className="mt-[3px]" />
      <span>{wordsOf(step)}</span>
      <span className={running ? 'max-md:col-start-2 max-md:row-start-2' : 'max-md:hidden'}>
        {running ? 'asking' : 'not asked yet'}
      </span>
      <span />
    </li>
  )
}
