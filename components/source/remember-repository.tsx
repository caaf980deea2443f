'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ApiError, sendJson } from '../../lib/client/api.ts'
import { api } from '../../lib/client/routes.ts'
import { say } from '../../lib/client/toast.ts'
import { Button } from '../ui/button.tsx'
import { CodeName } from '../ui/code-name.tsx'

/** Keeps the name that stands in the field beside it, so that the source shows that repository from now on. */
export function RememberRepository({ source, field }: { source: string; field: string }) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ApiError | null>(null)
  const remember = async (): Promise<void> => {
    const input = document.querySelector<HTMLInputElement>(`#${CSS.escape(field)}`)
    const repository = (input?.value ?? '').trim().replace(/[:@].*$/, '')
    if (input === null || repository === '') return void input?.reportValidity()
    setBusy(true)
    setRefused(null)
    try {
      await sendJson('POST', api.repositories(source), { repository })
      input.value = ''
      say('Repository remembered', repository)
      router.refresh()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefused(error)
    }
    setBusy(false)
  }
  return (
    <>
      <Button className="js-only" disabled={busy} onClick={() => void remember()}>
        Remember it
      </Button>
      {refused !== null && (
        <p role="alert" className="w-full text-ink-2">
          It was not kept: {refused.problem.title}. <CodeName code={refused.problem.code} />
        </p>
      )}
    </>
  )
}
