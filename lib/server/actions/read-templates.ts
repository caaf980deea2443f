import { unpackChart } from '../chart/unpack.ts'
import { resolveChart } from './resolve-chart.ts'

/** The text of every file below a `templates` folder, subcharts' too, in the archive's order. */
export async function readTemplates(
  sourceName: string,
  repository: string,
  version: string,
  signal?: AbortSignal,
): Promise<{ readonly path: string; readonly text: string }[]> {
  const { source, chart } = await resolveChart(sourceName, repository, version, signal)
  const { files } = await unpackChart(source, chart, signal)
  return files
    .filter(({ path }) => /(?:^|\/)templates\//.test(path))
    .map(({ path, data }) => ({ path, text: new TextDecoder().decode(data) }))
}
