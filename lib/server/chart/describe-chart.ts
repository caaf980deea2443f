import type { Chart } from '../../schema/chart.ts'
import type { ResolvedChart } from '../sources/source.ts'
import { chartMetadata } from './metadata.ts'
import type { UnpackedChart } from './unpack.ts'

const README = ['readme.md', 'readme.txt', 'readme']

/** The contract's view of an unpacked chart. */
export function describeChart(
  source: string,
  chart: ResolvedChart,
  { packed, digest, files }: UnpackedChart,
): Chart {
  const text = (path: string): string | null => {
    const file = files.find((f) => f.path === path)
    return file === undefined ? null : new TextDecoder().decode(file.data)
  }
  const readme = files.find((f) => README.includes(f.path.toLowerCase()))
  return {
    source,
    repository: chart.repository,
    tag: chart.tag ?? chart.digest,
    reference: chart.reference,
    digest: chart.digest,
    created: chart.created,
    archive: { digest, size: packed.length, unpacked: files.reduce((sum, f) => sum + f.data.length, 0) },
    metadata: chartMetadata(files),
    files: files.map(({ path, data }) => ({ path, size: data.length })),
    readme: readme === undefined ? null : new TextDecoder().decode(readme.data),
    values: text('values.yaml') ?? '',
    valuesSchema: text('values.schema.json'),
  }
}
