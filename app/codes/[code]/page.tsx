import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AppBar } from '../../../components/ui/app-bar.tsx'
import { Badge } from '../../../components/ui/badge.tsx'
import { CopyButton } from '../../../components/ui/copy-button.tsx'
import { VerdictLine } from '../../../components/verify/verdict.tsx'
import { WarningCount } from '../../../components/verify/verdict.tsx'
import { codesHref, readSegment } from '../../../lib/client/routes.ts'
import { meaningsOf, type Meaning } from '../code-groups.ts'
import { CodeRail } from '../code-rail.tsx'

type Props = PageProps<'/codes/[code]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: readSegment((await params).code) }
}

export default async function CodePage({ params }: Props) {
  const code = readSegment((await params).code)
  const meanings = meaningsOf(code)
  if (meanings.length === 0) notFound()
  return (
    <>
      <AppBar trail={[{ words: 'Codes', href: codesHref() }, { words: code }]} />
      <div className="grid flex-1 lg:grid-cols-[232px_minmax(0,1fr)]">
        <CodeRail current={code} />
        <main
          id="main"
          className="grid content-start gap-x-10 gap-y-6 px-4 pt-5 pb-12 md:px-8 xl:grid-cols-[minmax(0,1fr)_380px]"
        >
          <div className="min-w-0">
            <div className="flex items-center gap-2">
              <h1 className="font-mono text-title break-all">{code}</h1>
              <CopyButton text={code} label="code" />
              <span className="flex-1" />
              {meanings.map((meaning) => (
                <Badge key={meaning.about}>{meaning.about}</Badge>
              ))}
            </div>
            {meanings.map((meaning) => (
              <MeaningSection key={meaning.about} meaning={meaning} alone={meanings.length === 1} />
            ))}
          </div>
          <div className="min-w-0 space-y-6">
            {meanings.map((meaning) => (
              <Elsewhere key={meaning.about} code={code} meaning={meaning} />
            ))}
          </div>
        </main>
      </div>
    </>
  )
}

const scopes = {
  Connection: 'When a source is asked',
  Verdict: 'When a signature is judged',
  Render: 'When a chart is rendered',
  Rollout: 'When delivery files are read',
} as const

function MeaningSection({ meaning, alone }: { meaning: Meaning; alone: boolean }) {
  return (
    <section aria-label={scopes[meaning.about]} className="pt-3">
      {!alone && <p className="pb-1 text-label text-ink-3">{scopes[meaning.about]}</p>}
      <h2 className="text-title font-medium">{meaning.title}.</h2>
      <p className="mt-1 max-w-[760px] text-prose text-ink-2">{meaning.meaning}</p>
      <h3 className="mt-5 border-b border-line pb-1.5 font-semibold">What to do</h3>
      <p className="max-w-[760px] border-b border-line py-2.5">{meaning.cure}</p>
      {meaning.status !== null && (
        <p className="flex flex-wrap items-center gap-2 border-b border-line py-2.5 text-ink-2">
          {meaning.status === 'warning' ? (
            <>
              A verdict stays what it is, and carries <WarningCount count={1} />
            </>
          ) : (
            <>
              A verdict becomes <VerdictLine status={meaning.status} />
              {meaning.status === 'unknown' && <span>, never “No signature”.</span>}
            </>
          )}
        </p>
      )}
      {meaning.about === 'Connection' && (
        <p className="border-b border-line py-2.5 text-ink-2">
          Nothing is said by it about what the source holds: a list that could not be had is never shown as
          empty.
        </p>
      )}
    </section>
  )
}

function Elsewhere({ code, meaning }: { code: string; meaning: Meaning }) {
  return (
    <>
      {meaning.http !== null && (
        <section aria-label="In the API">
          <h2 className="flex gap-2 border-b border-line pb-1.5 font-semibold">
            In the API{' '}
            <span className="text-label font-normal text-ink-3">problem details, status {meaning.http}</span>
          </h2>
          <pre
            tabIndex={0}
            className="mt-2 overflow-x-auto rounded-control border border-line bg-rail px-2.5 py-2 text-least leading-[18px]"
          >
            {JSON.stringify(
              { type: `/codes/${code}`, title: '…', status: meaning.http, code, detail: '…', cure: '…' },
              null,
              2,
            )}
          </pre>
        </section>
      )}
      {meaning.about === 'Verdict' && (
        <section aria-label="In a verdict">
          <h2 className="border-b border-line pb-1.5 font-semibold">In a verdict</h2>
          <pre
            tabIndex={0}
            className="mt-2 overflow-x-auto rounded-control border border-line bg-rail px-2.5 py-2 text-least leading-[18px]"
          >
            {JSON.stringify(
              meaning.status === 'warning'
                ? { warnings: [{ code, expected: '…', actual: '…' }] }
                : { checks: [{ code, outcome: 'failed', expected: '…', actual: '…' }] },
              null,
              2,
            )}
          </pre>
        </section>
      )}
      <section aria-label={`${meaning.about}, on the command line`}>
        <h2 className="flex gap-2 border-b border-line pb-1.5 font-semibold">
          On the command line{' '}
          <span className="text-label font-normal text-ink-3">
            {meaning.about === 'Verdict'
              ? `chartroom verify, exit status ${meaning.exit}`
              : `stderr, exit status ${meaning.exit}`}
          </span>
        </h2>
        {meaning.about === 'Connection' && (
          <pre className="mt-2 overflow-x-auto rounded-control border border-line bg-rail px-2.5 py-2 text-least leading-[18px] whitespace-pre-wrap">
            Error: [{code}] …
          </pre>
        )}
        {meaning.about === 'Render' && (
          <p className="pt-2 text-ink-2">
            chartroom template prints what helm template prints, in the profile’s own words.
          </p>
        )}
      </section>
    </>
  )
}
