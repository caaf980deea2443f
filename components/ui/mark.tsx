/** The mark: a chart's ticked frame round a position fix. The only logo. */
export function Mark({ size = 18 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      aria-hidden
      className="shrink-0"
    >
      <rect x="0.9" y="0.9" width="16.2" height="16.2" rx="2.4" strokeWidth="1.8" />
      <path
        d="M6 1.5v2.6M12 1.5v2.6M6 13.9v2.6M12 13.9v2.6M1.5 6h2.6M1.5 12h2.6M13.9 6h2.6M13.9 12h2.6"
        strokeWidth="1.5"
      />
      <circle cx="9" cy="9" r="2.9" strokeWidth="1.5" />
      <circle cx="9" cy="9" r="0.9" fill="currentColor" stroke="none" />
    </svg>
  )
}
