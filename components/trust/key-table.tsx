import type { TrustFault, TrustKey } from '../../lib/schema/trust.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { day } from '../ui/when.ts'
import { CheckMark } from '../verify/verdict-icon.tsx'
import { RemoveKey } from './remove-key.tsx'
import { visible } from '../../lib/schema/visible.ts'

const columns =
  'md:grid md:grid-cols-[minmax(200px,1.1fr)_minmax(300px,1.5fr)_minmax(150px,.7fr)_minmax(150px,.7fr)_32px] md:gap-x-6'

const kinds: Readonly<Record<TrustKey['kind'], string>> = {
  openpgp: 'OpenPGP',
  cosign: 'cosign',
  certificate: 'X.509',
}

/** Public keys that may vouch for charts: whose, their fingerprints, and until when. */
export function KeyTable({
  keys,
  faults,
  now,
  writable,
}: {
  keys: readonly TrustKey[]
  faults: readonly TrustFault[]
  now: number
  writable: boolean
}) {
  return (
    <>
      <div
        aria-hidden
        className={`h-8 items-center border-b border-line text-label text-ink-3 max-md:hidden ${columns}`}
      >
        <span>Name and user id</span>
        <span>Fingerprint</span>
        <span>Kind</span>
        <span>Expiry</span>
      </div>
      <ul aria-label="Keys">
        {keys.map((key) => (
          <li
            key={`${key.name} ${key.fingerprint}`}
            className={`min-h-12 items-center border-b border-line py-1.5 ${columns}`}
          >
            <div className="min-w-0">
              <p className="truncate font-medium" title={key.userIds.map(visible).join('\n')}>
                {nameOf(key)}
              </p>
              <p className="text-label wrap-anywhere text-ink-3">
                {key.kind === 'openpgp'
                  ? `${addressOf(key)}in keyring ${key.name}${key.added ? ', added here' : ''}`
                  : key.place}
              </p>
            </div>
            <p className="flex min-w-0 items-center gap-1 font-mono text-label">
              <span className="min-w-0 wrap-anywhere" title={key.fingerprint}>
                {shortFingerprint(key)}
              </span>
              <CopyButton text={key.fingerprint} label="fingerprint" />
            </p>
            <p>
              {kinds[key.kind]}, {key.title}
            </p>
            <Expiry trustKey={key} now={now} />
            {key.added && writable ? <RemoveKey name={key.name} /> : <span />}
          </li>
        ))}
        {faults.map((fault) => (
          <li key={fault.name} className={`min-h-12 items-center border-b border-line py-1.5 ${columns}`}>
            <div className="min-w-0">
              <p className="truncate font-medium">{fault.name}</p>
              <p className="text-label wrap-anywhere text-ink-3">{fault.place}</p>
            </div>
            <p className="flex gap-1.5 text-unsettled md:col-span-3">
              <CheckMark kind="unknown" size={14} className="mt-1" />
              <span>
                <span className="font-medium">Cannot be used:</span> {fault.words}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

const nameOf = ({ userIds: [id], name }: TrustKey): string =>
  visible(id === undefined ? name : id.replace(/\s*(?:\([^)]*\)\s*)?<[^>]*>\s*$/, '') || id)

const addressOf = ({ userIds: [id] }: TrustKey): string => {
  const address = /<([^>]*)>\s*$/.exec(id ?? '')?.[1]
  return address === undefined ? '' : `${visible(address)}, `
}

const shortFingerprint = ({ kind, fingerprint }: TrustKey): string => {
  if (kind === 'openpgp') return fingerprint.replaceAll(/(.{4})(?=.)/g, '$1 ')
  const [algorithm = '', hex = ''] = fingerprint.split(':')
  return `${algorithm}:${hex.slice(0, 8)} ${hex.slice(8, 16)} ${hex.slice(16, 24)} ${hex.slice(24, 32)} …`
}

function Expiry({
  trustKey: { kind, expires, revoked, weakness },
  now,
}: {
  trustKey: TrustKey
  now: number
}) {
  if (revoked !== null)
    return (
      <p className="flex items-center gap-1.5 font-medium text-broken" title={revoked.reason}>
        <CheckMark kind="failed" size={14} /> revoked {day(revoked.at)}
      </p>
    )
  if (weakness !== null)
    return (
      <p className="flex items-center gap-1.5 font-medium text-broken">
        <CheckMark kind="failed" size={14} /> too weak: {weakness}
      </p>
    )
  if (kind === 'cosign') return <p className="text-ink-2">keys of this kind have none</p>
  if (expires === null) return <p>no expiry</p>
  return Date.parse(expires) <= now ? (
    <p className="flex items-center gap-1.5 font-medium text-caution">
      <CheckMark kind="warning" size={14} /> expired {day(expires)}
    </p>
  ) : (
    <p>{day(expires)}</p>
  )
}
