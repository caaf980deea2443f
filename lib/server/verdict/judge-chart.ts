import { combineStatus, type MechanismVerdict, type Verdict } from '../../verify/index.ts'
import type { ChartSource, ResolvedChart } from '../sources/source.ts'
import { policyFor, type Requirement, type Trust } from '../trust/trust.ts'
import { cosignJudge } from './cosign-judge.ts'
import { findSignatures, type Surroundings } from './find-signatures.ts'
import { notationJudge } from './notation-judge.ts'
import { provenanceJudge } from './provenance-judge.ts'
import { turn } from './turn.ts'

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
  const [provenance, around] = await Promise.all([
    provenanceJudge(subject, signal),
    surroundings(subject, signal),
  ])
  const cosign = cosignJudge(subject, around)
  const notation = notationJudge(subject, around)

  const required: { requirement: Requirement; verdict: MechanismVerdict }[] = []
  await turn()
  for (const requirement of policy?.require ?? []) {
    const verdict =
      requirement.mechanism === 'provenance'
        ? provenance(requirement.trust).verdict
        : requirement.mechanism === 'cosign'
          ? await cosign(requirement.trust)
          : await notation(requirement.trust)
    required.push({ requirement, verdict })
  }
  const asked = (mechanism: Requirement['mechanism']) =>
    required.some((one) => one.verdict.mechanism === mechanism)
  const free: MechanismVerdict[] = []
  const standard = provenance(
    policy?.require.find((one) => one.mechanism === 'provenance')?.trust ?? trust.provenance,
  )
  if (!asked('provenance')) free.push(standard.verdict)
  if (!asked('cosign') && around) free.push(await cosign(trust.cosign))
  if (!asked('notation') && (around?.notation.length || trust.notation))
    free.push(await notation(trust.notation))

  const verdicts = required.map((one) => one.verdict)
  const mechanisms = [...verdicts, ...free].sort(
    (a, b) => ORDER.indexOf(a.mechanism) - ORDER.indexOf(b.mechanism),
  )
  const status = combineStatus(mechanisms, policy ? verdicts : null)
  return {
    reference: chart.reference,
    digest: chart.digest,
    checkedAt: now.toISOString(),
    status,
    mechanisms,
    chain: [...standard.chain],
    policy: policy
      ? {
          match: policy.match,
          met: status === 'verified',
          requires: required.map(({ requirement, verdict }) => ({
            mechanism: requirement.mechanism,
            asks: requirement.asks,
            status: verdict.status,
          })),
        }
      : null,
    ...(around && { places: [...around.places] }),
  }
}

const ORDER = ['provenance', 'cosign', 'notation']

/** Null for sources that have no place for signatures beside a chart. */
async function surroundings(
  { source, chart }: JudgedChart,
  signal?: AbortSignal,
): Promise<Surroundings | null> {
  const store = chart.manifest && (await source.artifacts?.())
  return store ? findSignatures(store, chart.repository, chart.digest, signal) : null
}
