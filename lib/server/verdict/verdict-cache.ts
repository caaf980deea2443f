import type { Verdict } from '../../verify/index.ts'

interface Kept {
  readonly verdict: Verdict
  readonly at: number
}

const MOST = 5000
/** Milliseconds after which time itself may have changed a verdict: keys expire. */
const FRESH = 10 * 60 * 1000
/** What could not be asked may be answered the next time. */
const FRESH_UNKNOWN = 15 * 1000

const kept = new Map<string, Kept>()

/** A verdict by place, tag, digest and trust; undefined when there is none or it is too old. */
export function knownVerdict(key: string, now = Date.now()): Verdict | undefined {
  const entry = kept.get(key)
  if (entry === undefined) return undefined
  const isSettled = entry.verdict.mechanisms.every((one) => one.status !== 'unknown')
  if (now - entry.at > (isSettled ? FRESH : FRESH_UNKNOWN)) {
    kept.delete(key)
    return undefined
  }
  return entry.verdict
}

export function keepVerdict(key: string, verdict: Verdict, now = Date.now()): void {
  kept.delete(key)
  kept.set(key, { verdict, at: now })
  if (kept.size > MOST) kept.delete(kept.keys().next().value!)
}
