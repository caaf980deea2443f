import 'server-only'
import { cookies } from 'next/headers'
import { cache } from 'react'
import { SCRIPTED } from '../../components/ui/stream.tsx'
import { firstCharts, listCharts } from '../../lib/server/actions/list-charts.ts'
import { listSources } from '../../lib/server/actions/list-sources.ts'
import { listAllMoves, listMoves } from '../../lib/server/actions/list-moves.ts'
import { listVersions } from '../../lib/server/actions/list-versions.ts'
import { openChart } from '../../lib/server/actions/open-chart.ts'
import { placeDependencies } from '../../lib/server/actions/place-dependencies.ts'
import { readFile } from '../../lib/server/actions/read-file.ts'
import { readManifest } from '../../lib/server/actions/read-manifest.ts'
import { readTemplates } from '../../lib/server/actions/read-templates.ts'
import { sameArchive } from '../../lib/server/actions/same-archive.ts'
import { showSource } from '../../lib/server/actions/show-source.ts'
import { verifyChart } from '../../lib/server/actions/verify-chart.ts'
import type { Source } from '../../lib/schema/source.ts'
import { settle } from './settle.ts'

/** Each asked once for a page, however many of its parts want it. */
export const sourcesOf = cache(() => settle(listSources()))
/** A page that runs scripts goes on by itself from what is known of a long list; one that does not waits for all of it. */
export const chartsOf = cache(async (source: string) =>
  settle((await cookies()).has(SCRIPTED) ? firstCharts(source) : listCharts(source)),
)
export const chartOf = cache((source: string, repository: string, version: string) =>
  settle(openChart(source, repository, version)),
)
export const versionsOf = cache((source: string, repository: string) =>
  settle(listVersions(source, repository)),
)
/** What the ledger knows; nothing where it cannot be read, for no page rests on it. */
export const movesOf = cache(async (source: string, repository: string) => {
  const asked = await settle(listMoves(source, repository))
  return asked.ok ? asked.value : { since: null, moves: [] }
})
export const allMovesOf = cache(async () => {
  const asked = await settle(listAllMoves())
  return asked.ok ? asked.value : { since: null, moves: [] }
})
export const manifestOf = cache((source: string, repository: string, version: string) =>
  settle(readManifest(source, repository, version)),
)
export const verdictOf = cache((source: string, repository: string, version: string) =>
  settle(verifyChart(source, repository, version)),
)
export const fileOf = cache((source: string, repository: string, version: string, path: string) =>
  settle(readFile(source, repository, version, path)),
)
/** The templates' text; none where they cannot be had, for the page then says so elsewhere. */
export const templatesOf = cache(async (source: string, repository: string, version: string) => {
  const templates = await settle(readTemplates(source, repository, version))
  return templates.ok ? templates.value : []
})

/** Where dependencies lead; none where that cannot be told, for the declaration itself is shown all the same. */
export const placesOf = cache(async (source: string, repository: string, version: string) => {
  const places = await settle(placeDependencies(source, repository, version))
  return places.ok ? places.value : []
})
export const sameOf = cache((source: string, repository: string, version: string, other: string) =>
  settle(sameArchive(source, repository, version, other)),
)

/** A source by its name or its address, or undefined. A configuration that cannot be read has none. */
export async function sourceOf(name: string): Promise<Source | undefined> {
  const source = await settle(showSource(name))
  return source.ok ? source.value : undefined
}
