import type { Source } from '../../schema/source.ts'
import { configInForce } from '../config/config-in-force.ts'
import { toSourceError } from '../errors/source-error.ts'
import { allSources } from '../sources/sources-in-force.ts'
import { canonicalPlace } from './place.ts'

/** A chart of a source that lists, with its place as policies match it. */
export interface ListedChart {
  readonly source: string
  readonly repository: string
  readonly place: string
  readonly latest: string | null
}

/** The charts of every source, as far as those list; `refused` are places of which not all charts are known. */
export async function listedCharts(signal?: AbortSignal): Promise<{
  readonly charts: readonly ListedChart[]
  readonly refused: readonly { readonly source: string; readonly place: string; readonly code: string }[]
}> {
  const { path } = configInForce()
  const asked = await Promise.all(
    [...allSources().values()].map(async ({ about, charts }) => {
      const place = canonicalPlace(about.url, path)
      return listOne(about, place, () => charts.list(signal))
    }),
  )
  return {
    charts: asked.flatMap((one) => one.charts),
    refused: asked.flatMap((one) => (one.refused ? [one.refused] : [])),
  }
}

async function listOne(
  { name: source }: Source,
  place: string,
  list: () => Promise<{
    readonly charts: readonly { readonly repository: string; readonly latest: string | null }[]
    readonly listing: string
    readonly reason: { readonly code: string } | null
  }>,
) {
  try {
    const { charts, listing, reason } = await list()
    return {
      charts: charts.map(({ repository, latest }) => ({
        source,
        repository,
        latest,
        place: `${place}/${repository}`,
      })),
      refused: listing === 'complete' ? null : { source, place, code: reason?.code ?? 'LIST_UNSUPPORTED' },
    }
  } catch (error) {
    return { charts: [], refused: { source, place, code: toSourceError(error).code } }
  }
}
