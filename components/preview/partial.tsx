import Link from 'next/link'
import { useState } from 'react'
import { fileHref, type ChartAddress } from '../../lib/client/routes.ts'
import type { PartialRender } from '../../lib/helm/trace/answers.ts'
import { Button } from '../ui/button.tsx'
import { plural } from '../ui/when.ts'
import { CheckMark } from '../verify/verdict-icon.tsx'
import { reasonOf } from './reason.ts'

/** `web/templates/a.yaml` → `templates/a.yaml`. */
const pathOf = (template: string): string => template.slice(template.indexOf('/') + 1)

/** Above the manifests: that they are not all, and what is missing. */
export function PartialNote({ partial: { objects, failures } }: { partial: PartialRender }) {
  const kinds = [...new Set(failures.flatMap((failure) => failure.kinds))]
  return (
    <p role="status" className="shrink-0 border-b border-line bg-rail px-4 py-1.5 text-ink-2">
      <span className="font-medium text-ink">{plural(objects.length, 'object')} all the same.</span>{' '}
      {failures.length > 0 && (
        <>
          Missing {failures.length === 1 ? 'is what' : 'are those of'}{' '}
          {failures.length === 1 ? 'one file' : plural(failures.length, 'file')} would write
          {kinds.length > 0 && `: ${kinds.join(', ')}`}.
        </>
      )}
    </p>
  )
}

/** Everything that fails, not only the first; and a field for each value that the chart requires. */
export function PartialList({
  partial: { failures, required },
  chart,
  onSet,
}: {
  partial: PartialRender
  chart: ChartAddress & { readonly version: string }
  onSet: (path: string, value: string) => void
}) {
  return (
    <>
      {required.length > 0 && (
        <section aria-labelledby="required-values" className="border-t border-line px-4 py-3">
          <h3 id="required-values" className="font-semibold">
            {required.length === 1 ? 'A value is required' : `${required.length} values are required`}
          </h3>
          {required.map((value) => (
            <Required key={`${value.template}:${value.line}`} value={value} chart={chart} onSet={onSet} />
          ))}
        </section>
      )}
      {failures.length > 1 && (
        <section aria-labelledby="all-failures" className="border-t border-line px-4 py-3">
          <h3 id="all-failures" className="font-semibold">
            {plural(failures.length, 'file')} {failures.length === 1 ? 'fails' : 'fail'}
          </h3>
          <ul>
            {failures.map((failure) => (
              <li key={failure.template} className="mt-2">
                <p className="flex items-center gap-1.5">
                  <CheckMark kind="failed" size={14} />
                  {failure.template === '' ? (
                    <span>The values</span>
                  ) : (
                    <Link
                      className="link font-mono text-label break-all"
                      href={fileHref(chart, pathOf(failure.template), failure.error.frames[0]?.line)}
                      prefetch={false}
                    >
                      {pathOf(failure.template)}
                    </Link>
                  )}
                </p>
                <p className="text-ink-2 wrap-anywhere">{reasonOf(failure.error)}</p>
                {failure.written !== '' && (
                  <details className="mt-1">
                    <summary className="text-ink-2">What it wrote</summary>
                    <pre
                      tabIndex={0}
                      className="mt-1 max-h-60 overflow-auto bg-rail p-2 font-mono text-label leading-5"
                    >
                      {failure.written.trim()}
                    </pre>
                  </details>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Required({
  value,
  chart,
  onSet,
}: {
  value: PartialRender['required'][number]
  chart: ChartAddress & { readonly version: string }
  onSet: (path: string, value: string) => void
}) {
  const [text, setText] = useState('')
  const [path] = value.paths
  return (
    <form
      className="mt-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (path !== undefined && text !== '') onSet(path, text)
      }}
    >
      <p className="text-ink-2 wrap-anywhere">
        {value.message}{' '}
        <Link
          className="link font-mono text-label"
          href={fileHref(chart, pathOf(value.template), value.line)}
          prefetch={false}
        >
          {value.template.split('/').at(-1)}:{value.line}
        </Link>
      </p>
      {path !== undefined && (
        <div className="mt-1 flex gap-2">
          <label className="min-w-0 flex-1">
            <span className="font-mono text-label break-all">{path}</span>
            <input
              value={text}
              onChange={(event) => setText(event.target.value)}
              autoComplete="off"
              spellCheck={false}
              className="mt-0.5 h-8 w-full rounded-control border border-control bg-ground px-2 font-mono text-label md:h-7"
            />
          </label>
          <Button type="submit" className="self-end" disabled={text === ''}>
            Set
          </Button>
        </div>
      )}
    </form>
  )
}
