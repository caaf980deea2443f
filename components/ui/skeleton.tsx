/** A grey bar where text will be. Appears after 150 ms; still, so that nothing shimmers. */
export function Bar({ width }: { width: keyof typeof widths }) {
  return <span aria-hidden className={`block h-2 rounded-[1px] bg-hover ${widths[width]}`} />
}

const widths = {
  4: 'w-4',
  8: 'w-8',
  12: 'w-12',
  16: 'w-16',
  24: 'w-24',
  32: 'w-32',
  40: 'w-40',
  56: 'w-56',
  72: 'w-72',
  full: 'w-full',
} as const

const names = [32, 24, 40, 24, 56, 32, 40, 32, 24, 40] as const

/** Rows of a table before they are here: on the final grid, so that the layout holds still. */
export function SkeletonRows({ rows = 8, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <div role="status" className="animate-late">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} aria-hidden className="inset-page flex h-9 items-center gap-6 border-b border-line">
          <Bar width={names[i % names.length]!} />
          <span className="flex-1" />
          <Bar width={i % 3 === 0 ? 16 : 12} />
          <Bar width={24} />
        </div>
      ))}
    </div>
  )
}
