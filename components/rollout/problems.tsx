import type { RolloutText } from '../../lib/client/rollout-files.ts'
import type { Problem } from '../../lib/rollout/index.ts'
import { problemSentence } from '../../lib/schema/rollout-words.ts'
import { CodeName } from '../ui/code-name.tsx'
import { CheckMark } from '../verify/verdict-icon.tsx'

const MOST = 50
const tones = { error: 'text-broken', warning: 'text-caution', note: 'text-ink-2' } as const
const marks = { error: 'failed', warning: 'warning', note: 'not-applicable' } as const

type Shown = Pick<Problem, 'code' | 'args' | 'severity' | 'file' | 'line' | 'column'>

/** Problems with the lines they stand in. */
export function Problems({ problems, files }: { problems: readonly Shown[]; files: readonly RolloutText[] }) {
  if (problems.length === 0) return null
  return (
    <ul aria-label="Problems" className="border-b border-line py-2">
      {problems.slice(0, MOST).map((problem, i) => (
        <ProblemLine key={i} problem={problem} text={files.find(({ path }) => path === problem.file)?.text} />
      ))}
      {problems.length > MOST && <li className="pt-1 text-ink-3">and {problems.length - MOST} more</li>}
    </ul>
  )
}

/** One problem: its sentence, its place, and the line as it is written with the place underlined. */
export function ProblemLine({ problem, text }: { problem: Shown; text: string | undefined }) {
  const { severity, file, line, column, code } = problem
  const written = text?.split('\n', line)[line - 1]
  return (
    <li className="py-1">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className={`inline-flex items-baseline gap-1.5 font-medium ${tones[severity]}`}>
          <CheckMark kind={marks[severity]} size={14} className="translate-y-0.5" />
          {problemSentence(problem)}
        </span>
        <span className="font-mono text-label text-ink-2">
          {file}:{line}:{column}
        </span>
        <CodeName code={code} quiet />
      </p>
      {written !== undefined && written.trim() !== '' && (
        <pre
          tabIndex={0}
          aria-label={`${file}, line ${line}`}
          className="mt-1 overflow-x-auto rounded-control border border-line bg-rail px-2 py-1 text-label leading-[18px]"
        >
          <span aria-hidden className="mr-3 text-ink-3 select-none">
            {line}
          </span>
          {written.slice(0, column - 1)}
          <span
            className={`underline decoration-wavy underline-offset-4 ${severity === 'error' ? 'decoration-broken' : 'decoration-caution'}`}
          >
            {/^[^\s,{}[\]]+/.exec(written.slice(column - 1))?.[0] ?? written.slice(column - 1, column)}
          </span>
          {written.slice(column - 1 + (/^[^\s,{}[\]]+/.exec(written.slice(column - 1))?.[0].length ?? 1))}
        </pre>
      )}
    </li>
  )
}
