import { count } from '../ui/when.ts'
import type { Section } from './section.ts'

const LOOK = {
  added: { sign: '+', words: 'added', className: 'text-holds' },
  removed: { sign: '−', words: 'removed', className: 'text-broken' },
  changed: { sign: '~', words: 'changed', className: 'text-caution' },
  renamed: { sign: '→', words: 'renamed', className: 'text-caution' },
} as const

/** What became of something: a sign, and the word for readers. */
export function ChangeSign({ change }: { change: Section['change'] }) {
  const { sign, words, className } = LOOK[change]
  return (
    <span className={`w-3 shrink-0 text-center font-mono text-label font-medium ${className}`}>
      <span aria-hidden>{sign}</span>
      <span className="sr-only">{words}</span>
    </span>
  )
}

/** `+18 −6`. */
export function LineCounts({ added, removed }: { added: number; removed: number }) {
  return (
    <span className="font-mono text-label whitespace-nowrap">
      {added > 0 && (
        <span className="text-holds">
          +{count(added)}
          <span className="sr-only"> lines</span>
        </span>
      )}
      {added > 0 && removed > 0 && ' '}
      {removed > 0 && (
        <span className="text-broken">
          −{count(removed)}
          <span className="sr-only"> lines</span>
        </span>
      )}
      {added + removed === 0 && <span className="text-ink-3">noise</span>}
    </span>
  )
}
