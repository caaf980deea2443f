import type { ReactNode } from 'react'

/** One border round choices of which one is on. Give it links or buttons that carry `segmentClass`. */
export function Segments({
  label,
  children,
  className = '',
}: {
  label: string
  children: ReactNode
  className?: string
}) {
  return (
    <div
      role="group"
      aria-label={label}
      className={`no-bar flex h-8 max-w-full items-stretch divide-x divide-line-strong overflow-x-auto rounded-control border border-line-strong bg-ground md:h-7 ${className.includes('shrink') ? '' : 'shrink-0'} ${className.includes('w-full') ? '' : 'max-md:w-fit'} ${className}`}
    >
      {children}
    </div>
  )
}

export const segmentClass = (chosen: boolean): string =>
  `inline-flex items-center gap-1.5 px-2.5 text-body whitespace-nowrap -outline-offset-2 first:rounded-l-[3px] last:rounded-r-[3px] ${
    chosen ? 'bg-hover font-medium text-ink' : 'text-ink-2 hover:bg-rail hover:text-ink'
  }`
