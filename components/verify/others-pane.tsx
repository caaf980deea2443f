import type { ReactNode } from 'react'
import type { Verdict } from '../../lib/schema/verdict.ts'

interface Opinion {
  readonly tool: string
  readonly accepts: boolean
  readonly text: string
}

/** What Helm and others would say, in their words. */
export function OthersPane({ verdict }: { verdict: Verdict }) {
  const others = verdict.mechanisms.flatMap((mechanism) => mechanism.others ?? [])
  if (others.length === 0) return null
  const refused = others.some((other) => !other.accepts && isHelm(other))
  return (
    <section aria-label="What others would say">
      <h2 className="flex min-h-[30px] items-center pb-1 font-semibold">What others would say</h2>
      <ul>
        {others.map((other, i) => (
          <Other key={other.tool} other={other} before={others[i - 1]} />
        ))}
        {refused && (
          <Row tool="Each Helm">
            <span className="font-medium">installs it without a word</span> when{' '}
            <code className="text-label">--verify</code> is left out
          </Row>
        )}
      </ul>
    </section>
  )
}

const isHelm = (other: Opinion): boolean => other.tool.startsWith('Helm')

function Other({ other, before }: { other: Opinion; before: Opinion | undefined }) {
  const same = before !== undefined && before.accepts === other.accepts && before.text === other.text
  if (other.accepts) return <Row tool={other.tool}>{same ? 'accepts it, same words' : other.text}</Row>
  return (
    <Row tool={other.tool} quote={same ? undefined : other.text}>
      refuses{' '}
      {isHelm(other) && (
        <>
          with <code className="text-label">--verify</code>
        </>
      )}
      {same && ', same words'}
    </Row>
  )
}

function Row({ tool, children, quote }: { tool: string; children: ReactNode; quote?: string | undefined }) {
  return (
    <li className="border-t border-line py-[7px]">
      <div className="grid grid-cols-[92px_minmax(0,1fr)]">
        <span className="font-medium">{tool}</span>
        <span className="text-ink-2">{children}</span>
      </div>
      {quote !== undefined && (
        <p className="mt-0.5 font-mono text-label leading-[18px] wrap-anywhere text-ink-2">
          {shortened(quote)}
        </p>
      )}
    </li>
  )
}

/** Whole digests would fill the pane; their ends say which they are. */
const shortened = (text: string): string =>
  text.replace(/\b([0-9a-f]{8})[0-9a-f]{52}([0-9a-f]{4})\b/g, '$1…$2')
