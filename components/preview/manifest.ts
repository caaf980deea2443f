import type { RenderedObject, RenderResponse } from '../../lib/helm/request.ts'
import type { Refusal } from '../../lib/helm/session.ts'
import type { SentPart, SentRendering } from '../../lib/worker/protocol.ts'
import { blockLines } from './manifest-text.ts'

/** A document as the page keeps it while it stays the same. */
interface Kept {
  readonly sent: SentPart
  readonly lines: readonly string[]
  blocks: Uint8Array | undefined
  object: RenderedObject
}

/** What is rendered, as the page shows it. */
export interface Manifest {
  readonly response: RenderResponse
  /** lines of standard output */
  readonly lines: readonly string[]
  /** whether a line lies within a block scalar */
  inBlock(line: number): boolean
}

const NOTHING: Manifest = {
  response: { ok: true, stdout: '', warnings: [], objects: [], notes: null },
  lines: [],
  inBlock: () => false,
}

/** Puts renderings together from what the worker sends, and keeps what stays: documents, objects, their list. */
export function manifestKeeper(): (sent: SentRendering | Refusal) => Manifest {
  let kept = new Map<number, Kept>()
  let objects: readonly RenderedObject[] = []
  return (sent) => {
    if (!sent.ok) return { ...NOTHING, response: sent }
    for (const part of sent.fresh) kept.set(part.id, keep(part))
    const documents = sent.order.map((id) => kept.get(id)!)
    kept = new Map(documents.map((document) => [document.sent.id, document]))
    const lines: string[] = []
    const starts: number[] = []
    const listed = documents.map((document) => {
      const start = lines.length
      starts.push(start)
      for (const line of document.lines) lines.push(line)
      // a document may stand twice in a rendering
      if (document.object.line !== start + 1) document.object = objectOf(document, start)
      return document.object
    })
    if (listed.length !== objects.length || listed.some((object, i) => object !== objects[i]))
      objects = listed
    const { warnings, notes } = sent
    return {
      response: {
        ok: true,
        // joined for who copies or downloads it
        get stdout() {
          return `${lines.join('\n')}\n`
        },
        warnings,
        objects,
        notes,
      },
      lines,
      inBlock(line) {
        const i = lastAtMost(starts, line)
        const document = documents[i]
        if (document === undefined) return false
        return (document.blocks ??= blockLines(document.lines))[line - starts[i]!] === 1
      },
    }
  }
}

function keep(sent: SentPart): Kept {
  const lines = sent.text.split('\n')
  const document = { sent, lines, blocks: undefined }
  return { ...document, object: objectOf(document, 0) }
}

function objectOf({ sent, lines }: Pick<Kept, 'sent' | 'lines'>, start: number): RenderedObject {
  const { id: _, text: __, ...about } = sent
  return { ...about, line: start + 1, lines: lines.length - 1 }
}

/** Index of the last of rising numbers that is at most `wanted`; -1 for none. */
function lastAtMost(numbers: readonly number[], wanted: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! <= wanted) low = middle + 1
    else high = middle
  }
  return low - 1
}
