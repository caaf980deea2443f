import { HELM_PROVENANCE } from '../../oci/index.ts'
import { verifyProvenance, type ProvenanceResult, type ProvenanceTrust } from '../../verify/index.ts'
import { toSourceError } from '../errors/source-error.ts'
import { nodePrimitives } from '../trust/node-primitives.ts'
import type { JudgedChart } from './judge-chart.ts'
import { unable } from './unable.ts'

/** Fetches archive, provenance and config once, for however many requirements. */
export async function provenanceJudge(
  { source, chart, now }: JudgedChart,
  signal?: AbortSignal,
): Promise<(trust: ProvenanceTrust | null) => ProvenanceResult> {
  try {
    const [archive, provenance, config] = await Promise.all([
      source.archive(chart, signal),
      source.provenance(chart, signal),
      source.config(chart, signal),
    ])
    const repository = chart.repository.split('/').at(-1)!
    const layers = chart.layers.slice(1)
    const subject = {
      archive,
      provenance,
      config,
      fileName: `${repository}-${(chart.tag ?? '').replaceAll('_', '+')}.tgz`,
      isFile: false,
      repository: chart.nameless === true ? null : repository,
      tag: chart.tag,
      ...(chart.manifest && {
        manifest: {
          digest: chart.digest,
          layers: layers.length,
          provenanceFirst: layers[0]?.mediaType === HELM_PROVENANCE,
        },
      }),
    }
    const known = new Map<ProvenanceTrust | null, ProvenanceResult>()
    return (trust) => {
      const result =
        known.get(trust) ?? verifyProvenance(subject, trust, nodePrimitives, now.getTime() / 1000)
      known.set(trust, result)
      return result
    }
  } catch (error) {
    if (signal?.aborted) throw error
    const reason = toSourceError(error)
    return () => ({ verdict: unable('provenance', reason), chain: [] })
  }
}
