import { readArchive, ArchiveError, type ArchiveOptions } from '../../archive/index.ts'
import { ext } from '../../go/path/index.ts'
import { fromBytes } from '../../go/text.ts'
import { GoError } from '../../go/value.ts'
import { shape, unmarshalInto } from '../../yaml/index.ts'
import { HelmError, refusing } from '../error.ts'
import type { HelmProfile } from '../profile.ts'
import type { ChartFile } from '../request.ts'
import type { Warnings } from '../warnings.ts'
import { Chart } from './chart.ts'
import { metadataShape, validateMetadata, type Metadata } from './metadata.ts'
import { loadValues } from './value-documents.ts'

const chartBase = shape.struct('loader.chartBase', { apiVersion: shape.text })

/**
 * Builds the tree of charts from the files of one. Mirrors `loader.LoadFiles`, and for Helm 4 what stands before it.
 * @throws HelmError CHART_INVALID in Helm's words
 */
export function loadChart(files: readonly ChartFile[], profile: HelmProfile, warnings: Warnings): Chart {
  return refusing('CHART_INVALID', '', () => {
    const isV3 = profile.checksApiVersion && readsAsV3(files)
    return new Loader(profile, warnings, isV3).load(files)
  })
}

/** Helm 4 looks first at which format a chart is written in. */
function readsAsV3(files: readonly ChartFile[]): boolean {
  const file = files.find(({ path }) => path === 'Chart.yaml')
  if (file === undefined) throw new GoError('unable to detect chart version, no Chart.yaml found')
  const { apiVersion } = refusing('CHART_INVALID', 'cannot load Chart.yaml: ', () =>
    unmarshalInto(fromBytes(file.data), chartBase),
  )
  if (!['v1', 'v2', 'v3', ''].includes(apiVersion)) throw new GoError('unsupported chart version')
  return apiVersion === 'v3'
}

/** Archives within archives share what one archive may unpack to, and may not nest without end. */
const MAX_NESTED_BYTES = 100 * 1024 * 1024
const MAX_DEPTH = 32

class Loader {
  readonly #profile: HelmProfile
  readonly #warnings: Warnings
  readonly #isV3: boolean
  #unpacked = 0
  #depth = 0

  constructor(profile: HelmProfile, warnings: Warnings, isV3: boolean) {
    this.#profile = profile
    this.#warnings = warnings
    this.#isV3 = isV3
  }

  load(files: readonly ChartFile[]): Chart {
    let metadata = this.#chartYaml(files)
    const isV1 = (): boolean => metadata?.apiVersion === 'v1'
    const chart = new Chart(metadata ?? metadataShape(this.#profile.packages.chart).zero(), this.#isV3)
    const templates: ChartFile[] = []
    const others: ChartFile[] = []
    const subcharts = new Map<string, ChartFile[]>()
    for (const file of files) {
      const { path } = file
      if (path === 'Chart.yaml') continue
      if (path === 'Chart.lock') this.#read('Chart.lock', file, lock)
      else if (path === 'values.yaml') {
        chart.values = refusing('CHART_INVALID', 'cannot load values.yaml: ', () =>
          loadValues(fromBytes(file.data), this.#profile),
        )
      } else if (path === 'values.schema.json') chart.schema = fromBytes(file.data)
      else if (path === 'requirements.yaml' && !this.#isV3) {
        metadata ??= chart.metadata
        if (!isV1())
          this.#warnings.log(
            'load.go:120',
            words('Dependencies are handled in Chart.yaml', 'dependencies to Chart.yaml'),
          )
        this.#read('requirements.yaml', file, metadataShape(this.#profile.packages.chart), metadata)
        if (isV1()) others.push(file)
      } else if (path === 'requirements.lock' && !this.#isV3) {
        this.#read('requirements.lock', file, lock)
        metadata ??= chart.metadata
        if (!isV1())
          this.#warnings.log(
            'load.go:138',
            words('Dependency locking is handled in Chart.lock', 'to Chart.lock'),
          )
        if (isV1()) others.push(file)
      } else if (path.startsWith('templates/')) templates.push(file)
      else if (path.startsWith('charts/') && ext(path) !== '.prov') {
        const below = path.slice('charts/'.length)
        const name = below.split('/', 1)[0]!
        const known = subcharts.get(name)
        if (known === undefined) subcharts.set(name, [{ path: below, data: file.data }])
        else known.push({ path: below, data: file.data })
      } else others.push(file)
    }
    if (metadata === undefined) throw new GoError('Chart.yaml file is missing')
    validateMetadata(metadata)
    chart.templates = templates
    chart.files = others
    for (const [name, below] of subcharts) {
      const subchart = this.#subchart(name, below, chart.name)
      if (subchart !== undefined) chart.addDependency(subchart)
    }
    return chart
  }

  #chartYaml(files: readonly ChartFile[]): Metadata | undefined {
    let metadata: Metadata | undefined
    const into = metadataShape(this.#profile.packages.chart)
    for (const file of files) {
      if (file.path !== 'Chart.yaml') continue
      metadata = this.#read('Chart.yaml', file, into, metadata)
      if (metadata.apiVersion === '') metadata.apiVersion = this.#isV3 ? 'v3' : 'v1'
    }
    return metadata
  }

  #read<R>(name: string, file: ChartFile, into: shape.Shape<R>, current?: R): R {
    return refusing('CHART_INVALID', `cannot load ${name}: `, () =>
      unmarshalInto(fromBytes(file.data), into, current),
    )
  }

  #subchart(name: string, files: readonly ChartFile[], parent: string): Chart | undefined {
    if (name.startsWith('_') || name.startsWith('.')) return undefined
    const first = files[0]!
    if (ext(name) === '.tgz' && first.path !== name) {
      throw new GoError(`error unpacking subchart tar in ${parent}: expected ${name}, got ${first.path}`)
    }
    return refusing('CHART_INVALID', `error unpacking subchart ${name} in ${parent}: `, () => {
      if (++this.#depth > MAX_DEPTH)
        throw new HelmError('LIMIT_EXCEEDED', `charts nest deeper than ${MAX_DEPTH}`)
      const below = ext(name) === '.tgz' ? this.#unpack(first.data) : withoutFirstSegment(files)
      const chart = this.load(below)
      this.#depth--
      return chart
    })
  }

  #unpack(packed: Uint8Array): ChartFile[] {
    const options: ArchiveOptions = { limits: { total: MAX_NESTED_BYTES - this.#unpacked } }
    try {
      const files = readArchive(packed, options)
      for (const { data } of files) this.#unpacked += data.length
      return files
    } catch (error) {
      throw error instanceof ArchiveError ? new GoError(error.message) : error
    }
  }
}

const words = (what: string, move: string): string =>
  `Warning: ${what} since apiVersion "v2". We recommend migrating ${move}.`

const withoutFirstSegment = (files: readonly ChartFile[]): ChartFile[] =>
  files.flatMap(({ path, data }) => {
    const slash = path.indexOf('/')
    return slash < 0 ? [] : [{ path: path.slice(slash + 1), data }]
  })

/** Rendering never looks at a lock; reading it only shows that it can be read. */
const lock = shape.struct('chart.Lock', {
  generated: shape.anything,
  digest: shape.text,
  dependencies: shape.list(shape.anything),
})
