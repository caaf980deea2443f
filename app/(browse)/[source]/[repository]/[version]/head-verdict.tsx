import Link from 'next/link'
import { Stream } from '../../../../../components/ui/stream.tsx'
import { summarize } from '../../../../../components/verify/verdict-summary.ts'
import { VerdictChip, WarningChip } from '../../../../../components/verify/verdict.tsx'
import { chartHref, type ChartAddress } from '../../../../../lib/client/routes.ts'
import { verdictOf } from '../../../asked.ts'

/** The verdict in a chart's head, as a chip that opens Verify; filled in when it is known. */
export function HeadVerdict({ address }: { address: ChartAddress & { version: string } }) {
  return (
    <Link
      href={chartHref(address, 'verify')}
      prefetch={false}
      className="inline-flex flex-wrap gap-2 rounded-control"
    >
      <Stream fallback={<VerdictChip status="checking" />}>
        <Known address={address} />
      </Stream>
    </Link>
  )
}

async function Known({ address }: { address: ChartAddress & { version: string } }) {
  const asked = await verdictOf(address.source, address.repository, address.version)
  if (!asked.ok) return <VerdictChip status="unknown" />
  const { status, reason, warnings } = summarize(asked.value)
  return (
    <>
      <VerdictChip status={status} reason={status === 'verified' ? reason : undefined} />
      {warnings > 0 && <WarningChip count={warnings} />}
    </>
  )
}
