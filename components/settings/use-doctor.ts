import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '../../lib/client/api.ts'
import { readEvents } from '../../lib/client/event-stream.ts'
import type { DiagnosisStep } from '../../lib/schema/diagnosis.ts'
import type { Problem } from '../../lib/schema/problem.ts'

export interface Examined {
  readonly steps: readonly DiagnosisStep[]
  readonly running: boolean
  /** ISO 8601, when it began; null before the first */
  readonly begunAt: string | null
  /** why there are no steps at all */
  readonly problem: Problem | null
}

const NOTHING: Examined = { steps: [], running: false, begunAt: null, problem: null }

/** Runs examinations, one at a time: a new one ends the one before, and so does leaving the page. */
export function useDoctor(): {
  readonly examined: Examined
  run(ask: (signal: AbortSignal) => Promise<Response>): Promise<void>
} {
  const [examined, setExamined] = useState(NOTHING)
  const current = useRef<AbortController>(undefined)
  useEffect(() => () => current.current?.abort(), [])
  const run = useCallback(async (ask: (signal: AbortSignal) => Promise<Response>): Promise<void> => {
    current.current?.abort()
    const own = new AbortController()
    current.current = own
    const tell = (change: (before: Examined) => Examined): void => {
      if (!own.signal.aborted) setExamined(change)
    }
    tell(() => ({ ...NOTHING, running: true, begunAt: new Date().toISOString() }))
    try {
      for await (const { event, data } of readEvents(await ask(own.signal))) {
        if (event === 'step')
          tell((before) => ({ ...before, steps: [...before.steps, data as DiagnosisStep] }))
        if (event === 'problem') tell((before) => ({ ...before, problem: data as Problem }))
      }
    } catch (error) {
      const problem =
        error instanceof ApiError
          ? { ...error.problem, message: error.problem.title }
          : { code: 'CONNECTION_RESET', message: 'This server stopped answering' }
      tell((before) => ({ ...before, problem }))
    }
    tell((before) => ({ ...before, running: false }))
  }, [])
  return { examined, run }
}
