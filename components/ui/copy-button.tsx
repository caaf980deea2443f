'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { say } from '../../lib/client/toast.ts'
import { Icon } from './icon.tsx'

/** Copies `text`, shows a check for a moment and says so in a toast. `label` is what is copied: "digest". */
export function CopyButton({
  text,
  label,
  className = '',
}: {
  text: string
  label: string
  className?: string
}) {
  const [done, setDone] = useState(false)
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => setDone(false), 1500)
    return () => clearTimeout(timer)
  }, [done])

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setDone(true)
      say(
        `${label[0]!.toUpperCase()}${label.slice(1)} copied`,
        text.length > 44 ? `${text.slice(0, 42)}…` : text,
      )
    } catch {
      say('This browser does not let pages copy', '')
    }
  }
  return (
    <button
      type="button"
      onClick={() => void copy()}
      aria-label={`Copy ${label}`}
      title={`Copy ${label}`}
      className={`js-only inline-grid size-6 place-items-center rounded-control text-ink-3 hover:bg-hover hover:text-ink ${className}`}
    >
      <Icon of={done ? Check : Copy} size={14} />
    </button>
  )
}
