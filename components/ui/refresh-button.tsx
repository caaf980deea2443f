'use client'

import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { sendJson } from '../../lib/client/api.ts'
import { api } from '../../lib/client/routes.ts'
import { Button, IconButton } from './button.tsx'
import { Icon } from './icon.tsx'

/**
 * Asks again: the source itself, whatever is remembered of it. As an icon beside what was asked, or as a button with words
 * where something failed.
 */
export function RefreshButton({ source, label, words }: { source: string; label: string; words?: string }) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const ask = (): void =>
    start(async () => {
      // a page that is drawn anew says what went wrong better than a message here
      await sendJson('POST', api.refresh(source)).catch(() => {})
      router.refresh()
    })
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
