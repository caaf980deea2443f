import 'server-only'
import type { Problem } from '../../lib/schema/problem.ts'
import { toSourceError } from '../../lib/server/errors/source-error.ts'

export type Settled<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem }

/**
 * Waits for an action and keeps its failure as data, so that a page can show what was seen and what to do. What nobody
 * foresaw is logged and said as INTERNAL.
 */
export async function settle<T>(work: Promise<T>): Promise<Settled<T>> {
  try {
    return { ok: true, value: await work }
  } catch (error) {
    const known = toSourceError(error)
    if (known.code === 'INTERNAL')
      console.error(JSON.stringify({ level: 'error', code: known.code, error: String(known.cause ?? error) }))
    return { ok: false, problem: known.toProblem() }
  }
}
