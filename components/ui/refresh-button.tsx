'use client'

import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button, IconButton } from './button.tsx'
import { Icon } from './icon.tsx'

/** Asks again. As an icon beside what was asked, or as a button with words where something failed. */
export function RefreshButton({ label, words }: { label: string; words?: string }) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const ask = (): void => start(() => router.refresh())
  if (words !== undefined)
    return (
      <Button className="js-only" onClick={ask} disabled={pending}>
        {words}
      </Button>
    )
  return (
    <IconButton label={label} onClick={ask} disabled={pending} className="js-only">
      <Icon of={RefreshCw} size={14} className={pending ? 'animate-turn' : ''} />
    </IconButton>
  )
}
