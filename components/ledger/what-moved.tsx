import Link from 'next/link'
import { chartHref } from '../../lib/client/routes.ts'
import type { TagMoves } from '../../lib/schema/ledger.ts'
import { shortDigest } from '../ui/digest.tsx'
import { ago, moment } from '../ui/when.ts'
import { moveWords } from './move-words.ts'
import { MovedWord } from './tag-moves.tsx'

const SHOWN = 6

/** Tags that now point elsewhere, versions first: they are not meant to. Nothing where nothing moved. */
export function WhatMoved({ moves, now }: TagMoves & { readonly now: number }) {
  if (moves.length === 0) return null
  const shown = moves.toSorted((a, b) => Number(b.isVersion) - Number(a.isVersion)).slice(0, SHOWN)
  return (
    <section aria-labelledby="moved" className="pt-7">
      <h2 id="moved" className="font-semibold">
        What moved <span className="ml-1 font-normal text-ink-3">tags that now point elsewhere</span>
      </h2>
      <ul className="mt-1.5 border-t border-line">
        {shown.map((move) => (
          <li
            key={`${move.source} ${move.repository} ${move.tag} ${move.at}`}
            data-row
            className="relative flex min-h-9 flex-wrap items-center gap-x-3 border-b border-line py-1 hover:bg-rail has-[[data-open]:focus-visible]:here"
          >
            <Link
              href={`${chartHref({ source: move.source, repository: move.repository, version: move.to === '' ? undefined : move.tag }, 'versions')}`}
              prefetch={false}
              data-open
              className="min-w-0 font-medium wrap-anywhere outline-none after:absolute after:inset-0"
            >
              {move.repository} <code className="text-label font-normal">{move.tag}</code>
            </Link>
            <MovedWord gone={move.to === ''} meant={!move.isVersion} />
            <code className="text-label text-ink-2">
              {shortDigest(move.from, false)}
              {move.to !== '' && ` → ${shortDigest(move.to, false)}`}
            </code>
            <span className="min-w-0 text-label text-ink-3">{moveWords(move)}</span>
            <span className="flex-1" />
            <time dateTime={move.at} title={moment(move.at)} className="text-label text-ink-3">
              {ago(move.at, now)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  )
}
