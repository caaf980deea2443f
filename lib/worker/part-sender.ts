import type { RenderedPart, RenderedParts } from '../helm/index.ts'
import type { SentPart, SentRendering } from './protocol.ts'

/** Sends renderings one after the other: of each only the documents that the one before did not have. */
export function partSender(): (rendering: RenderedParts) => SentRendering {
  let sent = new Map<RenderedPart, number>()
  let next = 0
  return ({ parts, warnings, notes }) => {
    const now = new Map<RenderedPart, number>()
    const fresh: SentPart[] = []
    const order = parts.map((part) => {
      const id = sent.get(part) ?? now.get(part) ?? next++
      if (!sent.has(part) && !now.has(part)) {
        const { source, printed, isCrd } = part
        fresh.push({ id, source, text: printed.slice(0, -1), isCrd, ...part.about() })
      }
      now.set(part, id)
      return id
    })
    sent = now
    return { ok: true, order, fresh, warnings, notes }
  }
}
