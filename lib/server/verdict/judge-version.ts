import type { Verdict } from '../../schema/verdict.ts'
import { resolveChart } from '../actions/resolve-chart.ts'
import { toSourceError } from '../errors/source-error.ts'
import { sourceNamed } from '../sources/sources-in-force.ts'
import type { Trust } from '../trust/trust.ts'
import { isNothingThere } from './inability.ts'
import { judgeChart } from './judge-chart.ts'
import { unresolved } from './unresolved.ts'
import { keepVerdict, knownVerdict } from './verdict-cache.ts'

export interface AskedVersion {
  readonly source: string
  readonly repository: string
  readonly version: string
  /** canonical place of the chart, which policies are matched against */
  readonly place: string
}

export interface JudgedVersion {
  readonly verdict: Verdict
  /** the tag or version that was judged; null for a digest, and for what could not be resolved */
  readonly tag: string | null
}

/**
 * The verdict on one version under a given trust. Kept by digest and trust: it is computed anew when either changes, or when
 * time has gone by that could change it.
 * @throws SourceError when there is no such chart; what could not be asked becomes a verdict `unknown`
 */
export async function judgeVersion(
  { source: name, repository, version, place }: AskedVersion,
  trust: Trust,
  signal?: AbortSignal,
): Promise<JudgedVersion> {
  const { about, charts } = sourceNamed(name)
  try {
    const { source, chart } = await resolveChart(name, repository, version, signal)
    const key = [place, chart.tag ?? '', chart.digest, trust.hash].join('\0')
    const known = knownVerdict(key)
    const { tag } = chart
    if (known !== undefined) return { verdict: { ...known, reference: chart.reference }, tag }
    const verdict = await judgeChart({ source, chart, place, trust, now: new Date() }, signal)
    keepVerdict(key, verdict)
    return { verdict, tag }
  } catch (error) {
    const reason = toSourceError(error)
    if (signal?.aborted || isNothingThere(reason)) throw reason
    const reference = `${about.url}/${repository}:${version}`
    const asked = { source: charts, repository, asked: version, reference }
    return { verdict: await unresolved(reason, asked, new Date()), tag: null }
  }
}
