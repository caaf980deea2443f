import type { ReactNode } from 'react'

/** A neutral note on a name: 18 high, outlined. */
export function Badge({
  children,
  mono = false,
  title,
}: {
  children: ReactNode
  mono?: boolean
  title?: string
}) {
  return (
    <span
      title={title}
      className={`inline-flex h-[18px] items-center rounded-cap border border-line-strong px-1.5 text-least leading-none whitespace-nowrap text-ink-2 ${mono ? 'font-mono' : ''}`}
    >
      {children}
    </span>
  )
}
