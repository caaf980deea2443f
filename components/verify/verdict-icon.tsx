import type { VerdictStatus } from '../../lib/schema/verdict.ts'

export type VerdictLook = VerdictStatus | 'checking'

/** The scalloped outline of a seal: eight shallow lobes. */
const SEAL =
  'M8 .9c.75 0 1.2.72 1.86 1.02.67.3 1.5.1 2.1.53.6.44.62 1.28 1.03 1.87.41.6 1.17.94 1.4 1.64.24.7-.26 1.38-.26 2.1 0 .71.5 1.4.27 2.1-.24.7-1 1.04-1.41 1.63-.41.6-.43 1.43-1.03 1.87-.6.43-1.43.23-2.1.53-.66.3-1.11 1.02-1.86 1.02s-1.2-.72-1.86-1.02c-.67-.3-1.5-.1-2.1-.53-.6-.44-.62-1.28-1.03-1.87-.41-.6-1.17-.94-1.4-1.64-.24-.7.26-1.38.26-2.1 0-.71-.5-1.4-.27-2.1.24-.7 1-1.04 1.41-1.63.41-.6.43-1.43 1.03-1.87.6-.43 1.43-.23 2.1-.53C6.8 1.62 7.25.9 8 .9Z'

const QUESTION = 'M6.4 6.35a1.65 1.65 0 1 1 2.3 1.5c-.45.2-.7.5-.7.95v.2'

/**
 * Our own verdict icons, 16 px. Silhouettes differ without colour; filled means that cryptography gave an answer.
 * Decoration: the word beside it says the same.
 */
export function VerdictIcon({
  status,
  size = 16,
  className = '',
}: {
  status: VerdictLook
  size?: number
  className?: string
}) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      className={`shrink-0 ${status === 'checking' ? 'animate-turn' : ''} ${className}`}
    >
      {shapes[status]}
    </svg>
  )
}

const shapes = {
  verified: (
    <>
      <path d={SEAL} fill="currentColor" stroke="none" transform="translate(0 -.05)" />
      <path d="m5.6 8.2 1.7 1.7 3.2-3.5" className="stroke-ground" strokeWidth="1.6" />
    </>
  ),
  untrusted: (
    <>
      <path d={SEAL} strokeWidth="1.3" transform="translate(.28 .24) scale(.965)" />
      <path d={QUESTION} />
      <path d="M8 11.05v.01" strokeWidth="1.6" />
    </>
  ),
  invalid: (
    <>
      <path d="M5.2.9h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2Z" fill="currentColor" strokeWidth="1" />
      <path d="m6.1 6.1 3.8 3.8m0-3.8L6.1 9.9" className="stroke-ground" strokeWidth="1.6" />
    </>
  ),
  unsigned: (
    <circle
      cx="8"
      cy="8"
      r="6.4"
      strokeDasharray="3.35 1.68"
      strokeLinecap="butt"
      transform="rotate(-12 8 8)"
    />
  ),
  unknown: (
    <>
      <path
        d="M7.4 1.3a.9.9 0 0 1 1.2 0l6.1 6.1a.9.9 0 0 1 0 1.2l-6.1 6.1a.9.9 0 0 1-1.2 0L1.3 8.6a.9.9 0 0 1 0-1.2Z"
        strokeWidth="1.3"
      />
      <path d={QUESTION} transform="translate(0 -.1)" />
      <path d="M8 10.95v.01" strokeWidth="1.6" />
    </>
  ),
  checking: (
    <>
      <circle cx="8" cy="8" r="6.3" strokeOpacity="0.3" />
      <path d="M8 1.7A6.3 6.3 0 0 1 14.3 8" />
    </>
  ),
} as const satisfies Record<VerdictLook, React.ReactNode>

/** Passed, failed, passed with a warning, could not check, does not apply: the marks of a check row and of a joint. */
export function CheckMark({
  kind,
  size = 16,
  className = '',
}: {
  kind: CheckLook
  size?: number
  className?: string
}) {
  if (kind === 'unknown')
    return <VerdictIcon status="unknown" size={size} className={`text-unsettled ${className}`} />
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      className={`shrink-0 ${marks[kind].tone} ${className}`}
    >
      {marks[kind].shape}
    </svg>
  )
}

export type CheckLook = 'passed' | 'failed' | 'warning' | 'unknown' | 'not-applicable'

const marks = {
  passed: { tone: 'text-holds', shape: <path d="m2.5 8.4 3.6 3.6 7.4-7.9" /> },
  failed: { tone: 'text-broken', shape: <path d="m3.6 3.6 8.8 8.8m0-8.8-8.8 8.8" /> },
  warning: {
    tone: 'text-caution',
    shape: (
      <>
        <path
          d="M8 1.8a.9.9 0 0 1 .8.45l6 10.5a.9.9 0 0 1-.8 1.35H2a.9.9 0 0 1-.8-1.35l6-10.5A.9.9 0 0 1 8 1.8Z"
          strokeWidth="1.3"
        />
        <path d="M8 6.2v3.4M8 11.7v.01" />
      </>
    ),
  },
  'not-applicable': { tone: 'text-ink-3', shape: <path d="M3 8h10" /> },
} as const
