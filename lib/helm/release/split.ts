import { isBlank, trimLeftSpace, trimSpace } from '../../go/trim-space.ts'

/**
 * How a stream of documents is cut. `greedy` is the rule of Helm 3 (`(?:^|\s*\n)---\s*`, each document trimmed),
 * `line` that of Helm 4.2.4 (`(?m)^---[ \t]*`, trimmed at the left alone).
 */
export type Splitter = 'greedy' | 'line'

/** Cuts rendered text into documents, in order. Mirrors `SplitManifests`. */
export function splitManifests(text: string, splitter: Splitter): string[] {
  return splitter === 'line' ? splitLines(trimLeftSpace(text)) : splitGreedily(trimSpace(text))
}

function splitLines(text: string): string[] {
  const documents: string[] = []
  let from = 0
  for (let at = separatorFrom(text, 0); at >= 0; at = separatorFrom(text, at + 3)) {
    keep(text.slice(from, at))
    from = at + 3
    while (text[from] === ' ' || text[from] === '\t') from++
  }
  keep(text.slice(from))
  return documents

  function keep(document: string): void {
    if (!isBlank(document)) documents.push(trimLeftSpace(document))
  }
}

/** The next `---` at a line's start. */
function separatorFrom(text: string, from: number): number {
  if (from === 0 && text.startsWith('---')) return 0
  const at = text.indexOf('\n---', from === 0 ? 0 : from - 1)
  return at < 0 ? -1 : at + 1
}

const isRegexSpace = (c: string | undefined): boolean =>
  c === '\n' || c === ' ' || c === '\t' || c === '\r' || c === '\f'

/** A separator takes the white space around it; what one has taken is no longer there for the next. */
function splitGreedily(text: string): string[] {
  const documents: string[] = []
  let from = 0
  if (text.startsWith('---')) from = afterSpace(text, 3)
  for (;;) {
    const at = text.indexOf('\n---', from)
    if (at < 0) break
    let end = at
    while (end > from && isRegexSpace(text[end - 1])) end--
    if (end > from) documents.push(trimSpace(text.slice(from, end)))
    from = afterSpace(text, at + 4)
  }
  if (from < text.length) documents.push(trimSpace(text.slice(from)))
  return documents
}

function afterSpace(text: string, at: number): number {
  let to = at
  while (isRegexSpace(text[to])) to++
  return to
}
