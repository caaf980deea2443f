'use client'

import { useEffect, useRef, type ReactNode } from 'react'

/**
 * Something that opens under its button. A `details` element, so it opens without scripts too; with them a click
 * elsewhere, a followed link or `esc` closes it.
 */
export function Popover({
  label,
  button,
  children,
  className = '',
  at = 'left',
}: {
  label: string
  /** what the button shows; `className` is its look */
  button: ReactNode
  children: ReactNode
  className?: string
  at?: 'left' | 'right'
}) {
  const ref = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (event: Event): void => {
      const details = ref.current
      if (details === null || !details.open) return
      const inside = event.target instanceof Node && details.contains(event.target)
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return
        details.open = false
        if (inside) details.querySelector('summary')?.focus()
      } else if (!inside || (event.target as Element).closest('a') !== null) details.open = false
    }
    document.addEventListener('click', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('click', close)
      document.removeEventListener('keydown', close)
    }
  }, [])
  return (
    <details ref={ref} className="relative">
      <summary aria-label={label} className={className}>
        {button}
      </summary>
      <div
        className={`absolute top-[calc(100%+6px)] z-30 animate-float rounded-float border border-line-strong bg-ground shadow-float ${at === 'left' ? 'left-0' : 'right-0'}`}
      >
        {children}
      </div>
    </details>
  )
}
