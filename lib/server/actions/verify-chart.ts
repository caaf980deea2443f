import type { Verdict } from '../../schema/verdict.ts'
import { configInForce } from '../config/config-in-force.ts'
import { toSourceError } from '../errors/source-error.ts'
import { countOne } from '../metrics/counters.ts'
import { sourceNamed } from '../sources/sources-in-force.ts'
import { canonicalPlace } from '../trust/place.ts'
import { loadTrust } from '../trust/trust.ts'
import { judgeChart } from '../verdict/judge-chart.ts'
import { isNothingThere } from '../verdict/inability.ts'
import { unresolved } from '../verdict/unresolved.ts'
import { keepVerdict, knownVerdict } from '../verdict/verdict-cache.ts'
import { resolveChart } from './resolve-chart.ts'

/**
 * The verdict on one version of a chart, under the policy that holds there. Kept by digest and trust: it is computed anew when
 * either changes, or when time has gone by that could change it.
 * @throws SourceError when there is no such chart; what could not be asked becomes a verdict `unknown`
 */
export async function verifyChart(
  sourceName: string,
  repository: string,
  version: string,
  signal?: AbortSignal,
): Promise<Verdict> {
  const loaded = configInForce()
  const trust = loadTrust(loaded)
  const { about, charts } = sourceNamed(sourceName)
  const place = `${canonicalPlace(about.url, loaded.path)}/${repository}`
  try {
    const { source, chart } = await resolveChart(sourceName, repository, version, signal)
    const key = [place, chart.tag ?? '', chart.digest, trust.hash].join('\0')
    const known = knownVerdict(key)
    const verdict = known ?? (await judgeChart({ source, chart, place, trust, now: new Date() }, signal))
    countOne('chartroom_verdicts_total', verdict.status)
    if (known !== undefined) return { ...known, reference: chart.reference }
    keepVerdict(key, verdict)
    return verdict
  } catch (error) {
    const reason = toSourceError(error)
    if (signal?.aborted || isNothingThere(reason)) throw reason
    const reference = `${about.url}/${repository}:${version}`
    return unresolved(reason, { source: charts, repository, asked: version, reference }, new Date())
  }
}
