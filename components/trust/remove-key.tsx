'use client'

import { X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ApiError, sendJson } from '../../lib/client/api.ts'
import { api } from '../../lib/client/routes.ts'
import { say } from '../../lib/client/toast.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'

/** Takes a key away that was added here: asked once more in place. What went wrong stands beside it. */
export function RemoveKey({ name }: { name: string }) {
  const router = useRouter()
  const [sure, setSure] = useState(false)
  const [refused, setRefused] = useState('')
  const remove = async (): Promise<void> => {
    try {
      await sendJson('DELETE', api.trustKey(name))
      say('Key removed', name)
      router.refresh()
    } catch (error) {
      setRefused(error instanceof ApiError ? error.problem.title : String(error))
    } finally {
      setSure(false)
    }
  }
  return (
    <div className="relative">
      {sure ? (
        <Button className="md:absolute md:-top-3.5 md:right-0" onClick={() => void remove()}>
          Remove
        </Button>
      ) : (
        <IconButton label={`Remove ${name}`} onClick={() => setSure(true)}>
          <Icon of={X} size={14} />
        </IconButton>
      )}
      {refused !== '' && (
        <p role="alert" className="z-10 text-label text-ink md:absolute md:right-0 md:w-64 md:bg-ground">
          {refused}
        </p>
      )}
    </div>
  )
}
