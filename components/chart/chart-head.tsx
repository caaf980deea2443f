import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Chart } from '../../lib/schema/chart.ts'
import { Badge } from '../ui/badge.tsx'
import { buttonClass } from '../ui/button.tsx'
import { Digest } from '../ui/digest.tsx'
import { Icon } from '../ui/icon.tsx'
import { Popover } from '../ui/popover.tsx'
import { UseIt } from './use-it.tsx'
import type { Pinned } from './use-it-snippets.ts'
import { visible } from '../../lib/schema/visible.ts'

/** Name, version, app version, digest, verdict, and how to use it: over every view of a chart. */
export function ChartHead({
  chart,
  picker,
  verdict,
  pinned,
}: {
  chart: Chart
  picker: ReactNode
  verdict: ReactNode
  pinned: Pinned
}) {
  const { metadata } = chart
  return (
    <div className="inset-page flex flex-wrap items-center gap-x-2.5 gap-y-2 pt-3.5 pb-2.5">
      <h1 className="text-title font-semibold break-all">{visible(metadata.name)}</h1>
      {picker}
      <span className="inline-flex items-center gap-2 max-md:hidden">
        {metadata.appVersion !== '' && (
          <>
            <span className="text-ink-2">
              app <span className="font-mono text-label">{visible(metadata.appVersion)}</span>
            </span>
            <span aria-hidden className="text-ink-3">
              ·
            </span>
          </>
        )}
        <Digest value={chart.digest} className="text-ink-2" />
      </span>
      {verdict}
      {metadata.deprecated && <Badge>Deprecated</Badge>}
      {metadata.type === 'library' && <Badge>Library</Badge>}
      <span className="flex-1" />
      <div className="max-md:hidden">
        <Popover
          label="Use it"
          at="right"
          className={buttonClass()}
          button={
            <>
              Use it <Icon of={ChevronDown} size={14} className="text-ink-2" />
            </>
          }
        >
          <div className="w-[540px] max-w-[calc(100vw-48px)] p-3">
            <UseIt chart={pinned} id="head" />
          </div>
        </Popover>
      </div>
    </div>
  )
}
