import { useEffect, useState } from 'react'
import { ApiError } from '../../lib/client/api.ts'
import { RolloutRun, type RolloutInput, type RolloutView } from '../../lib/client/rollout-run.ts'
import type { ProblemDetails } from '../../lib/schema/problem.ts'

/** A rollout as far as it is known. */
export interface RolloutState {
  readonly view: RolloutView | null
  /** why the server could not be asked for its charts */
  readonly refused: ProblemDetails | null
  /** the reader itself stopped */
  readonly stopped: boolean
}

const NOTHING: RolloutState = { view: null, refused: null, stopped: false }

/** Reads, resolves and renders the newest files; each change begins anew. Null: there is nothing to read. */
export function useRollout(input: RolloutInput | null): RolloutState {
  const [answer, setAnswer] = useState<{ input: RolloutInput | null; state: RolloutState }>({
    input: null,
    state: NOTHING,
  })

  useEffect(() => {
    if (input === null) return undefined
    const worker = new Worker(new URL('../../lib/worker/rollout-web.ts', import.meta.url), {
      type: 'module',
      name: 'rollout',
    })
    const tell = (change: Partial<RolloutState>): void =>
      setAnswer((before) => ({
        input,
        state: { ...(before.input === input ? before.state : NOTHING), ...change },
      }))
    const run = new RolloutRun(worker, (view) => tell({ view }))
    worker.onerror = () => tell({ stopped: true })
    let ended = false
    run.run(input).catch((error: unknown) => {
      if (ended) return
      if (error instanceof ApiError) tell({ refused: error.problem })
      else tell({ stopped: true })
    })
    return () => {
      ended = true
      run.end()
    }
  }, [input])

  return answer.input === input ? answer.state : NOTHING
}
