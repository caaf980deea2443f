import { cookies } from 'next/headers'
import { Suspense, type ReactNode } from 'react'

/** Set by the first script that runs in a browser; without it a page is sent whole, in reading order. */
export const SCRIPTED = 'scripted'

/**
 * Streams `children` behind `fallback` where the browser is known to run scripts. React moves streamed parts into place
 * by script, so for a browser that has run none yet (or never will) the page waits and comes complete.
 */
export async function Stream({ fallback, children }: { fallback: ReactNode; children: ReactNode }) {
  const scripted = (await cookies()).has(SCRIPTED)
  return scripted ? <Suspense fallback={fallback}>{children}</Suspense> : children
}
