'use client'

import { Check } from 'lucide-react'
import { useEffect, useState } from 'react'
import { onSaid, type Said } from '../../lib/client/toast.ts'
import { Icon } from './icon.tsx'
import { KeyCap } from './key-cap.tsx'

/** One, bottom left, 5 s. */
export function Toast() {
  const [said, setSaid] = useState<Said | null>(null)
  useEffect(() => onSaid(setSaid), [])
  useEffect(() => {
    if (said === null) return
    const timer = setTimeout(() => setSaid(null), 5000)
    const escape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setSaid(null)
    }
    window.addEventListener('keydown', escape)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', escape)
    }
  }, [said])

  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed bottom-10 left-4 z-50 max-w-[calc(100vw-32px)] md:left-6"
    >
      {said !== null && (
        <div
          key={said.words + said.detail}
          className="pointer-events-auto flex min-h-10 animate-float items-center gap-2.5 rounded-float border border-line-strong bg-ground px-3 py-2 shadow-float"
        >
          <Icon of={Check} />
          <span className="min-w-0 truncate">
            {said.words}{' '}
            {said.detail !== '' && <span className="font-mono text-label text-ink-2">{said.detail}</span>}
          </span>
          <KeyCap>esc</KeyCap>
        </div>
      )}
    </div>
  )
}
