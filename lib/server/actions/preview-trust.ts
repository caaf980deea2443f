import type { PolicyPreview } from '../../schema/trust.ts'
import type { VerdictStatus } from '../../schema/verdict.ts'
import { configInForce } from '../config/config-in-force.ts'
import { parallel } from '../sources/parallel.ts'
import { loadDraft } from '../trust/load-draft.ts'
import { listedCharts, type ListedChart } from '../trust/listed-charts.ts'
import { parsePolicies } from '../trust/parse-policies.ts'
import { policyFor, loadTrust, type PlacedPolicy, type Trust } from '../trust/trust.ts'
import { withKeptTrust } from '../trust/trust-in-force.ts'
import { judgeVersion } from '../verdict/judge-version.ts'
import { verdictLine } from '../verdict/verdict-line.ts'

const AT_A_TIME = 4
const MOST = 400
/** Milliseconds after which the charts that are left are only counted. */
const LONGEST = 20_000

/**
 * What would change if these policies held: every listed chart that they touch, judged by its newest version as things are
 * and as they would be. Nothing is saved.
 * @throws SourceError REQUEST_INVALID for a draft that cannot be read, or names what is not there
 */
export async function previewTrust(text: string, signal?: AbortSignal): Promise<PolicyPreview> {
  const policies = parsePolicies(text)
  const loaded = withKeptTrust(configInForce())
  const now = loadTrust(loaded)
  const then = loadDraft(loaded, { policies })
  const { charts } = await listedCharts(signal)
  const touched = charts.filter((chart) => chart.latest !== null && differs(now, then, chart.place))
  const until = Date.now() + LONGEST
  const judged = await parallel(touched.slice(0, MOST), AT_A_TIME, async (chart) =>
    Date.now() > until ? undefined : compare(chart, now, then, signal),
  )
  const known = judged.filter((one) => one !== undefined)
  const stays: Partial<Record<VerdictStatus, number>> = {}
  for (const one of known) if (!isChange(one)) stays[one.now.status] = (stays[one.now.status] ?? 0) + 1
  return {
    charts: touched.length,
    judged: known.length,
    changes: known.filter(isChange),
    stays: { verified: 0, untrusted: 0, invalid: 0, unsigned: 0, unknown: 0, ...stays },
    idle: then.policies
      .filter((policy) => !charts.some((chart) => policyFor(then, chart.place) === policy))
      .map(({ match }) => match),
  }
}

type Compared = PolicyPreview['changes'][number]
const isChange = ({ now, then }: Compared): boolean => now.status !== then.status

async function compare(
  { source, repository, latest, place }: ListedChart,
  now: Trust,
  then: Trust,
  signal?: AbortSignal,
): Promise<Compared | undefined> {
  const asked = { source, repository, version: latest!, place }
  try {
    const before = await judgeVersion(asked, now, signal)
    const after = await judgeVersion(asked, then, signal)
    return {
      source,
      repository,
      version: latest!,
      now: verdictLine(before.verdict),
      then: verdictLine(after.verdict),
    }
  } catch (error) {
    if (signal?.aborted) throw error
    // a chart that is gone meanwhile has no verdict to change
    return undefined
  }
}

/** Whether a chart's verdict could be another one: its policy is, or there are policies where there were none. */
function differs(now: Trust, then: Trust, place: string): boolean {
  const before = policyFor(now, place)
  const after = policyFor(then, place)
  if (before === undefined && after === undefined)
    return (now.policies.length === 0) !== (then.policies.length === 0)
  return written(before) !== written(after)
}

const written = (policy: PlacedPolicy | undefined): string =>
  policy === undefined ? '' : JSON.stringify([policy.place, policy.require.map((one) => one.asks)])
