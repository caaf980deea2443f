import { Unplug } from 'lucide-react'
import type { Metadata } from 'next'
import { ProblemWords } from '../../../../../../components/source/listing-notice.tsx'
import { Notice } from '../../../../../../components/ui/notice.tsx'
import { RefreshButton } from '../../../../../../components/ui/refresh-button.tsx'
import { Bar } from '../../../../../../components/ui/skeleton.tsx'
import { Stream } from '../../../../../../components/ui/stream.tsx'
import { verdictCommands, verdictMarkdown } from '../../../../../../components/verify/verdict-text.ts'
import { VerdictPage } from '../../../../../../components/verify/verdict-page.tsx'
import { VerdictIcon } from '../../../../../../components/verify/verdict-icon.tsx'
import { chartHref, type ChartAddress } from '../../../../../../lib/client/routes.ts'
import { chartOf, sourceOf, verdictOf } from '../../../../asked.ts'
import { chartParams } from '../../chart-params.ts'
import { pinnedOf } from '../pinned.ts'

export const metadata: Metadata = { title: 'Verify' }

export default async function VerifyPage({ params }: PageProps<'/[source]/[repository]/[version]/verify'>) {
  const address = await chartParams(params)
  return (
    <main id="main" className="inset-page">
      <Stream fallback={<Checking />}>
        <Judged address={address} />
      </Stream>
    </main>
  )
}

async function Judged({ address }: { address: ChartAddress & { version: string } }) {
  const [chart, source, verdict] = await Promise.all([
    chartOf(address.source, address.repository, address.version),
    sourceOf(address.source),
    verdictOf(address.source, address.repository, address.version),
  ])
  // the layout says what is wrong
  if (!chart.ok || source === undefined) return null
  if (!verdict.ok)
    return (
      <Notice
        icon={Unplug}
        title="This version could not be judged"
        code={verdict.problem.code}
        actions={<RefreshButton source={address.source} label="Ask again" words="Ask again" />}
      >
        <ProblemWords problem={verdict.problem} />
      </Notice>
    )
  const pinned = await pinnedOf(source, chart.value)
  const { name, version } = chart.value.metadata
  const link = new URL(chartHref({ ...address, version: chart.value.digest }, 'verify'), pinned.archiveUrl)
    .href
  return (
    <VerdictPage
      verdict={verdict.value}
      chart={chart.value}
      forms={[
        { name: 'JSON', text: JSON.stringify(verdict.value, null, 2) },
        { name: 'Markdown', text: verdictMarkdown(verdict.value, `${name} ${version}`, link) },
        { name: 'Commands', text: verdictCommands(pinned) },
      ]}
    />
  )
}

function Checking() {
  return (
    <div role="status" className="flex gap-2 py-[18px]">
      <VerdictIcon status="checking" size={20} className="mt-[3px] text-ink-3" />
      <div className="space-y-3">
        <p className="text-title font-medium text-ink-2">Checking</p>
        <Bar width={72} />
        <Bar width={56} />
      </div>
    </div>
  )
}
