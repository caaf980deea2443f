import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ConnectionDoctor, ConnectionEditor } from '../../../../components/settings/connection-editor.tsx'
import { Fact, Facts } from '../../../../components/ui/facts.tsx'
import { connectionHref, readSegment, settingsHref, sourceHref } from '../../../../lib/client/routes.ts'
import type { Source } from '../../../../lib/schema/source.ts'
import { showConnection } from '../../../../lib/server/actions/show-connection.ts'
import { sourceOf } from '../../../(browse)/asked.ts'
import { SettingsFrame, whyReadOnly } from '../../settings-frame.tsx'

type Props = PageProps<'/settings/connections/[name]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const source = await sourceOf(readSegment((await params).name))
  return source === undefined ? {} : { title: `${source.title} · Connections` }
}

export default async function ConnectionPage({ params, searchParams }: Props) {
  const name = readSegment((await params).name)
  const source = await sourceOf(name)
  if (source === undefined || name.includes(':')) notFound()
  const run = (await searchParams)['run'] !== undefined
  return (
    <SettingsFrame
      current={connectionHref(name)}
      trail={[{ words: 'Connections', href: settingsHref() }, { words: source.title }]}
    >
      {source.added ? (
        <ConnectionEditor key={name} saved={await showConnection(name)} run={run} why={await whyReadOnly()} />
      ) : (
        <Configured source={source} run={run} />
      )}
    </SettingsFrame>
  )
}

/** A source of the configuration file: what it says, and its examination. */
function Configured({ source, run }: { source: Source; run: boolean }) {
  const local = source.kind === 'folder' || source.kind === 'oci-layout'
  return (
    <div className="lg:grid lg:min-h-full lg:grid-cols-[408px_minmax(0,1fr)]">
      <section
        aria-label={source.title}
        className="inset-page border-line pt-[18px] pb-8 max-lg:border-b lg:border-r"
      >
        <h1 className="pb-4 text-title font-semibold">{source.title}</h1>
        <Facts>
          <Fact name="Address">
            <code className="text-label break-all">{source.url}</code>
          </Fact>
          <Fact name="Kind">{KINDS[source.kind]}</Fact>
          {!local && <Fact name="Asked as">{source.askedAs}</Fact>}
          <Fact name="Kept in">
            {source.sample ? 'the sample that ships with Chartroom' : 'chartroom.yaml, changed there'}
          </Fact>
        </Facts>
        <p className="pt-4">
          <a className="link text-ink-2" href={sourceHref(source.name)}>
            Its charts
          </a>
        </p>
      </section>
      <div className="inset-page min-w-0">
        {local ? (
          <p className="pt-[22px] text-prose text-ink-2">
            It lies on this server’s disk: there is nothing to connect to.
          </p>
        ) : (
          <ConnectionDoctor source={source.name} url={source.url} run={run} />
        )}
      </div>
    </div>
  )
}

const KINDS: Readonly<Record<Source['kind'], string>> = {
  oci: 'OCI registry',
  classic: 'Classic repository',
  folder: 'Folder',
  'oci-layout': 'OCI layout',
}
