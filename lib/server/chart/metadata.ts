import type { ArchiveFile } from '../../archive/index.ts'
import type { ChartMetadata, Dependency } from '../../schema/chart.ts'
import { SourceError } from '../errors/source-error.ts'
import { parsePlainYaml } from './plain-yaml.ts'

type Fields = Readonly<Record<string, unknown>>

/** Chart.yaml as the contract has it. @throws SourceError CHART_INVALID */
export function chartMetadata(files: readonly ArchiveFile[]): ChartMetadata {
  const file = files.find((f) => f.path === 'Chart.yaml')
  if (file === undefined) throw invalid('the archive has no Chart.yaml')
  const fields = asFields(parseYaml(file, 'Chart.yaml'))
  if (fields === undefined) throw invalid('Chart.yaml holds no mapping')
  const text = (key: string): string => asText(fields[key])
  return {
    apiVersion: text('apiVersion'),
    name: text('name'),
    version: text('version'),
    appVersion: text('appVersion'),
    description: text('description'),
    type: text('type'),
    home: text('home'),
    icon: text('icon'),
    kubeVersion: text('kubeVersion'),
    deprecated: fields['deprecated'] === true,
    keywords: texts(fields['keywords']),
    sources: texts(fields['sources']),
    maintainers: list(fields['maintainers']).map((m) => ({
      name: asText(m['name']),
      email: asText(m['email']),
      url: asText(m['url']),
    })),
    annotations: Object.fromEntries(
      Object.entries(asFields(fields['annotations']) ?? {}).map(([k, v]) => [k, asText(v)]),
    ),
    dependencies: dependencies(fields, files),
  }
}

/** Charts of the first API version keep their dependencies in a file of its own. */
function dependencies(fields: Fields, files: readonly ArchiveFile[]): Dependency[] {
  const legacy = files.find((f) => f.path === 'requirements.yaml')
  const declared =
    fields['dependencies'] ??
    (legacy === undefined ? undefined : asFields(parseYaml(legacy, legacy.path))?.['dependencies'])
  return list(declared).map((d) => {
    const name = asText(d['name'])
    return {
      name,
      version: asText(d['version']),
      repository: asText(d['repository']),
      alias: asText(d['alias']) || null,
      condition: asText(d['condition']) || null,
      tags: texts(d['tags']),
      vendored: files.some(
        (f) =>
          f.path.startsWith(`charts/${name}/`) ||
          (f.path.startsWith(`charts/${name}-`) && f.path.endsWith('.tgz')),
      ),
    }
  })
}

function parseYaml(file: ArchiveFile, name: string): unknown {
  try {
    return parsePlainYaml(file.data)
  } catch (error) {
    throw invalid(`${name} is not YAML: ${(error as Error).message.split('\n')[0]}`)
  }
}

const invalid = (words: string): SourceError => new SourceError('CHART_INVALID', words, { phase: 'archive' })

const asFields = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined

const list = (value: unknown): Fields[] =>
  Array.isArray(value) ? value.map(asFields).filter((v) => v !== undefined) : []
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(asText) : [])
const asText = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
      ? String(value)
      : ''
