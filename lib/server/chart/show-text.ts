import type { ArchiveFile } from '../../archive/index.ts'
import { fromBytes } from '../../go/text.ts'
import { Dict, Slice, type Value } from '../../go/value.ts'
import { bounded, marshal, unmarshalMap } from '../../yaml/index.ts'
import { SourceError } from '../errors/source-error.ts'

export type ShowPart = 'chart' | 'values' | 'readme' | 'crds' | 'schema' | 'all'

const README = new Set(['readme.md', 'readme.txt', 'readme'])

/** What `helm show` prints for a chart, byte for byte, as a Go string; `schema` prints values.schema.json. */
export function showText(part: ShowPart, files: readonly ArchiveFile[]): string {
  const chart = (): string => `${chartYaml(files)}\n`
  const values = (): string => text(files.find((f) => f.path === 'values.yaml'))
  const readme = (): string => text(files.find((f) => README.has(f.path.toLowerCase())))
  const between = (content: string): string => (content === '' ? '' : `---\n${content}`)
  switch (part) {
    case 'chart':
      return chart()
    case 'values':
      return values()
    case 'readme':
      return readme()
    case 'crds':
      return crds(files)
    case 'schema':
      return text(files.find((f) => f.path === 'values.schema.json'))
    case 'all':
      return `${chart()}---\n${values()}${between(readme())}${crds(files)}`
  }
}

const text = (file: ArchiveFile | undefined): string =>
  file === undefined ? '' : `${fromBytes(file.data)}\n`

/** CRDs of the chart and of its subcharts, in Helm's order: the chart's own first, then by subchart. */
function crds(files: readonly ArchiveFile[]): string {
  const own = files.filter((f) => f.path.startsWith('crds/') && /\.(?:yaml|yml|json)$/.test(f.path))
  return own.map((f) => `${fromBytes(f.data).startsWith('---') ? '' : '---\n'}${text(f)}`).join('')
}

const METADATA = new Set([
  'name',
  'home',
  'sources',
  'version',
  'description',
  'keywords',
  'maintainers',
  'icon',
  'apiVersion',
  'condition',
  'tags',
  'appVersion',
  'deprecated',
  'annotations',
  'kubeVersion',
  'dependencies',
  'type',
])

/** Chart.yaml as Helm writes its `Metadata` again: known fields alone, empty ones left out, keys sorted. */
function chartYaml(files: readonly ArchiveFile[]): string {
  const file = files.find((f) => f.path === 'Chart.yaml')
  if (file === undefined)
    throw new SourceError('CHART_INVALID', 'the archive has no Chart.yaml', { phase: 'archive' })
  try {
    const fields = bounded(fromBytes(file.data), unmarshalMap)
    return marshal(
      new Dict([...fields.entries].filter(([key, value]) => METADATA.has(key) && !isEmpty(value))),
    )
  } catch (error) {
    throw new SourceError('CHART_INVALID', `Chart.yaml cannot be read: ${(error as Error).message}`, {
      phase: 'archive',
      cause: error,
    })
  }
}

const isEmpty = (value: Value): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  value === false ||
  (value instanceof Slice && value.items.length === 0) ||
  (value instanceof Dict && value.size === 0)
