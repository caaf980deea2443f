import {
  combineStatus,
  verifyProvenance,
  type MechanismVerdict,
  type ProvenanceTrust,
  type Verdict,
} from '../../verify/index.ts'
import { HELM_PROVENANCE } from '../../oci/index.ts'
import { toSourceError } from '../errors/source-error.ts'
import type { ChartSource, ResolvedChart } from '../sources/source.ts'
import { nodePrimitives } from '../trust/node-primitives.ts'
import { policyFor, provenanceTrust, requiredTrust, type Requirement, type Trust } from '../trust/trust.ts'
import { unable } from './unable.ts'

export interface JudgedChart {
  readonly source: ChartSource
  readonly chart: ResolvedChart
  /** canonical place of the chart, which policies are matched against */
  readonly place: string
  readonly trust: Trust
  readonly now: Date
}

/**
 * Fetches what a verdict on a resolved chart needs and judges it. What cannot be fetched is said in the verdict, with its code,
 * and is never taken for "not signed".
 */
export async function judgeChart(subject: JudgedChart, signal?: AbortSignal): Promise<Verdict> {
  const { chart, trust, place, now } = subject
  const policy = policyFor(trust, place)
  const asked = policy ? policy.require.filter((one) => 'provenance' in one) : []
  const judge = await provenanceJudge(subject, signal)
  const results =
    asked.length > 0
      ? asked.map((one) => judge(requiredTrust(one, trust)))
      : [judge(provenanceTrust(trust, undefined))]
  const mechanisms = results.map((one) => one.verdict)
  const required = policy ? mechanisms.slice(0, asked.length) : null
  const status = combineStatus(mechanisms, required)
  return {
    reference: chart.reference,
    digest: chart.digest,
    checkedAt: now.toISOString(),
    status,
    mechanisms,
    chain: [...(results[0]?.chain ?? [])],
    policy: policy
      ? {
          match: policy.match,
          met: status === 'verified',
          requires: asked.map((one, i) => ({
            mechanism: 'provenance',
            asks: wordsFor(one),
            status: mechanisms[i]!.status,
          })),
        }
      : null,
  }
}

function wordsFor(requirement: Requirement): string {
  if (!('provenance' in requirement)) return ''
  const { keyring, fingerprints = [] } = requirement.provenance
  return `a provenance file signed by a key of ${keyring}${fingerprints.length > 0 ? ` (${fingerprints.join(', ')})` : ''}`
}

type Judge = (trust: ProvenanceTrust | null) => {
  verdict: MechanismVerdict
  chain: readonly NonNullable<Verdict['chain']>[number][]
}

/** Fetches archive, provenance and config once, for however many requirements. */
async function provenanceJudge({ source, chart, now }: JudgedChart, signal?: AbortSignal): Promise<Judge> {
  try {
    const [archive, provenance, config] = await Promise.all([
      source.archive(chart, signal),
      source.provenance(chart, signal),
      source.config(chart, signal),
    ])
    const repository = chart.repository.split('/').at(-1)!
    const asked = chart.tag ?? ''
    const layers = chart.layers.slice(1)
    const subject = {
      archive,
      provenance,
      config,
      fileName: `${repository}-${asked.replaceAll('_', '+')}.tgz`,
      isFile: false,
      repository,
      tag: chart.tag,
      ...(chart.manifest && {
        manifest: {
          digest: chart.digest,
          layers: layers.length,
          provenanceFirst: layers[0]?.mediaType === HELM_PROVENANCE,
        },
      }),
    }
    return (trust) => verifyProvenance(subject, trust, nodePrimitives, now.getTime() / 1000)
  } catch (error) {
    if (signal?.aborted) throw error
    const reason = toSourceError(error)
    return () => ({ verdict: unable('provenance', reason), chain: [] })
  }
}
