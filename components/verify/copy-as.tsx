'use client'

import { say } from '../../lib/client/toast.ts'
import { segmentClass, Segments } from '../ui/segments.tsx'

/** A verdict to take along: each button copies one form of it. */
export function CopyAs({ forms }: { forms: readonly { readonly name: string; readonly text: string }[] }) {
  return (
    <div className="js-only flex items-center gap-2.5">
      <span className="text-label text-ink-2 max-md:hidden">Copy as</span>
      <Segments label="Copy as" className="md:h-6">
        {forms.map(({ name, text }) => (
          <button
            key={name}
            type="button"
            className={`${segmentClass(false)} text-label`}
            onClick={() => {
              void navigator.clipboard.writeText(text).then(
                () => say(`Verdict copied as ${name}`),
                () => say('This browser does not let pages copy'),
              )
            }}
          >
            {name}
          </button>
        ))}
      </Segments>
    </div>
  )
}
