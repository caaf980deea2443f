import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { moveWords } from '../../../../../components/ledger/move-words.ts'
import { Icon } from '../../../../../components/ui/icon.tsx'
import { Stream } from '../../../../../components/ui/stream.tsx'
import { day } from '../../../../../components/ui/when.ts'
import { summarize } from '../../../../../components/verify/verdict-summary.ts'
import { VerdictChip, WarningChip } from '../../../../../components/verify/verdict.tsx'
import { toneChip } from '../../../../../components/verify/verdict-words.ts'
import { chartHref, type ChartAddress } from '../../../../../lib/client/routes.ts'
import { movesOf, verdictOf } from '../../../asked.ts'

/** The verdict in a chart's head, as a chip that opens Verify; filled in when it is known. */
export function HeadVerdict({ address }: { address: ChartAddress & { version: string } }) {
  return (
    <>
      <Link
        href={chartHref(address, 'verify')}
        prefetch={false}
        className="inline-flex flex-wrap gap-2 rounded-control"
      >
        <Stream fallback={<VerdictChip status="checking" />}>
          <Known address={address} />
        </Stream>
      </Link>
      <Stream fallback={null}>
        <Moved address={address} />
      </Stream>
    </>
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

/** Where a released version was pushed again: since when, and whether what it led to before was verified. */
async function Moved({ address }: { address: ChartAddress & { version: string } }) {
  // the verdict notes where the tag leads now, so it comes first
  await verdictOf(address.source, address.repository, address.version)
  const { moves } = await movesOf(address.source, address.repository)
  const move = moves.find(({ tag, to }) => tag === address.version && to !== '')
  if (move === undefined || !move.isVersion) return null
  return (
    <Link
      href={chartHref(address, 'versions')}
      prefetch={false}
      title={moveWords(move)}
      className={`inline-flex h-7 items-center gap-1.5 rounded-control border px-2 font-medium md:h-6 ${toneChip.unsettled}`}
    >
      <Icon of={ArrowRight} size={14} />
      Moved {day(move.at)}
      {move.then === 'verified' && ', verified before'}
    </Link>
  )
}
