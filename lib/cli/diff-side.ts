import { existsSync } from 'node:fs'
import { readArchive } from '../archive/index.ts'
import type { ChartFile, Profile } from '../helm/index.ts'
import { openChart } from '../server/sources/open-place.ts'
import type { connectionFlags, versionFlags } from './connection-flags.ts'
import type { Parsed } from './flags.ts'
import type { Io } from './io.ts'
import { readLocalChart } from './local-chart.ts'
import { cliOpening } from './opening.ts'
import { reporting } from './report.ts'

/** A chart that is compared. */
export interface DiffSide {
  readonly files: readonly ChartFile[]
}

/** Opens a chart by any form of a reference; undefined when that failed, which is then told already. */
export async function diffSide(
  reference: string,
  profile: Profile,
  given: Parsed<typeof connectionFlags & typeof versionFlags>,
  io: Io,
): Promise<DiffSide | undefined> {
  if (given.flags.repo === '' && !reference.startsWith('oci-layout:') && existsSync(reference))
    return { files: readLocalChart(reference, profile) }
  let files: readonly ChartFile[] | undefined
  await reporting(io, async () => {
    const place = await openChart(reference, given.flags, await cliOpening(given, io))
    const chart = await place.source.resolve(place.repository, place.asked)
    files = readArchive(await place.source.archive(chart))
    return 0
  })
  return files === undefined ? undefined : { files }
}
