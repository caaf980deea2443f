import { readRollout, type Rollout } from '../../rollout/index.ts'
import type { RolloutAnswer, RolloutBody, RolloutRow } from '../../schema/rollout.ts'
import { nodeHost } from '../../worker/host-node.ts'
import { answerOf } from '../rollout/answer.ts'
import type { ReleaseResult } from '../rollout/result.ts'
import { rowOf } from '../rollout/row.ts'
import { runRollout } from '../rollout/run.ts'
import { serverMeans } from '../rollout/server-means.ts'

/** What is said while a rollout is worked on, and the whole of it at the end. */
export type RolloutStep =
  | {
      readonly progress: {
        readonly phase: 'resolve' | 'render'
        readonly done: number
        readonly total: number
      }
    }
  | { readonly release: RolloutRow }
  | { readonly rollout: RolloutAnswer }

/**
 * Reads the files of a rollout, resolves, judges and renders every release, and compares with the files as they were where
 * those are given. Nothing but the given files and variables is read.
 */
export async function* readRolloutFiles(
  body: RolloutBody,
  signal?: AbortSignal,
): AsyncGenerator<RolloutStep> {
  const read = (files: RolloutBody['files']): Rollout =>
    readRollout(
      {
        files: files.map(({ path, text }) => [path, text] as const),
        entries: body.entries,
        environment: body.environment,
        env: body.env,
      },
      nodeHost(),
    )
  const before = body.against === undefined ? null : await collect(read(body.against), signal)
  const rollout = read(body.files)
  const results: ReleaseResult[] = []
  for await (const event of runRollout(rollout, serverMeans(), signal)) {
    if (event.kind === 'progress') {
      const { phase, done, total } = event
      yield { progress: { phase, done, total } }
    } else {
      results.push(event.result)
      yield { release: rowOf(event.result, rollout) }
    }
  }
  yield { rollout: answerOf(rollout, results, before) }
}

async function collect(rollout: Rollout, signal: AbortSignal | undefined): Promise<ReleaseResult[]> {
  const results: ReleaseResult[] = []
  for await (const event of runRollout(rollout, serverMeans(), signal))
    if (event.kind === 'release') results.push(event.result)
  return results
}
