import { clean } from '../go/path/index.ts'
import type { Host } from '../go/value.ts'
import { Builder } from './builder.ts'
import { Files } from './files.ts'
import { readEntries } from './read.ts'
import type { Rollout } from './model.ts'
import { Problems } from './problem.ts'

export { compareRollouts, type ComparedRelease, type ReleaseChange } from './compare.ts'
export { configurationDraft } from './draft.ts'
export { ChartFileMissing, releaseRequest } from './release-request.ts'
export type * from './model.ts'
export type { Problem, ProblemArgs, ProblemCode } from './problem.ts'

/** What a rollout is read from. Nothing else is looked at: no disk, no network, no environment of the process. */
export interface RolloutInput {
  /** texts by path, "/" between names */
  readonly files: Iterable<readonly [string, string]>
  /** the files and folders to begin with; all that are known where none is named */
  readonly entries?: readonly string[]
  /** Helmfile's environment; `default` where none is named */
  readonly environment?: string
  /** variables that templates may read */
  readonly env?: Readonly<Record<string, string>>
}

/**
 * What delivery files mean: every release with its chart, version, values in order, names, and where each stands. What cannot
 * be read is told with its place and hides nothing else. Never throws for what stands in the files.
 * @param host for templates that ask for time or chance
 */
export function readRollout(input: RolloutInput, host: Host): Rollout {
  const problems = new Problems()
  const files = new Files(input.files)
  const builder = new Builder(files, problems)
  const options = { environment: input.environment ?? 'default', env: input.env ?? {} }
  readEntries((input.entries ?? []).map(clean), options, builder, host)
  return builder.build()
}
