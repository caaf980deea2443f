import { Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import { ChartHead } from '../../../../../components/chart/chart-head.tsx'
import { pickerButton, VersionPicker } from '../../../../../components/chart/version-picker.tsx'
import { Remember } from '../../../../../components/chart/remember.tsx'
import { ProblemWords } from '../../../../../components/source/listing-notice.tsx'
import { shortDigest } from '../../../../../components/ui/digest.tsx'
import { Notice } from '../../../../../components/ui/notice.tsx'
import { RefreshButton } from '../../../../../components/ui/refresh-button.tsx'
import { Bar } from '../../../../../components/ui/skeleton.tsx'
import { Stream } from '../../../../../components/ui/stream.tsx'
import { Tabs, type Tab } from '../../../../../components/ui/tabs.tsx'
import { count } from '../../../../../components/ui/when.ts'
import { chartHref, compareHref, type ChartAddress } from '../../../../../lib/client/routes.ts'
import type { Source } from '../../../../../lib/schema/source.ts'
import { chartOf, versionsOf } from '../../../asked.ts'
import { HeadVerdict } from './head-verdict.tsx'
import { pinnedOf } from './pinned.ts'

/** A version as a title shows it: digests are cut. */
export const shownVersion = (version: string): string =>
  version.startsWith('sha256:') ? shortDigest(version) : version

/** A chart's head and tabs over one of its views; what is wrong instead where it cannot be opened. */
export async function ChartFrame({
  source,
  address,
  current,
  children,
}: {
  source: Source
  address: Required<ChartAddress> & { version: string }
  /** the tab that is on, where the address does not say it */
  current?: string
  children: ReactNode
}) {
  const asked = await chartOf(address.source, address.repository, address.version)
  if (!asked.ok)
    return (
      <main id="main" className="inset-page pt-2">
        <Notice
          level={1}
          icon={Unplug}
          title={`${address.repository} ${shownVersion(address.version)} could not be opened`}
          code={asked.problem.code}
          actions={<RefreshButton source={address.source} label="Ask again" words="Ask again" />}
        >
          <ProblemWords problem={asked.problem} />
        </Notice>
      </main>
    )
  const chart = asked.value
  const button = <span className={pickerButton}>{chart.metadata.version}</span>
  return (
    <>
      <section
        aria-label={`${chart.metadata.name} ${chart.metadata.version}`}
        data-reference={chart.reference}
        data-digest={chart.digest}
      >
        <ChartHead
          chart={chart}
          pinned={await pinnedOf(source, chart)}
          picker={
            <Stream fallback={button}>
              <Picker address={address} current={chart.metadata.version} button={button} />
            </Stream>
          }
          verdict={<HeadVerdict address={address} />}
        />
        <Remember chart={address} name={chart.metadata.name} version={chart.tag} />
        <Tabs
          label="Views of this chart"
          tabs={tabsOf(address, chart.files.length)}
          {...(current !== undefined && { current })}
        />
      </section>
      {children}
    </>
  )
}

function tabsOf(address: ChartAddress, files: number): Tab[] {
  const tab = (
    segment: Tab['segment'] & Parameters<typeof chartHref>[1],
    words: string,
    keys: string,
    more: Partial<Tab> = {},
  ): Tab => ({
    segment,
    words,
    keys,
    href: chartHref(address, segment),
    ...more,
  })
  return [
    tab('overview', 'Overview', 'o'),
    tab('values', 'Values', 'l'),
    tab('files', 'Files', 'f', { count: count(files) }),
    tab('versions', 'Versions', 'r', {
      count: (
        <Stream fallback={null}>
          <VersionCount address={address} />
        </Stream>
      ),
    }),
    tab('preview', 'Preview', 'p', { takesFragment: true }),
    tab('verify', 'Verify', 'v'),
    // on the list of versions the key compares what was picked there
    {
      segment: 'compare',
      words: 'Compare',
      keys: 'c',
      keysNotOn: 'versions',
      takesFragment: true,
      href: compareHref({ to: address }),
    },
  ]
}

async function Picker({
  address,
  current,
  button,
}: {
  address: ChartAddress
  current: string
  button: ReactNode
}) {
  const versions = await versionsOf(address.source, address.repository)
  if (!versions.ok) return button
  return <VersionPicker chart={address} versions={versions.value} current={current} now={Date.now()} />
}

async function VersionCount({ address }: { address: ChartAddress }) {
  const versions = await versionsOf(address.source, address.repository)
  return versions.ok ? count(versions.value.versions.length) : null
}

/** The head while the chart is fetched: the same heights, so that nothing moves when it comes. */
export function ChartWaiting({ address }: { address: ChartAddress }) {
  return (
    <section aria-label={address.repository} aria-busy>
      <div className="inset-page flex items-center gap-2.5 pt-3.5 pb-2.5">
        <h1 className="text-title font-semibold">{address.repository.split('/').at(-1)}</h1>
        <span className={pickerButton}>{shownVersion(address.version ?? '')}</span>
        <span role="status" className="sr-only">
          Opening
        </span>
        <span className="animate-late">
          <Bar width={56} />
        </span>
      </div>
      <div className="h-10 border-b border-line md:h-9" />
    </section>
  )
}
