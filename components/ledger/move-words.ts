import type { TagMove } from '../../lib/schema/ledger.ts'
import { verdictWords } from '../verify/verdict-words.ts'

/** What a move means, in one line: a version is not meant to move, `latest` is. */
export function moveWords({ isVersion, then, now, to }: TagMove): string {
  if (to === '') return 'Seen before, and there no more.'
  const verdicts =
    then === null || now === null
      ? ''
      : then === now
        ? `${verdictWords[now].words}, then and now.`
        : `${verdictWords[then].words} then, ${lower(verdictWords[now].words)} now.`
  return [isVersion ? 'A released version was pushed again.' : 'As this tag is meant to.', verdicts]
    .filter(Boolean)
    .join(' ')
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
