import { Copy } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { ask } from '../../lib/client/api.ts'
import { api, fileHref, type ChartAddress } from '../../lib/client/routes.ts'
import { say } from '../../lib/client/toast.ts'
import type { ErrorFrame, RenderError } from '../../lib/helm/request.ts'
import { codeLines, type TokenKind } from '../chart/code-lines.ts'
import { Button } from '../ui/button.tsx'
import { CodeName } from '../ui/code-name.tsx'
import { Icon } from '../ui/icon.tsx'
import { CheckMark } from '../verify/verdict-icon.tsx'
import { reasonOf } from './reason.ts'

/** `web/templates/a.yaml` → `templates/a.yaml`: frames name the chart first, files of the archive do not. */
const pathOf = (template: string): string => template.slice(template.indexOf('/') + 1)

/** Over the panes: that rendering stops, why in one line, and what Helm itself prints. */
export function FailureBar({
  error,
  profile,
  onAnyway,
}: {
  error: RenderError
  profile: string
  /** renders without the schema, where only that stands in the way */
  onAnyway: (() => void) | undefined
}) {
  return (
    <div
      role="alert"
      className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line py-1.5 pr-4 pl-4 md:pl-6"
    >
      <CheckMark kind="failed" size={14} />
      <p className="min-w-0 flex-[1_1_320px]">
        <span className="font-medium">Rendering stops.</span>{' '}
        <span className="break-words text-ink-2">{reasonOf(error)}</span> <CodeName code={error.code} />
      </p>
      <span className="text-ink-3">{profile} prints nothing else.</span>
      {onAnyway !== undefined && <Button onClick={onAnyway}>Render anyway</Button>}
      <Button
        onClick={() => {
          void navigator.clipboard
            .writeText(`Error: ${error.text}`)
            .then(() => say('Copied what Helm prints'))
        }}
      >
        <Icon of={Copy} size={14} /> Copy what Helm prints
      </Button>
    </div>
  )
}

/** Where it fails: the template around the failing expression, with the finding below its line. */
export function FailureView({
  error,
  chart,
}: {
  error: RenderError
  chart: ChartAddress & { version: string }
}) {
  const frame = error.frames[0]
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      {frame === undefined ? (
        <Finding error={error} className="m-4" />
      ) : (
        <Around key={`${frame.template}:${frame.line}`} frame={frame} error={error} chart={chart} />
      )}
    </div>
  )
}

const BEFORE = 14
const AFTER = 10
const colours: Readonly<Record<TokenKind, string>> = {
  plain: '',
  value: 'text-value',
  faint: 'text-ink-3',
  name: 'text-accent',
}

function Around({
  frame,
  error,
  chart,
}: {
  frame: ErrorFrame
  error: RenderError
  chart: ChartAddress & { version: string }
}) {
  const [text, setText] = useState<string | null>(null)
  const path = pathOf(frame.template)
  useEffect(() => {
    const aborted = new AbortController()
    ask(api.file(chart, path), aborted.signal)
      .then((answer) => answer.text())
      .then(setText, () => setText(null))
    return () => aborted.abort()
  }, [chart, path])
  if (text === null) return <Finding error={error} className="m-4" />
  const lines = codeLines(text, 'template')
  const from = Math.max(0, frame.line - 1 - BEFORE)
  return (
    <div className="py-2 font-mono text-label">
      <p className="px-4 pb-1.5 font-sans text-ink-3">
        <Link className="link font-mono text-ink-2" href={fileHref(chart, path, frame.line)} prefetch={false}>
          {path}
        </Link>{' '}
        as its author wrote it; nothing was rendered
      </p>
      {lines.slice(from, frame.line + AFTER).map((tokens, i) => {
        const number = from + i + 1
        const here = number === frame.line
        return (
          <div key={number}>
            <div className={`flex leading-5 whitespace-pre ${here ? 'bg-broken-wash/50' : ''}`}>
              <span aria-hidden className="w-[54px] shrink-0 pr-4 text-right text-ink-3 select-none">
                {number}
              </span>
              <code className={`pr-4 ${here ? 'waved-broken' : ''}`}>
                {tokens.map((token, at) => (
                  <span key={at} className={colours[token.kind]}>
                    {token.text}
                  </span>
                ))}
              </code>
            </div>
            {here && <Finding error={error} className="mr-4 ml-[54px]" />}
          </div>
        )
      })}
    </div>
  )
}

function Finding({ error, className }: { error: RenderError; className: string }) {
  return (
    <div className={`border-l-2 border-broken bg-broken-wash px-3 py-2 font-sans text-body ${className}`}>
      <p className="flex items-center gap-1.5 font-medium text-broken">
        <CheckMark kind="failed" size={14} />
        {reasonOf(error)}
      </p>
      <p className="mt-1 font-mono text-label leading-[18px] break-words whitespace-pre-wrap text-ink-2">
        Error: {error.text}
      </p>
    </div>
  )
}

/** The chain of calls, innermost first: each a link to its line. */
export function WhyPane({ error, chart }: { error: RenderError; chart: ChartAddress }) {
  return (
    <aside aria-label="Why it fails" className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-9 shrink-0 items-center border-b border-line px-4">
        <h2 className="font-semibold">Why it fails</h2>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">
        {error.frames.length === 0 ? (
          <p className="text-ink-2">No template is at fault: Helm stops before any of them runs.</p>
        ) : (
          <ol className="relative">
            {error.frames.map((frame, i) => (
              <li key={i} className="relative pb-3 pl-5">
                <span
                  aria-hidden
                  className={`absolute top-[5px] left-0 size-[9px] rounded-full border-2 ${i === 0 ? 'border-broken' : 'border-ink'}`}
                />
                {i < error.frames.length - 1 && (
                  <span
                    aria-hidden
                    className="absolute top-4 bottom-0 left-[3.5px] border-l-2 border-line-strong"
                  />
                )}
                <p className="text-ink-3">{i === 0 ? 'Fails in' : 'Called by'}</p>
                <Link
                  className="link font-mono text-label"
                  href={fileHref(chart, pathOf(frame.template), frame.line)}
                  prefetch={false}
                >
                  {frame.template.split('/').at(-1)}:{frame.line}
                  {frame.column > 0 && `:${frame.column}`}
                </Link>{' '}
                <span className="text-ink-3">{frame.template.split('/')[0]}</span>
                {frame.context !== '' && (
                  <code className="mt-0.5 block text-label leading-[18px] break-words">{frame.context}</code>
                )}
              </li>
            ))}
          </ol>
        )}
      </div>
    </aside>
  )
}
