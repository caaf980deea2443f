import type { RenderRequest, RenderResponse } from '../../helm/index.ts'
import type { ChartAsked, ConnectionAsked } from '../../rollout/index.ts'
import type { ChartSource } from '../sources/source.ts'
import type { Trust } from '../trust/trust.ts'

/** Where a chart of a rollout is, and who is asked for it. */
export interface OpenedChart {
  readonly source: ChartSource
  readonly repository: string
  /** tag, version, range or digest; "" for the newest release */
  readonly asked: string
  /** canonical place of the chart, which policies are matched against */
  readonly place: string
  /** the source's name in addresses; null where it has none */
  readonly name: string | null
}

/** What a release asks for of one chart. Releases that ask for the same share what is fetched. */
export interface Wanted {
  readonly chart: ChartAsked
  readonly version: string
  readonly digest: string | null
  readonly devel: boolean
  readonly connection: ConnectionAsked | null
}

/** How a rollout reaches charts and renders them: the server's own way, or the command line's. */
export interface RolloutMeans {
  /** @throws SourceError */
  open(wanted: Wanted): Promise<OpenedChart>
  readonly trust: Trust
  render(request: RenderRequest, signal?: AbortSignal): Promise<RenderResponse>
}
