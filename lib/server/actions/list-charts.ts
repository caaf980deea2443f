import type { Listing } from '../../schema/source.ts'
import { sourceNamed } from '../sources/sources-in-force.ts'

/** The charts of a source as a page shows them: of a very long list what is known already, with the rest on its way. */
export const firstCharts = async (source: string): Promise<Listing> =>
  sourceNamed(source).charts.list(undefined, () => {})

/** The charts of a source. A source that does not list answers with `listing: "refused"` and its reason, not with an error. */
export const listCharts = async (source: string, signal?: AbortSignal): Promise<Listing> =>
  sourceNamed(source).charts.list(signal)
