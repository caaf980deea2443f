'use client'

import { useEffect, useRef, useState } from 'react'
import { onPalette } from '../../lib/client/palette.ts'
import type { Source } from '../../lib/schema/source.ts'
import { Finder } from './finder.tsx'

/** The box of the home page: `⌘K` focuses it instead of opening a second one. */
export function FindInPage({ sources }: { sources: readonly Source[] }) {
  const place = useRef<HTMLDivElement>(null)
  const [{ text, turn }, setText] = useState({ text: '', turn: 0 })
  useEffect(
    () =>
      onPalette((asked) => {
        if (asked !== '') setText((before) => ({ text: asked, turn: before.turn + 1 }))
        requestAnimationFrame(() => place.current?.querySelector('textarea')?.focus())
      }),
    [],
  )
  return (
    <div ref={place} data-own-finder>
      <Finder key={turn} sources={sources} text={text} place="page" />
    </div>
  )
}
