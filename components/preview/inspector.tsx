import Link from 'next/link'
import type { ReactNode } from 'react'
import { fileHref, type ChartAddress } from '../../lib/client/routes.ts'
import type { ExplainedValue, Explanation, WrittenAt } from '../../lib/helm/trace/answers.ts'
import { Icon } from '../ui/icon.tsx'
import { count, plural } from '../ui/when.ts'
import { Dices } from 'lucide-react'

interface Props {
  readonly chart: ChartAddress & { readonly version: string }
  /** the line under the cursor, from 0; null for none */
  readonly line: number | null
  readonly why: Explanation | null
  /** whether the trace is still being made */
  readonly isWaiting: boolean
  /** what a layer is called on this page */
  readonly layerName: (layer: string) => string
  readonly onKey: (names: readonly (string | number)[], layer: string | null) => void
  readonly onTouched: (path: string) => void
}

/** `web/templates/a.yaml` → `templates/a.yaml`: frames name the chart first, files of the archive do not. */
const pathOf = (template: string): string => template.slice(template.indexOf('/') + 1)

/** Why the line under the cursor is there: who wrote it, through what, and from which values of which layers. */
export function Inspector({ chart, line, why, isWaiting, layerName, onKey, onTouched }: Props) {
  const from = why?.values.filter(({ role }) => role === 'text') ?? []
  const decided = why?.values.filter(({ role }) => role === 'control') ?? []
  return (
    <aside
      aria-label="Why this line is here"
      className="flex min-h-0 flex-1 flex-col border-line max-xl:border-t xl:w-[344px] xl:flex-none xl:border-l"
    >
      <div className="flex h-9 shrink-0 items-center border-b border-line px-4">
        <h2 className="font-semibold" aria-live="polite">
          {line === null ? 'Why is it here?' : `Why line ${count(line + 1)} is here`}
        </h2>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">
        {line === null ? (
          <p className="text-ink-2">
            Choose a line of the manifests, by a click or with the arrow keys, to see which template wrote it
            and which values went into it. Put the cursor on a value to see every line that it touches.
          </p>
        ) : why === null ? (
          <p className="text-ink-2" role="status">
            {isWaiting ? 'Tracing' : 'Helm itself writes this line, between documents.'}
          </p>
        ) : (
          <ol>
            <Step words="Written by">
              <Written at={why.written} chart={chart} />
              {why.isRandom && (
                <p className="mt-1 inline-flex items-center gap-1.5 text-unsettled">
                  <Icon of={Dices} size={14} /> by chance or time; the seed keeps it the same
                </p>
              )}
            </Step>
            {why.through.map((at, i) => (
              <Step key={`through-${i}`} words={at.name === '' ? 'With' : `Through the helper ${at.name}`}>
                <Written at={at} chart={chart} />
              </Step>
            ))}
            {why.chain.map((at, i) => (
              <Step key={`chain-${i}`} words={wordsOf(at)}>
                <Written at={at} chart={chart} />
              </Step>
            ))}
            <Step
              words={from.length === 0 ? 'From no value' : 'From the values'}
              isLast={decided.length === 0}
            >
              <Values values={from} {...{ layerName, onKey, onTouched }} />
              {why.others.length > 0 && (
                <p className="mt-2 text-ink-2">
                  and from <span className="font-mono text-label">{why.others.join(', ')}</span>
                </p>
              )}
            </Step>
            {decided.length > 0 && (
              <Step words="It is there because of" isLast>
                <Values values={decided} {...{ layerName, onKey, onTouched }} />
              </Step>
            )}
          </ol>
        )}
      </div>
    </aside>
  )
}

function wordsOf({ kind, name }: WrittenAt): string {
  switch (kind) {
    case 'include':
    case 'template':
      return `Called as ${name} by`
    case 'tpl':
      return 'Run as a template by'
    case 'range':
      return 'In the loop'
    default:
      return 'Under the condition'
  }
}

function Step({ words, isLast = false, children }: { words: string; isLast?: boolean; children: ReactNode }) {
  return (
    <li className="relative pb-3 pl-5">
      <span aria-hidden className="absolute top-[5px] left-0 size-[9px] rounded-full border-2 border-ink" />
      {!isLast && (
        <span aria-hidden className="absolute top-4 bottom-0 left-[3.5px] border-l-2 border-line-strong" />
      )}
      <p className="break-words text-ink-3">{words}</p>
      {children}
    </li>
  )
}

function Written({ at, chart }: { at: WrittenAt; chart: Props['chart'] }) {
  return (
    <>
      <Link
        className="link font-mono text-label"
        href={fileHref(chart, pathOf(at.template), at.line)}
        prefetch={false}
      >
        {at.template.split('/').at(-1)}:{at.line}
      </Link>{' '}
      <span className="text-ink-3">{chartOf(at.template)}</span>
      {at.text !== '' && (
        <code className="mt-0.5 block text-label leading-[18px] break-words">{at.text}</code>
      )}
    </>
  )
}

/** The innermost chart that a template belongs to. */
const chartOf = (template: string): string =>
  template.split('/templates/')[0]!.split('/charts/').at(-1)!.split('/').at(-1)!

type ValuesProps = Pick<Props, 'layerName' | 'onKey' | 'onTouched'> & {
  readonly values: readonly ExplainedValue[]
}

function Values({ values, layerName, onKey, onTouched }: ValuesProps) {
  return (
    <ul>
      {values.map((value) => (
        <li key={value.path} className="border-t border-line py-2 first:border-t-0 first:pt-1">
          <button
            type="button"
            className="link text-left font-mono text-label font-medium break-all"
            title="Go to this key"
            onClick={() => onKey(value.names, value.layers[0]?.layer ?? null)}
          >
            {value.path}
          </button>
          {value.layers.length === 0 && <p className="text-ink-2">set nowhere</p>}
          {value.layers.map((layer, i) => (
            <p key={layer.layer} className={`flex gap-2 text-label ${i === 0 ? '' : 'text-ink-3'}`}>
              <span className="min-w-0 flex-1 truncate font-mono" title={layer.value}>
                {i > 0 && <span className="font-sans">over </span>}
                <span className={i === 0 ? 'text-value' : ''}>{layer.value}</span>
              </span>
              <button
                type="button"
                className="link shrink-0 text-right"
                onClick={() => onKey(layer.names, layer.layer)}
              >
                {layerName(layer.layer)}
              </button>
            </p>
          ))}
          {value.lines > 1 && (
            <button type="button" className="link mt-0.5 text-ink-2" onClick={() => onTouched(value.path)}>
              touches {plural(value.lines, 'line')}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
