import Link from 'next/link'
import { chartHref } from '../../lib/client/routes.ts'
import type { TagMove, TagMoves } from '../../lib/schema/ledger.ts'
import { shortDigest } from '../ui/digest.tsx'
import { day, moment } from '../ui/when.ts'
import { moveWords } from './move-words.ts'

const SHOWN = 20

/** The ledger of a chart: which tags led elsewhere before, from where to where, and what was said of both. */
export function TagMovesPane({ since, moves }: TagMoves) {
  return (
    <section aria-labelledby="moves" className="pb-6">
      <h2 id="moves" className="flex flex-wrap gap-x-2 pb-1.5 font-semibold">
        Tag moves{' '}
        <span className="text-label font-normal text-ink-3">
          {since === null ? 'nothing was seen yet' : `what this server saw since ${day(since)}`}
        </span>
      </h2>
      {moves.length === 0 ? (
        <p className="border-y border-line py-2 text-ink-2">
          None: every tag leads where it led when it was first seen.
        </p>
      ) : (
        <ul className="border-t border-line">
          {moves.slice(0, SHOWN).map((move) => (
            <Move key={`${move.tag} ${move.at}`} move={move} />
          ))}
        </ul>
      )}
      {moves.length > SHOWN && <p className="py-1.5 text-ink-3">and {moves.length - SHOWN} more</p>}
    </section>
  )
}

function Move({ move }: { move: TagMove }) {
  const { tag, from, to, at, isVersion } = move
  const digest = (value: string) => (
    <Link
      href={chartHref({ source: move.source, repository: move.repository, version: value })}
      prefetch={false}
      className="hover:underline"
      title={value}
    >
      {shortDigest(value, false)}
    </Link>
  )
  return (
    <li className="border-b border-line py-2">
      <p className="flex items-baseline gap-2">
        <code className="min-w-0 text-label font-medium wrap-anywhere">{tag}</code>
        <MovedWord gone={to === ''} meant={!isVersion} />
        <span className="flex-1" />
        <time dateTime={at} className="text-label whitespace-nowrap text-ink-3">
          {moment(at)}
        </time>
      </p>
      <p className="font-mono text-label text-ink-2">
        {digest(from)}
        {to !== '' && <> → {digest(to)}</>}
      </p>
      <p className="text-label text-ink-3">{moveWords(move)}</p>
    </li>
  )
}

/** A version that moved is a finding; another tag only moved. */
export function MovedWord({ gone, meant }: { gone: boolean; meant: boolean }) {
  return (
    <span className={`font-medium ${gone || meant ? '' : 'text-unsettled'}`}>{gone ? 'Gone' : 'Moved'}</span>
  )
}
