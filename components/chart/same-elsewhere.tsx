import { Unplug } from 'lucide-react'
import Link from 'next/link'
import { chartHref, type ChartAddress } from '../../lib/client/routes.ts'
import type { SameArchive } from '../../lib/schema/moving.ts'
import type { Problem } from '../../lib/schema/problem.ts'
import type { Source } from '../../lib/schema/source.ts'
import { ProblemWords } from '../source/listing-notice.tsx'
import { Button } from '../ui/button.tsx'
import { Digest } from '../ui/digest.tsx'
import { Fact, Facts } from '../ui/facts.tsx'
import { Notice } from '../ui/notice.tsx'
import { count, plural } from '../ui/when.ts'

type Asked =
  | { readonly ok: true; readonly value: SameArchive }
  | { readonly ok: false; readonly problem: Problem }

const WORDS = {
  bytes: 'The very same archive',
  content: 'Packed anew, every file the same',
  different: 'Not the same chart',
} as const

/** Whether another source holds the same version bit for bit. A plain form: works without scripts. */
export function SameElsewhere({
  chart,
  others,
  other,
  asked,
}: {
  chart: ChartAddress
  others: readonly Source[]
  /** the chosen source, "" for none */
  other: string
  asked: Asked | null
}) {
  return (
    <section aria-labelledby="elsewhere" className="pb-4">
      <h2 id="elsewhere" className="flex flex-wrap gap-x-2 pb-1.5 font-semibold">
        The same version elsewhere{' '}
        <span className="text-label font-normal text-ink-3">compared bit for bit</span>
      </h2>
      <form className="flex gap-2 border-t border-line pt-2">
        <select
          name="same"
          aria-label="Other source"
          defaultValue={other}
          className="h-8 min-w-0 flex-1 rounded-control border border-control bg-ground px-2 md:h-7"
        >
          {others.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
        <Button type="submit">Compare</Button>
      </form>
      {asked !== null && !asked.ok && (
        <Notice icon={Unplug} title="It could not be compared" code={asked.problem.code} level={3}>
          <ProblemWords problem={asked.problem} />
        </Notice>
      )}
      {asked?.ok === true && <Result chart={chart} result={asked.value} />}
    </section>
  )
}

function Result({
  chart,
  result: { here, there, same, files },
}: {
  chart: ChartAddress
  result: SameArchive
}) {
  return (
    <div className="pt-2.5">
      <p className="pb-1.5 font-medium">{WORDS[same]}</p>
      <Facts>
        <Fact name="Here">
          <Digest value={here.digest} /> <span className="text-ink-3">{count(here.size)} bytes</span>
        </Fact>
        <Fact name="There">
          <Digest value={there.digest} /> <span className="text-ink-3">{count(there.size)} bytes</span>
          <Link
            className="link block break-all"
            prefetch={false}
            href={chartHref({ source: there.source, repository: there.repository, version: there.version })}
          >
            {there.reference}
          </Link>
        </Fact>
      </Facts>
      {files.length > 0 && (
        <details className="pt-1.5">
          <summary className="link w-fit cursor-pointer">
            {plural(files.length, 'file differs', 'files differ')}
          </summary>
          <ul className="pt-1">
            {files.slice(0, 100).map(({ path, here: ours, there: theirs }) => (
              <li key={path} className="font-mono text-label break-all">
                {path}{' '}
                <span className="font-sans text-ink-3">
                  {ours === null ? 'only there' : theirs === null ? 'only here' : 'changed'}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="pt-1.5 text-label text-ink-3">
        {same === 'content'
          ? `A signature on ${chart.repository} here does not cover the archive there: it is another file with the same content.`
          : same === 'bytes'
            ? 'A signature on the one holds for the other.'
            : 'The two share a version number, and not what it stands for.'}
      </p>
    </div>
  )
}
