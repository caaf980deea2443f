import type { ComparedRelease, Rollout } from '../../rollout/index.ts'
import type { RolloutRow, RolloutVerdict } from '../../schema/rollout.ts'
import { chartText, rolloutRow } from '../../schema/rollout-row.ts'
import type { Verdict } from '../../schema/verdict.ts'
import type { ReleaseResult } from './result.ts'

/** One release as the contract has it. */
export function rowOf(
  { release, resolved, verdict, rendered, failure }: ReleaseResult,
  { problems }: Rollout,
): RolloutRow {
  const facts = {
    resolved,
    verdict: verdict === null ? null : verdictOf(verdict),
    provenance: verdict?.mechanisms.find(({ mechanism }) => mechanism === 'provenance')?.status ?? null,
    objects: rendered?.objects.length ?? null,
    images: rendered?.images ?? null,
    warnings: rendered?.warnings ?? [],
    failure,
  }
  return rolloutRow(
    release,
    facts,
    problems.filter((problem) => problem.release === release.id),
  )
}

/** A verdict in few words: who signed, and what failed. */
export function verdictOf({ status, mechanisms, policy }: Verdict): RolloutVerdict {
  const best = mechanisms.find((one) => one.status === status)
  const signer = best?.signer
  const failed = mechanisms.flatMap(({ checks }) =>
    checks.filter((c) => c.outcome === 'failed').map((c) => c.code),
  )
  return {
    status,
    signer: signer?.userIds?.[0] ?? signer?.identity ?? signer?.fingerprint ?? null,
    codes: [...new Set(failed)],
    policy: policy ? { match: policy.match, met: policy.met } : null,
  }
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
