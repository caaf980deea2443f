import { trimSpace } from '../../go/trim-space.ts'
import type { HelmProfile } from '../profile.ts'
import { splitManifests } from '../release/split.ts'
import type { TracedLine } from './lines.ts'
import type { TracedRender } from './index.ts'

/** A line of standard output: null for what Helm itself adds. */
export type StdoutLine = TracedLine | null

/** The lines of standard output, one for each; with `--show-only` too. */
export function stdoutLines({ response, documents }: TracedRender, profile: HelmProfile): StdoutLine[] {
  const lines: StdoutLine[] = []
  let whole = ''
  const add = (part: (typeof documents)[number]): void => {
    whole += `---\n# Source: ${part.document.source}\n${part.document.text}\n`
    lines.push(null, null, ...part.lines)
  }
  documents.filter(({ document: { part } }) => part !== 'hook').forEach(add)
  // the manifest is trimmed and ended by one line break
  whole = `${trimSpace(whole)}\n`
  lines.length = whole === '\n' ? 0 : countLines(whole)
  if (whole === '\n') lines.push(null)
  documents.filter(({ document: { part } }) => part === 'hook').forEach(add)
  return response.stdout === whole ? lines : chosenLines(response.stdout, whole, lines, profile)
}

/** What `--show-only` left: documents of the whole, each after a separator. */
function chosenLines(
  stdout: string,
  whole: string,
  lines: readonly StdoutLine[],
  { splitter }: HelmProfile,
): StdoutLine[] {
  let from = 0
  const pieces = splitManifests(whole, splitter).map((text) => {
    const start = whole.indexOf(text, from)
    from = start + text.length
    return { text, line: countLines(whole.slice(0, start)) }
  })
  const chosen: StdoutLine[] = []
  for (let at = 0; at < stdout.length;) {
    const piece = pieces.find(({ text }) => stdout.startsWith(`---\n${text}\n`, at))
    if (piece === undefined) throw new Error('a chosen document is not in the whole output')
    const count = countLines(`${piece.text}\n`)
    chosen.push(null, ...Array.from({ length: count }, (_, i) => lines[piece.line + i] ?? null))
    at += piece.text.length + 5
  }
  return chosen
}

function countLines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}
