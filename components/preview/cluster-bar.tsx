import { ChevronDown, Link2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { apisInWords } from '../../lib/client/api-sets.ts'
import {
  DEFAULT_KUBE,
  DEFAULT_RELEASE,
  PROFILES,
  type DeclaredCluster,
} from '../../lib/client/declared-cluster.ts'
import { Icon } from '../ui/icon.tsx'
import { ApiDialog } from './api-dialog.tsx'

interface Props {
  readonly cluster: DeclaredCluster
  readonly onChange: (next: Partial<DeclaredCluster>) => void
  readonly onCopyLink: () => void
}

const KUBES = ['1.36', '1.35', '1.34', '1.33', '1.32', '1.31', '1.30', '1.29', '1.28'] as const

/** What the render assumes of the cluster and of the command: each part is said, can be changed, and is in the address. */
export function ClusterBar({ cluster, onChange, onCopyLink }: Props) {
  const [choosing, setChoosing] = useState(false)
  return (
    <div className="flex h-10 shrink-0 items-stretch border-b border-line bg-rail md:h-9">
      <div
        role="group"
        aria-label="Declared cluster"
        className="no-bar flex min-w-0 items-stretch overflow-x-auto"
      >
        <Part label="Helm">
          <Choice
            label="Helm profile"
            value={cluster.profile}
            onChange={(profile) => onChange({ profile: profile as DeclaredCluster['profile'] })}
          >
            {PROFILES.map(({ profile, words }) => (
              <option key={profile} value={profile}>
                {words}
              </option>
            ))}
          </Choice>
        </Part>
        <Part label="Kubernetes">
          <Text
            label="Kubernetes version"
            value={cluster.kubeVersion}
            fallback={DEFAULT_KUBE}
            list="kube-versions"
            onChange={(kubeVersion) => onChange({ kubeVersion })}
          />
          <datalist id="kube-versions">
            {KUBES.map((version) => (
              <option key={version} value={version} />
            ))}
          </datalist>
        </Part>
        <Part label="APIs">
          <button
            type="button"
            aria-haspopup="dialog"
            aria-label={`APIs of the cluster: ${apisInWords(cluster.apiVersions)}`}
            onClick={() => setChoosing(true)}
            className={`${field} inline-flex items-center gap-1 pl-1`}
          >
            {apisInWords(cluster.apiVersions)}
            <Icon of={ChevronDown} size={14} className="text-ink-3" />
          </button>
        </Part>
        <Part label="Release">
          <Text
            label="Release name"
            value={cluster.release === DEFAULT_RELEASE ? '' : cluster.release}
            fallback={DEFAULT_RELEASE}
            onChange={(release) => onChange({ release: release || DEFAULT_RELEASE })}
          />
        </Part>
        <Part label="Namespace">
          <Text
            label="Namespace"
            value={cluster.namespace === 'default' ? '' : cluster.namespace}
            fallback="default"
            onChange={(namespace) => onChange({ namespace: namespace || 'default' })}
          />
        </Part>
        <Part label="Operation">
          <Choice
            label="Operation"
            value={cluster.upgrade ? 'upgrade' : 'install'}
            onChange={(value) => onChange({ upgrade: value === 'upgrade' })}
          >
            <option value="install">install</option>
            <option value="upgrade">upgrade</option>
          </Choice>
        </Part>
        <Part label="Seed">
          <Text
            label="Seed of what is random"
            value={cluster.seed === '1' ? '' : cluster.seed}
            fallback="1"
            onChange={(seed) => onChange({ seed: seed || '1' })}
          />
        </Part>
        {!cluster.schema && (
          <Part label="Schema">
            <button
              type="button"
              onClick={() => onChange({ schema: true })}
              className={`${field} inline-flex items-center px-1 text-caution`}
            >
              not checked
            </button>
          </Part>
        )}
      </div>
      <span className="flex-1" />
      <button
        type="button"
        onClick={onCopyLink}
        className="inline-flex shrink-0 items-center gap-2 px-4 text-ink-2 -outline-offset-2 hover:text-ink md:px-6"
      >
        <Icon of={Link2} /> <span className="max-md:sr-only">Copy link</span>
      </button>
      {choosing && (
        <ApiDialog
          declared={cluster.apiVersions}
          onChange={(apiVersions) => onChange({ apiVersions })}
          onClose={() => setChoosing(false)}
        />
      )}
    </div>
  )
}

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="inline-flex shrink-0 items-center gap-2 border-r border-line pr-3 pl-4 md:first:pl-6">
      <span aria-hidden className="text-ink-2">
        {label}
      </span>
      {children}
    </div>
  )
}

const field =
  'h-7 rounded-cap bg-transparent font-mono text-label placeholder:text-ink hover:bg-hover focus:bg-ground'

function Text({
  label,
  value,
  fallback,
  list,
  onChange,
}: {
  label: string
  value: string
  fallback: string
  list?: string
  onChange: (value: string) => void
}) {
  return (
    <input
      aria-label={label}
      value={value}
      placeholder={fallback}
      size={Math.min(40, Math.max(3, (value || fallback).length))}
      list={list}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      onChange={(event) => onChange(event.target.value.trim())}
      className={`${field} box-content px-1`}
    />
  )
}

function Choice({
  label,
  value,
  onChange,
  children,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  children: ReactNode
}) {
  return (
    <span className="relative inline-flex items-center">
      <select
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={`${field} appearance-none pr-5 pl-1`}
      >
        {children}
      </select>
      <Icon of={ChevronDown} size={14} className="pointer-events-none absolute right-0.5 text-ink-3" />
    </span>
  )
}
