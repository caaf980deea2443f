import { unpackChart } from '../chart/unpack.ts'
import { SourceError } from '../errors/source-error.ts'
import { resolveChart } from './resolve-chart.ts'

/** The bytes of one file of a chart. @throws SourceError NOT_FOUND */
export async function readFile(
  sourceName: string,
  repository: string,
  version: string,
  path: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const { source, chart } = await resolveChart(sourceName, repository, version, signal)
  const { files } = await unpackChart(source, chart, signal)
  const file = files.find((f) => f.path === path)
  if (file === undefined)
    throw new SourceError('NOT_FOUND', `the chart has no file ${JSON.stringify(path)}`, {
      phase: 'archive',
      cure: 'Its files are listed with the chart.',
    })
  return file.data
}
