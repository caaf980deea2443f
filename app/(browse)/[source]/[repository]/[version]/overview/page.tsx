import { FileText } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { Claims } from '../../../../../../components/chart/claims.tsx'
import { Dependencies } from '../../../../../../components/chart/dependencies.tsx'
import { Readme } from '../../../../../../components/chart/readme.tsx'
import { countSections } from '../../../../../../components/chart/readme-plugins.ts'
import { UseIt } from '../../../../../../components/chart/use-it.tsx'
import { Digest } from '../../../../../../components/ui/digest.tsx'
import { Fact, Facts } from '../../../../../../components/ui/facts.tsx'
import { Icon } from '../../../../../../components/ui/icon.tsx'
import { Notice } from '../../../../../../components/ui/notice.tsx'
import { segmentClass, Segments } from '../../../../../../components/ui/segments.tsx'
import { count, moment, plural } from '../../../../../../components/ui/when.ts'
import { chartHref, type ChartAddress } from '../../../../../../lib/client/routes.ts'
import { readValues } from '../../../../../../lib/client/values-doc.ts'
import { Stream } from '../../../../../../components/ui/stream.tsx'
import type { Source } from '../../../../../../lib/schema/source.ts'
import type { DependencyPlace } from '../../../../../../lib/schema/moving.ts'
import type { Chart } from '../../../../../../lib/schema/chart.ts'
import { chartOf, placesOf, sourceOf } from '../../../../asked.ts'
import { chartParams } from '../../chart-params.ts'
import { pinnedOf } from '../pinned.ts'
import { visible } from '../../../../../../lib/schema/visible.ts'

export const metadata: Metadata = { title: 'Overview' }

type Props = PageProps<'/[source]/[repository]/[version]/overview'>

export default async function OverviewPage({ params, searchParams }: Props) {
  const address = await chartParams(params)
  const [asked, source] = await Promise.all([
    chartOf(address.source, address.repository, address.version),
    sourceOf(address.source),
  ])
  // the layout says what is wrong
  if (!asked.ok || source === undefined) return null
  const chart = asked.value
  const raw = (await searchParams).readme === 'source'
  return (
    <main
      id="main"
      className="inset-page grid gap-x-12 gap-y-8 py-3.5 lg:grid-cols-[minmax(0,1fr)_minmax(380px,484px)]"
    >
      <section aria-label="README" className="min-w-0">
        <ReadmeHead chart={chart} address={address} raw={raw} />
        <ReadmeBody chart={chart} address={address} raw={raw} />
      </section>
      <aside className="min-w-0 [&>*+*]:mt-3.5 [&>*+*]:border-t [&>*+*]:border-line [&>*+*]:pt-3.5">
        <UseIt chart={await pinnedOf(source, chart)} id="side" />
        <ChartFacts chart={chart} address={address} kind={source.kind} />
        {chart.metadata.dependencies.length > 0 && (
          <Stream fallback={<Declared chart={chart} address={address} />}>
            <Placed chart={chart} address={address} />
          </Stream>
        )}
        {Object.keys(chart.metadata.annotations).length > 0 && (
          <Claims annotations={chart.metadata.annotations} />
        )}
        {chart.metadata.maintainers.length > 0 && <Maintainers chart={chart} />}
      </aside>
    </main>
  )
}

function Declared({
  chart,
  address,
  places,
}: {
  chart: Chart
  address: ChartAddress
  places?: readonly DependencyPlace[]
}) {
  return (
    <Dependencies
      chart={address}
      dependencies={chart.metadata.dependencies}
      values={readValues(chart.values, []).keys}
      {...(places !== undefined && { places })}
    />
  )
}

async function Placed({ chart, address }: { chart: Chart; address: ChartAddress & { version: string } }) {
  const places = await placesOf(address.source, address.repository, address.version)
  return <Declared chart={chart} address={address} places={places} />
}

function ReadmeHead({ chart, address, raw }: { chart: Chart; address: ChartAddress; raw: boolean }) {
  if (chart.readme === null) return null
  const path = chart.files.find((file) => /^readme(?:\.md|\.txt)?$/i.test(file.path))?.path ?? 'README.md'
  return (
    <div className="flex h-8 max-w-[860px] items-center gap-2 md:h-6">
      <Icon of={FileText} className="text-ink-2" />
      <code className="text-label text-ink-2">{path}</code>
      <span className="text-label text-ink-3">{plural(countSections(chart.readme), 'section')}</span>
      <span className="flex-1" />
      <Segments label="How the README is shown" className="md:h-6">
        <Link
          href={chartHref(address, 'overview')}
          scroll={false}
          prefetch={false}
          aria-current={raw ? undefined : 'true'}
          className={`${segmentClass(!raw)} text-label`}
        >
          Read
        </Link>
        <Link
          href={chartHref(address, 'overview', { readme: 'source' })}
          scroll={false}
          prefetch={false}
          aria-current={raw ? 'true' : undefined}
          className={`${segmentClass(raw)} text-label`}
        >
          Source
        </Link>
      </Segments>
    </div>
  )
}

function ReadmeBody({ chart, address, raw }: { chart: Chart; address: ChartAddress; raw: boolean }) {
  if (chart.readme === null)
    return (
      <Notice icon={FileText} title="This chart has no README">
        {chart.metadata.description === ''
          ? 'Its archive was read; no file of that name is in it.'
          : visible(chart.metadata.description)}
      </Notice>
    )
  if (raw)
    return (
      <pre
        tabIndex={0}
        aria-label="README, source"
        className="mt-3 overflow-x-auto text-label whitespace-pre-wrap"
      >
        {chart.readme}
      </pre>
    )
  return (
    <div className="pt-4">
      <Readme text={chart.readme} chart={address} files={new Set(chart.files.map((file) => file.path))} />
    </div>
  )
}

/** Who says when a version was made: nobody proves it. */
const createdBy: Readonly<Record<Source['kind'], string>> = {
  oci: 'by the manifest’s annotation',
  'oci-layout': 'by the manifest’s annotation',
  classic: 'by the index',
  folder: 'by the file’s time',
}

function ChartFacts({ chart, address, kind }: { chart: Chart; address: ChartAddress; kind: Source['kind'] }) {
  const { metadata, archive } = chart
  return (
    <Facts>
      {metadata.description !== '' && <Fact name="Says">{visible(metadata.description)}</Fact>}
      {metadata.kubeVersion !== '' && (
        <Fact name="Kubernetes">
          <code className="text-label">{metadata.kubeVersion}</code>
        </Fact>
      )}
      {chart.created !== null && (
        <Fact name="Made">
          {moment(chart.created)} <span className="text-ink-3">{createdBy[kind]}</span>
        </Fact>
      )}
      <Fact name="Archive">
        <Digest value={archive.digest} prefix={false} className="-my-1" /> {count(archive.size)} bytes,{' '}
        <Link className="link" href={chartHref(address, 'files')} prefetch={false}>
          {plural(chart.files.length, 'file')}
        </Link>
      </Fact>
      {metadata.home !== '' && (
        <Fact name="Home">
          <OutsideLink href={metadata.home} />
        </Fact>
      )}
      {metadata.sources.length > 0 && (
        <Fact name="Sources">
          {metadata.sources.map((href) => (
            <div key={href}>
              <OutsideLink href={href} />
            </div>
          ))}
        </Fact>
      )}
      {metadata.keywords.length > 0 && <Fact name="Keywords">{metadata.keywords.join(', ')}</Fact>}
    </Facts>
  )
}

function Maintainers({ chart }: { chart: Chart }) {
  const { maintainers } = chart.metadata
  return (
    <section aria-labelledby="maintainers">
      <h2 id="maintainers" className="mb-1.5 text-body font-semibold">
        Maintainers <span className="ml-1 text-label font-normal text-ink-3">{maintainers.length}</span>
      </h2>
      <p className="text-ink-2">
        {maintainers.map(({ name, email, url }, i) => (
          <span key={i}>
            {i > 0 && ', '}
            {/^https?:\/\//.test(url) ? (
              <a className="link" href={url} rel="noreferrer noopener">
                {name}
              </a>
            ) : (
              <span title={email === '' ? undefined : email}>{name}</span>
            )}
          </span>
        ))}
      </p>
    </section>
  )
}

/** An address of the publisher's; only web addresses become links. */
function OutsideLink({ href }: { href: string }) {
  if (!/^https?:\/\//i.test(href)) return href
  return (
    <a className="link break-all" href={href} rel="noreferrer noopener">
      {href.replace(/^https?:\/\//i, '').replace(/\/$/, '')}
    </a>
  )
}
