import type { LucideIcon } from 'lucide-react'

/** A Lucide icon as this product draws them: 16 px (14 in tight rows), stroke 1.75, never the only name of a thing. */
export function Icon({
  of: Glyph,
  size = 16,
  className = '',
}: {
  of: LucideIcon
  size?: 14 | 16
  className?: string
}) {
  return (
    <Glyph size={size} strokeWidth={1.75} aria-hidden focusable={false} className={`shrink-0 ${className}`} />
  )
}
