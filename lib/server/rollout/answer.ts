import { compareRollouts, configurationDraft, type ReleaseChange, type Rollout } from '../../rollout/index.ts'
import type { RolloutAnswer, RolloutRow } from '../../schema/rollout.ts'
import type { VerdictStatus } from '../../schema/verdict.ts'
import type { ReleaseResult } from './result.ts'
import { rolloutProblems } from '../../schema/rollout-row.ts'
import { comparedOf, rowOf } from './row.ts'

/** From the worst to the best: what a gate goes by. */
const BADNESS: readonly VerdictStatus[] = ['invalid', 'untrusted', 'unsigned', 'unknown', 'verified']
const EXITS: Readonly<Record<VerdictStatus, number>> = {
  verified: 0,
  untrusted: 2,
  invalid: 3,
  unsigned: 4,
  unknown: 5,
}

/** Puts a whole rollout together, releases in the files' order. `before`: the rollout that it is compared with. */
export function answerOf(
  rollout: Rollout,
  results: readonly ReleaseResult[],
  before: readonly ReleaseResult[] | null = null,
): RolloutAnswer {
  const order = new Map(rollout.releases.map(({ id }, i) => [id, i]))
  const sorted = [...results].sort((a, b) => order.get(a.release.id)! - order.get(b.release.id)!)
  const releases = sorted.map((result) => rowOf(result, rollout))
  const problems = rolloutProblems(rollout.problems.filter(({ release }) => release === null))
  return {
    files: rollout.files.map((file) => ({ ...file })),
    releases,
    problems,
    connections: rollout.connections.map(({ name, url, username, password, at }) => ({
      name,
      url,
      username,
      password,
      at,
    })),
    draft: configurationDraft(rollout),
    changes: before === null ? null : changesOf(before, sorted),
    exit: exitOf(releases, problems),
  }
}

const changesOf = (
  before: readonly ReleaseResult[],
  after: readonly ReleaseResult[],
): RolloutAnswer['changes'] =>
  compareRollouts(installed(before).map(comparedOf), installed(after).map(comparedOf)).map(plainChange)

const installed = (results: readonly ReleaseResult[]): ReleaseResult[] =>
  results.filter(({ release }) => release.installed)

const plainDelta = ({ added, removed, changed }: ReleaseChange['objects']) => ({
  added: [...added],
  removed: [...removed],
  changed: [...changed],
})

const plainChange = (change: ReleaseChange): NonNullable<RolloutAnswer['changes']>[number] => ({
  ...change,
  fields: change.fields.map((field) => ({ ...field })),
  objects: plainDelta(change.objects),
  images: plainDelta(change.images),
})

/** 1 where anything cannot be read, had or rendered; else the worst verdict's status. */
function exitOf(releases: readonly RolloutRow[], problems: RolloutAnswer['problems']): number {
  const wanted = releases.filter(({ state }) => state !== 'left-out')
  if (wanted.some(({ state }) => state !== 'ready') || problems.some(({ severity }) => severity === 'error'))
    return 1
  const worst = BADNESS.find((status) => wanted.some(({ verdict }) => verdict?.status === status))
  return worst === undefined ? 0 : EXITS[worst]
}
