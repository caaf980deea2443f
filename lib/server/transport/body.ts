import type { AgentAnswer } from './agent.ts'

/** What of a body has come. */
export interface Received {
  readonly bytes: Uint8Array
  /** why reading stopped before the end: the connection's error, or that the limit was reached */
  readonly broken?: unknown
  readonly overLimit: boolean
}

/** Reads a body up to `limit` bytes; an error on the way keeps what has come. */
export async function readBody(
  body: AgentAnswer['body'],
  limit: number,
  announced?: number,
): Promise<Received> {
  if (announced !== undefined && announced > limit) {
    body.on('error', () => {}).destroy()
    return { bytes: new Uint8Array(), overLimit: true }
  }
  const chunks: Uint8Array[] = []
  let size = 0
  const bytes = (): Uint8Array => (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks))
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      size += chunk.length
      if (size > limit) return { bytes: bytes(), overLimit: true }
      chunks.push(chunk)
    }
  } catch (broken) {
    return { bytes: bytes(), broken, overLimit: false }
  }
  return { bytes: bytes(), overLimit: false }
}
