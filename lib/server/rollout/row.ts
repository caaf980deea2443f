import type { ComparedRelease, Problem, Release, Rollout } from '../../rollout/index.ts'
import type { RolloutRow, RolloutVerdict } from '../../schema/rollout.ts'
import { ownCheckWords, problemSentence } from '../../schema/rollout-words.ts'
import type { Verdict } from '../../schema/verdict.ts'
import type { ReleaseResult } from './result.ts'

/** One release as the contract has it. */
export function rowOf(
  { release, resolved, verdict, rendered, failure }: ReleaseResult,
  rollout: Rollout,
): RolloutRow {
  const { id, tool, name, namespace, cluster, version, digest, at, installed, left } = release
  return {
    id,
    tool,
    name,
    namespace,
    cluster,
    at,
    chart: chartText(release),
    asked: digest ?? version,
    state: stateOf(release, failure !== null, rendered !== null),
    left: installed ? null : left,
    resolved,
    verdict: verdict === null ? null : verdictOf(verdict),
    own: ownOf(release, verdict),
    objects: rendered?.objects.length ?? null,
    images: rendered === null ? null : [...rendered.images],
    warnings: rendered === null ? [] : [...rendered.warnings],
    failure,
    problems: problemsOf(rollout.problems.filter((problem) => problem.release === id)),
  }
}

/** Problems as the contract has them: with their sentence. */
export const problemsOf = (problems: readonly Problem[]): RolloutRow['problems'] =>
  problems.map((problem) => {
    const { code, args, severity, file, line, column } = problem
    return { code, args: { ...args }, severity, file, line, column, sentence: problemSentence(problem) }
  })

function stateOf(
  { installed, broken, chart }: Release,
  failed: boolean,
  rendered: boolean,
): RolloutRow['state'] {
  if (!installed) return 'left-out'
  if (broken || chart.from === 'elsewhere') return 'unreadable'
  if (rendered) return 'ready'
  return failed ? 'failed' : 'unreadable'
}

/** The chart as its tool writes it. */
export function chartText({ chart }: Release): string {
  switch (chart.from) {
    case 'registry':
      return chart.reference
    case 'repository':
      return `${chart.repository.replace(/\/+$/, '')}/${chart.name}`
    case 'archive':
      return chart.url
    case 'folder':
      return `./${chart.path}`
    case 'elsewhere':
      return chart.what
  }
}

/** A verdict in few words: who signed, and what failed. */
export function verdictOf({ status, mechanisms, policy }: Verdict): RolloutVerdict {
  const best = mechanisms.find((one) => one.status === status)
  const signer = best?.signer
  return {
    status,
    signer: signer?.userIds?.[0] ?? signer?.identity ?? signer?.fingerprint ?? null,
    codes: [
      ...new Set(
        mechanisms.flatMap(({ checks }) => checks.filter((c) => c.outcome === 'failed').map((c) => c.code)),
      ),
    ],
    policy: policy ? { match: policy.match, met: policy.met } : null,
  }
}

/** What the tool would do, now that the chart is known: a check that needs a signature stops where there is none. */
function ownOf({ own }: Release, verdict: Verdict | null): RolloutRow['own'] {
  const words = ownCheckWords(own)
  const mechanism = verdict?.mechanisms.find((one) => one.mechanism === own.kind)
  if (mechanism?.status === 'unsigned' || (own.kind === 'provenance' && mechanism?.status === 'invalid'))
    return {
      kind: 'stops',
      title: 'Stops',
      detail: `${words.title.toLowerCase()}, and finds ${mechanism.status === 'unsigned' ? 'none' : 'it invalid'}`,
    }
  return { kind: own.kind, ...words }
}

/** A release as two rollouts are compared by it. */
export function comparedOf({ release, resolved, verdict, rendered }: ReleaseResult): ComparedRelease {
  const { tool, cluster, namespace, name, version } = release
  const judged = verdict === null ? null : verdictOf(verdict)
  return {
    tool,
    cluster,
    namespace,
    name,
    chart: chartText(release),
    version: resolved?.version ?? (version === '' ? null : version),
    digest: resolved?.digest ?? null,
    verdict: judged?.status ?? null,
    signer: judged?.signer ?? null,
    objects: rendered?.objects ?? null,
    images: rendered?.images ?? null,
  }
}
