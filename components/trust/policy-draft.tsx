'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ApiError, sendJson } from '../../lib/client/api.ts'
import { api } from '../../lib/client/routes.ts'
import { say } from '../../lib/client/toast.ts'
import type { ImportedPolicy, PolicyPreview, TrustView } from '../../lib/schema/trust.ts'
import { Button } from '../ui/button.tsx'
import { CodeName } from '../ui/code-name.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Bar } from '../ui/skeleton.tsx'
import { moment } from '../ui/when.ts'
import { ImportPolicy } from './import-policy.tsx'
import { WouldChange } from './would-change.tsx'

const EXAMPLE = `- match: oci://registry.example.com/platform
  require:
    - provenance: { keyring: platform }
`

/** The policies as text at the left, what a change of them would do at the right. */
export function PolicyDraft({ view, why }: { view: TrustView; why: string | undefined }) {
  const router = useRouter()
  const [text, setText] = useState(view.text)
  const [preview, setPreview] = useState<{ readonly of: string; readonly answer: PolicyPreview } | null>(null)
  const [refused, setRefused] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState<'' | 'preview' | 'save'>('')
  const edited = text !== view.text

  const act = async (kind: 'preview' | 'save', work: () => Promise<void>): Promise<void> => {
    setBusy(kind)
    setRefused(null)
    try {
      await work()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefused(error)
    } finally {
      setBusy('')
    }
  }
  const ask = (): Promise<void> =>
    act('preview', async () => {
      const response = await sendJson('POST', api.trustPreview, { policies: text })
      setPreview({ of: text, answer: (await response.json()) as PolicyPreview })
    })
  const save = (): Promise<void> =>
    act('save', async () => {
      await sendJson('PUT', api.trust, { policies: text })
      say('Policies saved', 'They hold from now on')
      setPreview(null)
      router.refresh()
    })
  const back = (): Promise<void> =>
    act('save', async () => {
      const response = await sendJson('DELETE', api.trust)
      setText(((await response.json()) as TrustView).text)
      say('Back to the policies of the file', '')
      setPreview(null)
      router.refresh()
    })
  const take = ({ policies }: ImportedPolicy): void => {
    setText(
      (before) =>
        `${before.trim() === '' || before.trim() === '[]' ? '' : `${before.trimEnd()}\n`}${policies}`,
    )
    setRefused(null)
  }

  return (
    <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,400px)_minmax(0,1fr)]">
      <div className="min-w-0">
        <div className="flex min-h-[30px] flex-wrap items-center gap-x-2.5">
          <h2 className="font-semibold">{edited ? 'Draft' : 'As text'}</h2>
          <span className="text-ink-3">
            {edited
              ? 'edited, not saved'
              : view.saved !== null
                ? `saved here ${moment(view.saved.at)}`
                : 'as in the configuration'}
          </span>
          <span className="flex-1" />
          <CopyButton text={text} label="policies" />
        </div>
        <textarea
          aria-label="Policies"
          value={text}
          spellCheck={false}
          rows={Math.min(26, Math.max(8, text.split('\n').length + 1))}
          placeholder={EXAMPLE}
          onChange={(event) => {
            setText(event.target.value)
            setRefused(null)
          }}
          className="block w-full resize-y rounded-control border border-control bg-ground px-3 py-2 font-mono text-label leading-5 whitespace-pre focus-visible:outline-2 focus-visible:outline-offset-1 focus-visible:outline-accent"
        />
        {refused !== null && (
          <p role="alert" className="pt-2">
            <span className="font-medium">{refused.problem.title}</span>{' '}
            <CodeName code={refused.problem.code} />
          </p>
        )}
        <div className="js-only flex flex-wrap items-center gap-2 pt-3">
          {why === undefined && (
            <Button kind="primary" disabled={!edited || busy !== ''} onClick={() => void save()}>
              {busy === 'save' ? 'Saving' : 'Save policies'}
            </Button>
          )}
          <Button disabled={busy !== ''} onClick={() => void ask()}>
            {busy === 'preview' ? 'Judging' : 'Show what would change'}
          </Button>
          {edited && (
            <Button kind="quiet" onClick={() => setText(view.text)}>
              Discard
            </Button>
          )}
          {!edited && view.saved !== null && why === undefined && (
            <Button kind="quiet" disabled={busy !== ''} onClick={() => void back()}>
              Back to the file’s
            </Button>
          )}
        </div>
        {why !== undefined && (
          <p className="pt-3 text-label text-ink-2">
            {why} A draft can be copied into <code>trust.policies</code> all the same.
          </p>
        )}
        <ImportPolicy onTake={take} />
      </div>
      <section aria-label="What would change" className="min-w-0">
        <div className="flex min-h-[30px] flex-wrap items-baseline gap-x-2.5">
          <h2 className="font-semibold">What would change</h2>
          <span className="text-label text-ink-3">
            judged on the newest version of every listed chart that a change touches
          </span>
        </div>
        {busy === 'preview' ? (
          <div role="status" className="space-y-4 py-3">
            <span className="sr-only">Judging</span>
            <Bar width={72} />
            <Bar width={56} />
            <Bar width={40} />
          </div>
        ) : preview === null ? (
          <p className="border-t border-line py-2 text-ink-2">
            {edited
              ? 'Not judged yet: show it before you save.'
              : 'Change the text, and see here what it would do before it holds.'}
          </p>
        ) : (
          <div className="border-t border-line pt-2.5">
            {preview.of !== text && (
              <p className="pb-2 font-medium">The draft has changed since; this is what it said before.</p>
            )}
            <WouldChange preview={preview.answer} />
          </div>
        )}
      </section>
    </div>
  )
}
