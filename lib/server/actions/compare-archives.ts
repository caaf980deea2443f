import { compareFiles, type FileChange } from '../../objects/index.ts'
import type { ChartName } from '../../schema/compare.ts'
import { unpackChart } from '../chart/unpack.ts'
import { resolveChart } from './resolve-chart.ts'

/** The files of two archives that are not the same, line by line. */
export async function compareArchives(
  from: ChartName,
  to: ChartName,
  signal?: AbortSignal,
): Promise<FileChange[]> {
  const [before, after] = await Promise.all(
    [from, to].map(async (name) => {
      const { source, chart } = await resolveChart(name.source, name.repository, name.version, signal)
      return unpackChart(source, chart, signal)
    }),
  )
  return compareFiles(before!.files, after!.files)
}
