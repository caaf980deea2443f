import { readArchive } from '../archive/index.ts'
import type { ChartFile } from '../helm/index.ts'
import { openChart } from '../server/sources/open-place.ts'
import type { connectionFlags, versionFlags } from './connection-flags.ts'
import type { Parsed } from './flags.ts'
import type { Io } from './io.ts'
import { cliOpening } from './opening.ts'
import { reporting } from './report.ts'

/** Fetches a chart by any reference but a local path; undefined when that failed, which is then told already. */
export async function readRemoteChart(
  reference: string,
  given: Parsed<typeof connectionFlags & typeof versionFlags>,
  io: Io,
): Promise<ChartFile[] | undefined> {
  let files: ChartFile[] | undefined
  await reporting(io, async () => {
    const { source, repository, asked } = await openChart(reference, given.flags, await cliOpening(given, io))
    files = readArchive(await source.archive(await source.resolve(repository, asked)))
    return 0
  })
  return files
}
