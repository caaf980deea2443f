import 'server-only'
import { headers } from 'next/headers'
import type { Pinned } from '../../../../../components/chart/use-it-snippets.ts'
import { api } from '../../../../../lib/client/routes.ts'
import type { Chart } from '../../../../../lib/schema/chart.ts'
import type { Source } from '../../../../../lib/schema/source.ts'

/** What "Use it" needs to know of a chart, with this server's address as the visitor wrote it. */
export async function pinnedOf(source: Source, chart: Chart): Promise<Pinned> {
  const asked = await headers()
  const scheme = asked.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https' ? 'https' : 'http'
  return {
    kind: source.kind,
    url: source.url,
    reference: chart.reference,
    name: chart.metadata.name,
    version: chart.metadata.version,
    digest: chart.digest,
    archiveDigest: chart.archive.digest,
    archiveUrl: `${scheme}://${asked.get('host') ?? 'localhost'}${api.archive({ source: chart.source, repository: chart.repository, version: chart.digest })}`,
  }
}
