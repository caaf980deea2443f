import { CopyButton } from './copy-button.tsx'

/** A digest: 12 hex shown, all copied, all on hover. `prefix` keeps `sha256:`. */
export function Digest({
  value,
  prefix = true,
  copy = true,
  className = '',
}: {
  value: string
  prefix?: boolean
  copy?: boolean
  className?: string
}) {
  return (
    <span className={`inline-flex items-center gap-1 font-mono text-label ${className}`}>
      <span title={value}>{shortDigest(value, prefix)}</span>
      {copy && <CopyButton text={value} label="digest" />}
    </span>
  )
}

export function shortDigest(value: string, prefix = true): string {
  const [algorithm, hex] = value.includes(':') ? value.split(':', 2) : ['', value]
  const short = (hex ?? '').slice(0, 12)
  return prefix && algorithm !== '' ? `${algorithm}:${short}` : short
}
