import type { ReactNode } from 'react'
import { KeyCap } from './key-cap.tsx'

export interface Hint {
  readonly caps: readonly string[]
  readonly words: string
}

/** The keys of this page at the left, a count or a fact at the right. Stays at the foot of the window. */
export function FootBar({ hints, children }: { hints: readonly Hint[]; children?: ReactNode }) {
  return (
    <footer className="inset-page sticky bottom-0 z-20 mt-auto flex h-8 shrink-0 items-center gap-4 border-t border-line bg-rail text-label text-ink-2 max-md:hidden">
      <div className="flex min-w-0 flex-1 items-center gap-4 overflow-hidden whitespace-nowrap">
        {hints.map(({ caps, words }) => (
          <span key={words} className="js-only inline-flex items-center gap-1.5">
            {caps.map((cap) => (
              <KeyCap key={cap}>{cap}</KeyCap>
            ))}
            {words}
          </span>
        ))}
        <span className="js-only inline-flex items-center gap-1.5">
          <KeyCap>?</KeyCap> all keys
        </span>
      </div>
      {children}
    </footer>
  )
}
