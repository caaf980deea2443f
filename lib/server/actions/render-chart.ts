import type { RenderRequest } from '../../helm/request.ts'
import type { RenderAnswer, RenderBody } from '../../schema/render.ts'
import { unpackChart } from '../chart/unpack.ts'
import { countOne } from '../metrics/counters.ts'
import { renderPool } from '../render-pool.ts'
import { resolveChart } from './resolve-chart.ts'

/** Renders one version of a chart with the caller's values, in a worker process of the server. */
export async function renderChart(
  sourceName: string,
  repository: string,
  version: string,
  { seed, kubeVersion, ...body }: RenderBody,
  signal?: AbortSignal,
): Promise<RenderAnswer> {
  const { source, chart } = await resolveChart(sourceName, repository, version, signal)
  const { files } = await unpackChart(source, chart, signal)
  const request: RenderRequest = { ...body, files, ...(kubeVersion !== undefined && { kubeVersion }) }
  const { response, random, ms } = await renderPool().render(request, seed, signal)
  countOne('chartroom_renders_total', response.ok ? 'rendered' : 'refused')
  const { digest } = chart
  if (!response.ok) {
    const { code, text, frames } = response.error
    return {
      ok: false,
      digest,
      error: { code, text, frames: [...frames] },
      warnings: [...response.warnings],
      ms,
    }
  }
  const { stdout, warnings, objects, notes } = response
  return {
    ok: true,
    digest,
    stdout,
    warnings: [...warnings],
    objects: objects.map((o) => ({ ...o, hooks: [...o.hooks] })),
    notes,
    random: [...random],
    ms,
  }
}
