'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { ApiError, sendJson } from '../../lib/client/api.ts'
import { api } from '../../lib/client/routes.ts'
import { say } from '../../lib/client/toast.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'

/** Adds a public key or keyring from a file; policies name it by the file's name. */
export function AddKey() {
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState('')
  const add = async (file: File): Promise<void> => {
    const name = file.name.replace(/\.(?:asc|gpg|pub|pem|key|pgp)$/i, '').replaceAll(/[^\w.-]+/g, '-')
    try {
      const bytes = new Uint8Array(await file.arrayBuffer())
      let binary = ''
      for (const byte of bytes) binary += String.fromCharCode(byte)
      await sendJson('POST', api.trustKeys, { name, content: btoa(binary) })
      setRefused('')
      say('Key added', name)
      router.refresh()
    } catch (error) {
      setRefused(error instanceof ApiError ? error.problem.title : String(error))
    }
  }
  return (
    <div className="js-only flex min-w-0 flex-wrap items-center justify-end gap-3">
      {refused !== '' && (
        <p role="alert" className="min-w-0 text-label">
          <span className="font-medium">Not added:</span> {refused}
        </p>
      )}
      <Button onClick={() => input.current?.click()}>
        <Icon of={Plus} size={14} /> Add a key
      </Button>
      <input
        ref={input}
        type="file"
        aria-label="Public key or keyring"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file !== undefined) void add(file)
        }}
      />
    </div>
  )
}
