import type { VerdictStatus } from '../../lib/schema/verdict.ts'

export type Tone = 'holds' | 'caution' | 'broken' | 'unsettled' | 'none'

/** What a person reads for a status, and which of the four colours says it too. */
export const verdictWords: Readonly<
  Record<VerdictStatus | 'checking', { readonly words: string; readonly tone: Tone }>
> = {
  verified: { words: 'Verified', tone: 'holds' },
  untrusted: { words: 'Signer not trusted', tone: 'caution' },
  invalid: { words: 'Verification failed', tone: 'broken' },
  unsigned: { words: 'No signature', tone: 'none' },
  unknown: { words: 'Could not check', tone: 'unsettled' },
  checking: { words: 'Checking', tone: 'none' },
}

export const toneText: Readonly<Record<Tone, string>> = {
  holds: 'text-holds',
  caution: 'text-caution',
  broken: 'text-broken',
  unsettled: 'text-unsettled',
  none: 'text-ink-3',
}

export const toneChip: Readonly<Record<Tone, string>> = {
  holds: 'border-holds-mark bg-holds-wash text-holds',
  caution: 'border-caution-mark bg-caution-wash text-caution',
  broken: 'border-broken-mark bg-broken-wash text-broken',
  unsettled: 'border-unsettled-mark bg-unsettled-wash text-unsettled',
  none: 'border-dashed border-line-strong text-ink-2',
}
