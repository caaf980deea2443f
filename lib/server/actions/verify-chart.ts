import type { Verdict } from '../../schema/verdict.ts'
import { findConfig } from '../config/find-config.ts'
import { toSourceError, type SourceError } from '../errors/source-error.ts'
import { sourceNamed } from '../sources/configured-sources.ts'
import { canonicalPlace } from '../trust/place.ts'
import { loadTrust, type Trust } from '../trust/trust.ts'
import { combineStatus } from '../../verify/index.ts'
import { judgeChart } from '../verdict/judge-chart.ts'
import { unable } from '../verdict/unable.ts'
import { keepVerdict, knownVerdict } from '../verdict/verdict-cache.ts'
import { resolveChart } from './resolve-chart.ts'

/** Errors that say that there is nothing to judge, rather than that it could not be judged. */
const NOTHING_THERE: readonly SourceError['code'][] = [
  'NOT_FOUND',
  'NOT_A_CHART',
  'REFERENCE_INVALID',
  'SOURCE_UNKNOWN',
  'CONFIG_INVALID',
  'INTERNAL',
]

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
  const loaded = findConfig()
  const trust = loadTrust(loaded)
  const { about } = sourceNamed(sourceName)
  const place = `${canonicalPlace(about.url, loaded.path)}/${repository}`
  try {
    const { source, chart } = await resolveChart(sourceName, repository, version, signal)
    const key = [place, chart.tag ?? '', chart.digest, trust.hash].join('\0')
    const known = knownVerdict(key)
    if (known !== undefined) return { ...known, reference: chart.reference }
    const verdict = await judgeChart({ source, chart, place, trust, now: new Date() }, signal)
    keepVerdict(key, verdict)
    return verdict
  } catch (error) {
    const reason = toSourceError(error)
    if (signal?.aborted || NOTHING_THERE.includes(reason.code)) throw reason
    return verdictOn(`${about.url}/${repository}:${version}`, reason, trust)
  }
}

/** A verdict on what could not even be resolved. */
function verdictOn(reference: string, reason: SourceError, _trust: Trust): Verdict {
  const mechanisms = [unable('provenance', reason)]
  return {
    reference,
    digest: '',
    checkedAt: new Date().toISOString(),
    status: combineStatus(mechanisms, null),
    mechanisms,
    policy: null,
  }
}
