import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ChartMetadata } from '../../../schema/chart.ts'
import type { ChartRow, Listing, VersionRow, Versions } from '../../../schema/source.ts'
import { chartMetadata } from '../../chart/metadata.ts'
import { filesOf } from '../../chart/unpack.ts'
import { SourceError } from '../../errors/source-error.ts'
import { hashOf } from '../checked-bytes.ts'
import { chooseVersion, versionOf } from '../choose-version.ts'
import type { Limits } from '../limits.ts'
import { noSuchVersion } from '../manifest-source.ts'
import type { ChartSource, ResolvedChart } from '../source.ts'
import { packFiles, readChartFolder } from './pack-folder.ts'

interface Options {
  readonly name: string
  readonly limits: Limits
  readonly now: () => Date
}

/** A chart that lies in a file or an unpacked folder. */
interface LocalChart {
  readonly file: string
  readonly packed: boolean
  readonly metadata: ChartMetadata
  readonly digest: string
  readonly changed: number
}

/** Archives and unpacked charts of one folder; also a single archive or a single unpacked chart. */
export class FolderSource implements ChartSource {
  readonly #path: string
  readonly #options: Options
  /** what was read, while size and time of change stay the same */
  readonly #known = new Map<string, LocalChart>()

  constructor(path: string, options: Options) {
    this.#path = path
    this.#options = options
  }

  async list(): Promise<Listing> {
    const { charts, broken } = this.#read()
    const names = [...new Set(charts.map((c) => c.metadata.name))].sort()
    return {
      source: this.#options.name,
      listing: broken.length > 0 ? 'partial' : 'complete',
      reason: broken[0]?.toProblem() ?? null,
      charts: names.map((name) => rowOf(name, this.#of(charts, name))),
      others: [],
      askedAt: this.#options.now().toISOString(),
    }
  }

  async versions(repository: string): Promise<Versions> {
    const own = this.#named(repository)
    const { name } = own[0]!.metadata
    return {
      name,
      versions: own.map(({ metadata, digest, changed }): VersionRow => ({
        version: metadata.version,
        tag: metadata.version,
        digest,
        created: new Date(changed).toISOString(),
        appVersion: metadata.appVersion || null,
        resolvable: versionOf(metadata.version) !== undefined,
      })),
      otherTags: [],
    }
  }

  async resolve(repository: string, asked: string): Promise<ResolvedChart> {
    const own = this.#named(repository)
    const only = repository === '' && asked === '' ? own[0] : undefined
    const chart = only ?? own.find((c) => c.digest === asked) ?? this.#pick(own, asked)
    return {
      repository: chart.metadata.name,
      asked,
      tag: chart.metadata.version,
      reference: chart.file,
      digest: chart.digest,
      created: new Date(chart.changed).toISOString(),
      manifest: null,
      layers: [],
      ...(!chart.packed && { unpacked: true }),
    }
  }

  #pick(own: readonly LocalChart[], asked: string): LocalChart {
    const names = own.map((c) => c.metadata.version)
    let version: string | undefined
    try {
      version = chooseVersion(names, asked)
    } catch {
      version = undefined
    }
    const chart = own.find((c) => c.metadata.version === version)
    if (chart === undefined) throw noSuchVersion(own[0]!.metadata.name, asked, names, this.#path)
    return chart
  }

  async archive(chart: ResolvedChart): Promise<Uint8Array> {
    const bytes = this.#bytes(chart.reference)
    if (hashOf(bytes) !== chart.digest)
      throw new SourceError('DIGEST_MISMATCH', `${chart.reference} changed while it was read`, {
        host: chart.reference,
        phase: 'read',
      })
    return bytes
  }

  async provenance(chart: ResolvedChart): Promise<Uint8Array | null> {
    const file = `${chart.reference}.prov`
    if (!existsSync(file)) return null
    if (statSync(file).size > this.#options.limits.provenance) {
      throw new SourceError(
        'LIMIT_EXCEEDED',
        `${file} is larger than ${this.#options.limits.provenance} bytes`,
        { host: file, phase: 'read' },
      )
    }
    return readFileSync(file)
  }

  async config(): Promise<null> {
    return null
  }

  #named(repository: string): LocalChart[] {
    const { charts, broken } = this.#read()
    const own = repository === '' ? this.#sorted(charts) : this.#of(charts, repository)
    if (own.length > 0) return own
    throw (
      broken[0] ??
      new SourceError(
        'NOT_FOUND',
        `no chart ${repository === '' ? '' : `${JSON.stringify(repository)} `}in ${this.#path}`,
        { host: this.#path, phase: 'read' },
      )
    )
  }

  #of(charts: readonly LocalChart[], name: string): LocalChart[] {
    return this.#sorted(charts.filter((c) => c.metadata.name === name))
  }

  #sorted(charts: readonly LocalChart[]): LocalChart[] {
    const key = (c: LocalChart): ReturnType<typeof versionOf> => versionOf(c.metadata.version)
    return [...charts].sort((a, b) => {
      const [left, right] = [key(a), key(b)]
      if (left === undefined || right === undefined)
        return Number(left === undefined) - Number(right === undefined)
      return right.compare(left)
    })
  }

  /** Every chart there is; one that cannot be read does not hide the others. */
  #read(): { charts: LocalChart[]; broken: SourceError[] } {
    const charts: LocalChart[] = []
    const broken: SourceError[] = []
    for (const file of this.#candidates()) {
      try {
        charts.push(this.#chart(file))
      } catch (error) {
        if (!(error instanceof SourceError)) throw error
        broken.push(error.with({ host: file }))
      }
    }
    return { charts, broken }
  }

  #candidates(): string[] {
    const missing = (): SourceError =>
      new SourceError('NOT_FOUND', `no such file or folder: ${this.#path}`, {
        host: this.#path,
        phase: 'read',
      })
    if (!existsSync(this.#path)) throw missing()
    if (statSync(this.#path).isFile() || existsSync(join(this.#path, 'Chart.yaml'))) return [this.#path]
    return readdirSync(this.#path)
      .sort()
      .map((name) => join(this.#path, name))
      .filter(
        (path) => (path.endsWith('.tgz') && statSync(path).isFile()) || existsSync(join(path, 'Chart.yaml')),
      )
  }

  #chart(file: string): LocalChart {
    const about = statSync(file)
    const packed = about.isFile()
    const key = `${file}\0${about.size}\0${about.mtimeMs}`
    const known = packed ? this.#known.get(key) : undefined
    if (known !== undefined) return known
    const bytes = this.#bytes(file)
    const chart = {
      file,
      packed,
      metadata: chartMetadata(filesOf(bytes)),
      digest: hashOf(bytes),
      changed: about.mtimeMs,
    }
    if (packed) this.#known.set(key, chart)
    return chart
  }

  #bytes(file: string): Uint8Array {
    const { limits } = this.#options
    const about = statSync(file)
    if (!about.isFile()) return packFiles(basename(file), readChartFolder(file, limits))
    if (about.size > limits.archive)
      throw new SourceError('LIMIT_EXCEEDED', `${file} has ${about.size} bytes, ${limits.archive} are read`, {
        host: file,
        phase: 'read',
      })
    return readFileSync(file)
  }
}

function rowOf(name: string, charts: readonly LocalChart[]): ChartRow {
  const newest = charts.find((c) => versionOf(c.metadata.version)?.pre === '') ?? charts[0]!
  const { version, appVersion, description, deprecated } = newest.metadata
  return {
    name,
    repository: name,
    latest: version,
    appVersion: appVersion || null,
    description: description || null,
    updated: new Date(newest.changed).toISOString(),
    deprecated,
  }
}
