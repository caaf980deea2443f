import { ArrowLeftRight, Copy } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { DEFAULT_KUBE, PROFILES, type DeclaredCluster } from '../../lib/client/declared-cluster.ts'
import { Icon } from '../ui/icon.tsx'
import { segmentClass, Segments } from '../ui/segments.tsx'

/** What is compared, with what: each part can be changed, and is in the address. */
export function CompareBar({
  pickers,
  swapHref,
  cluster,
  valuesWords,
  onCluster,
  onValues,
  onCopy,
}: {
  pickers: { readonly from: ReactNode; readonly to: ReactNode }
  swapHref: string
  cluster: DeclaredCluster
  valuesWords: string
  onCluster: (next: Partial<DeclaredCluster>) => void
  onValues: () => void
  onCopy: (form: 'Markdown' | 'JSON') => void
}) {
  return (
    <div className="relative z-20 flex min-h-10 shrink-0 flex-wrap items-stretch border-b border-line bg-rail md:min-h-9">
      <Part label="From">{pickers.from}</Part>
      <Part label="To">{pickers.to}</Part>
      <Link
        href={swapHref}
        prefetch={false}
        aria-label="Swap the two"
        title="Swap the two"
        className="grid min-h-9 w-10 place-items-center border-r border-line text-ink-2 -outline-offset-2 hover:text-ink"
      >
        <Icon of={ArrowLeftRight} size={14} />
      </Link>
      <div className="js-only flex flex-wrap items-stretch">
        <Part label="Values">
          <button
            type="button"
            data-key="e"
            onClick={onValues}
            className="h-7 rounded-cap px-1 font-mono text-label hover:bg-hover"
          >
            {valuesWords}
          </button>
        </Part>
        <Part label="Helm">
          <select
            aria-label="Helm profile"
            value={cluster.profile}
            onChange={(event) => onCluster({ profile: event.target.value as DeclaredCluster['profile'] })}
            className="h-7 rounded-cap bg-transparent font-mono text-label hover:bg-hover"
          >
            {PROFILES.map(({ profile, words }) => (
              <option key={profile} value={profile}>
                {words}
              </option>
            ))}
          </select>
        </Part>
        <Part label="Kubernetes">
          <input
            key={cluster.kubeVersion}
            aria-label="Kubernetes version"
            defaultValue={cluster.kubeVersion}
            placeholder={DEFAULT_KUBE}
            size={6}
            spellCheck={false}
            autoComplete="off"
            onBlur={(event) => {
              const kubeVersion = event.target.value.trim()
              if (kubeVersion !== cluster.kubeVersion) onCluster({ kubeVersion })
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.currentTarget.blur()
            }}
            className="h-7 rounded-cap bg-transparent px-1 font-mono text-label placeholder:text-ink hover:bg-hover focus:bg-ground"
          />
        </Part>
      </div>
      <span className="flex-1" />
      <div className="js-only flex items-center gap-2.5 px-4 md:px-6">
        <Icon of={Copy} size={14} className="text-ink-2" />
        <span className="text-label text-ink-2 max-md:sr-only">Copy as</span>
        <Segments label="Copy as" className="md:h-6">
          {(['Markdown', 'JSON'] as const).map((form) => (
            <button
              key={form}
              type="button"
              className={`${segmentClass(false)} text-label`}
              onClick={() => onCopy(form)}
            >
              {form}
            </button>
          ))}
        </Segments>
      </div>
    </div>
  )
}

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="inline-flex min-h-9 shrink-0 items-center gap-2 border-r border-line pr-3 pl-4 md:first:pl-6">
      <span aria-hidden className="text-ink-2">
        {label}
      </span>
      {children}
    </div>
  )
}
