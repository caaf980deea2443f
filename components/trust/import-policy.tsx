import { useId, useState } from 'react'
import { ApiError, sendJson } from '../../lib/client/api.ts'
import { api } from '../../lib/client/routes.ts'
import type { ImportedPolicy } from '../../lib/schema/trust.ts'
import { Button } from '../ui/button.tsx'
import { Snippet } from '../ui/snippet.tsx'

/** Another tool's policy, pasted, as a draft of ours; with what it leaves open. */
export function ImportPolicy({ onTake }: { onTake: (imported: ImportedPolicy) => void }) {
  const id = useId()
  const [text, setText] = useState('')
  const [imported, setImported] = useState<ImportedPolicy | null>(null)
  const [refused, setRefused] = useState('')
  const read = async (): Promise<void> => {
    try {
      const response = await sendJson('POST', api.trustImport, { text })
      const answer = (await response.json()) as ImportedPolicy
      setImported(answer)
      setRefused('')
      onTake(answer)
    } catch (error) {
      setImported(null)
      setRefused(error instanceof ApiError ? error.problem.title : String(error))
    }
  }
  return (
    <details className="js-only mt-4 border-t border-line pt-2">
      <summary className="cursor-pointer font-medium">Import from Flux, Kyverno or Notary</summary>
      <label htmlFor={id} className="block pt-2 pb-1 text-ink-2">
        A Flux object with <code className="text-label">verify</code>, a Kyverno policy with{' '}
        <code className="text-label">verifyImages</code>, or Notary’s{' '}
        <code className="text-label">trustpolicy.json</code>
      </label>
      <textarea
        id={id}
        rows={6}
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        className="block w-full resize-y rounded-control border border-control bg-ground px-3 py-2 font-mono text-label leading-5 focus-visible:outline-2 focus-visible:outline-offset-1 focus-visible:outline-accent"
      />
      <div className="flex items-center gap-3 pt-2">
        <Button disabled={text.trim() === ''} onClick={() => void read()}>
          Add to the draft
        </Button>
      </div>
      <div aria-live="polite">
        {refused !== '' && (
          <p className="pt-2">
            <span className="font-medium">Not read:</span> {refused}
          </p>
        )}
        {imported !== null && (
          <div className="pt-2">
            <p>
              Read as {imported.from}
              {imported.notes.length === 0 ? ', all of it.' : '. Left to you:'}
            </p>
            <ul className="list-disc pl-5 text-ink-2">
              {imported.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
            {imported.keys.map(({ name, pem }) => (
              <div key={pem} className="pt-2">
                <p className="pb-1 text-ink-2">
                  Key <code className="text-label">{name}</code>: save it as a file and add it above
                </p>
                <Snippet text={pem} label="key" small />
              </div>
            ))}
          </div>
        )}
      </div>
    </details>
  )
}
