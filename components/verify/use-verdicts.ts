import { useCallback, useState } from 'react'
import type { ChartAddress } from '../../lib/client/routes.ts'
import type { VerdictSummary } from './verdict-summary.ts'

/** A row that wants a verdict. */
export interface Judged {
  readonly key: string
  readonly chart: ChartAddress & { readonly version: string }
}

/** A verdict in one line, and the digest that it is about. */
export interface KnownVerdict extends VerdictSummary {
  readonly digest?: string
}

/** Verdicts of a list's rows: what the server already knew, and what is learned since. Rows leave the screen; what was answered stays. */
export function useVerdicts(initial: Readonly<Record<string, KnownVerdict>>): {
  known: ReadonlyMap<string, KnownVerdict>
  learn: (fresh: readonly (readonly [string, KnownVerdict])[]) => void
} {
  const [known, setKnown] = useState<ReadonlyMap<string, KnownVerdict>>(
    () => new Map(Object.entries(initial)),
  )
  const learn = useCallback(
    (fresh: readonly (readonly [string, KnownVerdict])[]) =>
      setKnown((before) => new Map([...before, ...fresh])),
    [],
  )
  return { known, learn }
}
