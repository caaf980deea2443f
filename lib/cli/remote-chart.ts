import { readArchive } from '../archive/index.ts'
import type { ChartFile } from '../helm/index.ts'
import { openChart } from '../server/sources/open-place.ts'
import type { ChartSource, ResolvedChart } from '../server/sources/source.ts'
import type { connectionFlags, versionFlags } from './connection-flags.ts'
import type { Parsed } from './flags.ts'
import type { Io } from './io.ts'
import { cliOpening } from './opening.ts'
import { reporting } from './report.ts'
import type { verifyFlags } from './template-flags.ts'

/** Fetches a chart by any reference but a local path; undefined when that failed, which is then told already. */
export async function readRemoteChart(
  reference: string,
  given: Parsed<typeof connectionFlags & typeof versionFlags & typeof verifyFlags>,
  io: Io,
): Promise<ChartFile[] | undefined> {
  let place: { readonly source: ChartSource; readonly chart: ResolvedChart } | undefined
  await reporting(io, async () => {
    const { source, repository, asked } = await openChart(reference, given.flags, await cliOpening(given, io))
    place = { source, chart: await source.resolve(repository, asked) }
    return 0
  })
  if (place === undefined) return undefined
  const { source, chart } = place
  if (given.flags.verify) {
    const { demandProvenance } = await import('./demand-provenance.ts')
    await demandProvenance(source, chart, given.flags.keyring, io)
  }
  let files: ChartFile[] | undefined
  await reporting(io, async () => {
    files = readArchive(await source.archive(chart))
    return 0
  })
  return files
}
