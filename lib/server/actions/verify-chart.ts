import type { Verdict } from '../../schema/verdict.ts'
import { configInForce } from '../config/config-in-force.ts'
import { countOne } from '../metrics/counters.ts'
import { sourceNamed } from '../sources/sources-in-force.ts'
import { canonicalPlace } from '../trust/place.ts'
import { trustInForce } from '../trust/trust-in-force.ts'
import { judgeVersion } from '../verdict/judge-version.ts'

/**
 * The verdict on one version of a chart, under the policy that holds there.
 * @throws SourceError when there is no such chart; what could not be asked becomes a verdict `unknown`
 */
export async function verifyChart(
  source: string,
  repository: string,
  version: string,
  signal?: AbortSignal,
): Promise<Verdict> {
  const loaded = configInForce()
  const { about } = sourceNamed(source)
  const place = `${canonicalPlace(about.url, loaded.path)}/${repository}`
  const verdict = await judgeVersion({ source, repository, version, place }, trustInForce(loaded), signal)
  countOne('chartroom_verdicts_total', verdict.status)
  return verdict
}
