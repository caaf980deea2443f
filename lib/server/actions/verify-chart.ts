import type { Verdict } from '../../schema/verdict.ts'
import { configInForce } from '../config/config-in-force.ts'
import { countOne } from '../metrics/counters.ts'
import { observeVerdict, placeOfChart } from '../ledger/observe.ts'
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
  const place = placeOfChart(source, repository)
  const asked = { source, repository, version, place }
  const { verdict, tag } = await judgeVersion(asked, trustInForce(configInForce()), signal)
  countOne('chartroom_verdicts_total', verdict.status)
  if (tag !== null) observeVerdict({ source, repository, place }, tag, verdict.digest, verdict.status)
  return verdict
}
