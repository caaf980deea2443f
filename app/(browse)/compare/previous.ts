import 'server-only'
import type { ChartAddress } from '../../../lib/client/routes.ts'
import { chartOf, versionsOf } from '../asked.ts'

type Named = ChartAddress & { readonly version: string }

/** The version before another: the next older one that is no pre-release, unless there is nothing else. */
export async function previousOf(to: Named): Promise<Named | null> {
  const [versions, chart] = await Promise.all([
    versionsOf(to.source, to.repository),
    chartOf(to.source, to.repository, to.version),
  ])
  if (!versions.ok || !chart.ok) return null
  const rows = versions.value.versions
  const at = rows.findIndex(({ version }) => version === chart.value.metadata.version)
  const older = rows.slice(at + 1)
  const found = older.find(({ version }) => !/^v?\d+\.\d+\.\d+-/.test(version)) ?? older[0]
  return found === undefined ? null : { ...to, version: found.tag }
}
