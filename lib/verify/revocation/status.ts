/** What an authority says of one of its certificates. Times are seconds since 1970. */
export type RevocationStatus =
  | { readonly state: 'good' }
  | { readonly state: 'revoked'; readonly at: number; readonly reason: string }

/** An answer that says nothing: not the authority's, out of date, or not about this certificate. */
export class RevocationError extends Error {
  override name = 'RevocationError'
}

const REASONS = [
  'no reason given',
  'key compromised',
  'authority compromised',
  'affiliation changed',
  'superseded',
  'ceased to be used',
  'on hold',
  'reason 7',
  'removed from list',
  'privilege withdrawn',
  'attribute authority compromised',
]
export const reasonOf = (code: number | undefined): string => REASONS[code ?? 0] ?? `reason ${code}`

/** Clocks differ. Seconds. */
const SKEW = 300

/** @throws RevocationError for an answer from the future or one that has run out */
export function demandFresh(from: number, to: number | undefined, now: number): void {
  if (from > now + SKEW) throw new RevocationError('the answer is dated in the future')
  if (to !== undefined && to < now - SKEW) throw new RevocationError('the answer has run out')
}
