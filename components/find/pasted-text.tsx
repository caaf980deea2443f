import type { Part } from '../../lib/client/helm-line.ts'

const looks: Readonly<Record<Part['use'], string>> = {
  used: 'border-b-2 border-accent-line',
  file: 'border-b-2 border-dashed border-accent-line',
  none: 'text-ink-3',
  wrong: 'waved-broken',
}

/**
 * What was typed, drawn once more under the field that holds it: parts that were used are underlined, files dashed,
 * what has no effect is grey. Letters lie exactly under the field's own, which are transparent.
 */
export function PastedText({ text, parts }: { text: string; parts: readonly Part[] }) {
  const pieces: React.ReactNode[] = []
  let at = 0
  for (const part of parts) {
    if (part.from < at) continue
    pieces.push(text.slice(at, part.from))
    pieces.push(
      <span key={part.from} className={looks[part.use]}>
        {text.slice(part.from, part.to)}
      </span>,
    )
    at = part.to
  }
  pieces.push(text.slice(at))
  return (
    <>
      {pieces}
      {'\u200b'}
    </>
  )
}
