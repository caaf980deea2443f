'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { ApiError, sendJson } from '../../lib/client/api.ts'
import { api, connectionHref, settingsHref, sourceHref } from '../../lib/client/routes.ts'
import { say } from '../../lib/client/toast.ts'
import type { Connection } from '../../lib/schema/connection.ts'
import { Button } from '../ui/button.tsx'
import { CodeName } from '../ui/code-name.tsx'
import { moment } from '../ui/when.ts'
import { ConnectionForm } from './connection-form.tsx'
import { DoctorPanel } from './doctor-panel.tsx'
import { bodyOf, draftOf, type Draft } from './draft.ts'
import { useDoctor } from './use-doctor.ts'

/** A connection to add or to change at the left, what happens when it is tried at the right. */
export function ConnectionEditor({
  saved,
  url = '',
  run = false,
  why,
}: {
  /** null for a new one */
  saved: Connection | null
  /** an address to begin with */
  url?: string
  /** try it with the page */
  run?: boolean
  /** why nothing can be changed by who looks; undefined when it can */
  why?: string | undefined
}) {
  const router = useRouter()
  const [draft, setDraft] = useState(() => draftOf(saved, url))
  const [touched, setTouched] = useState(false)
  const [refused, setRefused] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { examined, run: examine } = useDoctor()

  const change = (given: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...given }))
    setTouched(true)
    setRefused(null)
  }
  const trySaved = (name: string): void => void examine((signal) => diagnosisOf(name, signal))
  const tryDraft = (): void => {
    if (form.current?.reportValidity() === false) return
    void examine((signal) =>
      sendJson('POST', api.trial, { name: saved?.name, connection: bodyOf(draft) }, signal),
    )
  }
  const name = saved?.name
  useEffect(() => {
    if (run && name !== undefined) void examine((signal) => diagnosisOf(name, signal))
  }, [run, name, examine])

  const act = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setRefused(null)
    try {
      await work()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefused(error)
    } finally {
      setBusy(false)
    }
  }
  const save = (): Promise<void> =>
    act(async () => {
      const body = bodyOf(draft)
      const answer = await (saved === null
        ? sendJson('POST', api.connections, body)
        : sendJson('PUT', api.connection(saved.name), body))
      const made = (await answer.json()) as Connection
      say(saved === null ? 'Connection added' : 'Connection saved', made.title)
      if (saved === null) return router.push(connectionHref(made.name, true))
      setDraft(draftOf(made))
      setTouched(false)
      router.refresh()
      trySaved(made.name)
    })
  const remove = (name: string): Promise<void> =>
    act(async () => {
      await sendJson('DELETE', api.connection(name))
      say('Connection removed', saved?.title)
      router.push(settingsHref())
      router.refresh()
    })

  return (
    <div className="lg:grid lg:min-h-full lg:grid-cols-[408px_minmax(0,1fr)]">
      <form
        ref={form}
        className="inset-page border-line pt-[18px] pb-10 max-lg:border-b lg:border-r"
        aria-label={saved?.title ?? 'A new connection'}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <h1 className="pb-4 text-title font-semibold">{saved?.title ?? 'Add a registry'}</h1>
        <noscript>
          <p className="pb-4 text-ink-2">
            Adding and changing connections needs scripts; chartroom.yaml does not.
          </p>
        </noscript>
        {why !== undefined && <p className="mb-4 border-l-2 border-line-strong pl-3 text-ink-2">{why}</p>}
        <ConnectionForm draft={draft} saved={saved} disabled={why !== undefined || busy} onChange={change} />
        {refused !== null && (
          <p role="alert" className="mb-4 border-l-2 border-ink pl-3">
            <span className="font-medium">{sentence(refused.problem.title)}</span>{' '}
            <CodeName code={refused.problem.code} />
            {refused.problem.cure !== undefined && refused.problem.code !== 'REQUEST_INVALID' && (
              <span className="block text-ink-2">{refused.problem.cure}</span>
            )}
          </p>
        )}
        {why === undefined && (
          <div className="flex flex-wrap items-center gap-2">
            <Button type="submit" kind="primary" disabled={busy} className="md:h-8">
              {saved === null ? 'Add and ask' : 'Save and ask'}
            </Button>
            <Button onClick={tryDraft} disabled={busy || examined.running} className="md:h-8">
              Try without saving
            </Button>
            {touched && (
              <Button
                kind="quiet"
                className="md:h-8"
                onClick={() => (setDraft(draftOf(saved, url)), setTouched(false))}
              >
                Discard
              </Button>
            )}
          </div>
        )}
        {saved !== null && (
          <p className="pt-5 text-label text-ink-3">
            Changed {moment(saved.changedAt)} by {saved.changedBy}.{' '}
            <a className="link" href={sourceHref(saved.name)}>
              Its charts
            </a>
          </p>
        )}
        {saved !== null && why === undefined && (
          <Remove busy={busy} onRemove={() => void remove(saved.name)} />
        )}
      </form>
      <div className="inset-page min-w-0">
        <DoctorPanel
          url={draft.url.trim() || 'oci://'}
          examined={examined}
          onRun={saved === null || touched ? tryDraft : () => trySaved(saved.name)}
        />
      </div>
    </div>
  )
}

const sentence = (words: string): string => {
  const text = words.replace(/^(?:auth\.)?[\w.]+: /, '')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

/** Two presses on the same spot instead of a question over the page. */
function Remove({ busy, onRemove }: { busy: boolean; onRemove: () => void }) {
  const [sure, setSure] = useState(false)
  if (!sure)
    return (
      <button type="button" className="link mt-3 text-label text-ink-2" onClick={() => setSure(true)}>
        Remove this connection
      </button>
    )
  return (
    <div className="flex flex-wrap items-center gap-2 pt-3">
      <Button onClick={onRemove} disabled={busy}>
        Remove it and its secrets
      </Button>
      <Button kind="quiet" onClick={() => setSure(false)}>
        Keep it
      </Button>
    </div>
  )
}

/** The examination alone, for a source that a file names. */
export function ConnectionDoctor({ source, url, run }: { source: string; url: string; run: boolean }) {
  const { examined, run: examine } = useDoctor()
  const start = (): void => void examine((signal) => diagnosisOf(source, signal))
  useEffect(() => {
    if (run) void examine((signal) => diagnosisOf(source, signal))
  }, [run, source, examine])
  return <DoctorPanel url={url} examined={examined} onRun={start} />
}

const diagnosisOf = (source: string, signal: AbortSignal): Promise<Response> =>
  fetch(api.diagnosis(source), { headers: { accept: 'text/event-stream' }, signal })
