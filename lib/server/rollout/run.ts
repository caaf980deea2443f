import { createHash } from 'node:crypto'
import { imagesOf, readObjects } from '../../objects/index.ts'
import { ChartFileMissing, releaseRequest, type Release, type Rollout } from '../../rollout/index.ts'
import { chartMetadata } from '../chart/metadata.ts'
import { filesOf } from '../chart/unpack.ts'
import { toSourceError } from '../errors/source-error.ts'
import { parallel } from '../sources/parallel.ts'
import type { ChartSource, ResolvedChart } from '../sources/source.ts'
import { judgeChart } from '../verdict/judge-chart.ts'
import { Channel } from './channel.ts'
import type { OpenedChart, RolloutMeans, Wanted } from './means.ts'
import type { Failure, ReleaseResult, RenderedRelease, RolloutEvent } from './result.ts'

/** Charts that are asked for, and charts that are fetched, judged and rendered, at once. */
const ASKING = 8
const WORKING = 3

interface Group {
  readonly wanted: Wanted
  readonly releases: Release[]
}
interface Found extends Group {
  readonly opened: OpenedChart
  readonly chart: ResolvedChart
}

/**
 * Resolves, judges and renders every release of a rollout. Each chart is resolved once for all that ask for it, and its archive
 * fetched once for all versions and ranges that lead to it; it is let go before the next, so memory does not grow with the
 * rollout. What fails of one release is said in its result and ends no other.
 */
export function runRollout(
  rollout: Rollout,
  means: RolloutMeans,
  signal?: AbortSignal,
): AsyncIterable<RolloutEvent> {
  const channel = new Channel<RolloutEvent>()
  const run = new Run(rollout, means, channel, signal)
  run.all().then(
    () => channel.close(),
    (error: unknown) => channel.fail(error),
  )
  return channel
}

class Run {
  readonly #rollout: Rollout
  readonly #means: RolloutMeans
  readonly #channel: Channel<RolloutEvent>
  readonly #signal: AbortSignal | undefined
  #done = 0
  #total = 0

  constructor(
    rollout: Rollout,
    means: RolloutMeans,
    channel: Channel<RolloutEvent>,
    signal: AbortSignal | undefined,
  ) {
    this.#rollout = rollout
    this.#means = means
    this.#channel = channel
    this.#signal = signal
  }

  async all(): Promise<void> {
    const groups = this.#groups()
    this.#total = groups.length
    const found = (await parallel(groups, ASKING, (group) => this.#resolve(group))).filter(
      (one) => one !== undefined,
    )
    const charts = byDigest(found)
    this.#done = 0
    this.#total = charts.length
    await parallel(charts, WORKING, (same) => this.#chart(same))
  }

  /** Releases by the chart they ask for; those that ask for nothing are told at once. */
  #groups(): Group[] {
    const groups = new Map<string, Group>()
    for (const release of this.#rollout.releases) {
      if (!release.installed || release.chart.from === 'elsewhere') {
        this.#tell({ release, resolved: null, verdict: null, rendered: null, failure: null })
        continue
      }
      const { chart, version, digest, devel } = release
      const connection =
        release.connection === null ? null : (this.#rollout.connections[release.connection] ?? null)
      const key = JSON.stringify([chart, version, digest, devel, release.connection])
      const group = groups.get(key)
      if (group !== undefined) group.releases.push(release)
      else groups.set(key, { wanted: { chart, version, digest, devel, connection }, releases: [release] })
    }
    return [...groups.values()]
  }

  async #resolve(group: Group): Promise<Found | undefined> {
    try {
      const opened = await this.#means.open(group.wanted)
      const chart = await opened.source.resolve(opened.repository, opened.asked, this.#signal)
      return { ...group, opened, chart }
    } catch (error) {
      this.#signal?.throwIfAborted()
      const failure = failureOf(error)
      for (const release of group.releases)
        this.#tell({ release, resolved: null, verdict: null, rendered: null, failure })
      return undefined
    } finally {
      this.#progress('resolve')
    }
  }

  /** Everything about one archive: fetched once, judged once for each place, rendered for each release, then let go. */
  async #chart(same: readonly Found[]): Promise<void> {
    const [first] = same
    const { opened, chart } = first!
    const source = fetchingOnce(opened.source)
    const now = new Date()
    for (const { opened: own, releases } of same) {
      const verdict = await judgeChart(
        { source, chart, place: own.place, trust: this.#means.trust, now },
        this.#signal,
      )
      for (const release of releases) await this.#release(release, own, source, chart, verdict)
    }
    this.#progress('render')
  }

  async #release(
    release: Release,
    opened: OpenedChart,
    source: ChartSource,
    chart: ResolvedChart,
    verdict: ReleaseResult['verdict'],
  ): Promise<void> {
    const resolved = {
      version: chart.tag ?? '',
      digest: chart.digest,
      reference: chart.reference,
      source: opened.name,
      repository: opened.repository,
    }
    const about = { release, resolved, verdict, rendered: null, failure: null }
    try {
      const files = filesOf(await source.archive(chart, this.#signal))
      about.resolved = { ...resolved, version: chartMetadata(files).version }
      if (release.broken) return this.#tell(about)
      const request = releaseRequest(release, files, chart.digest)
      const response = await this.#means.render(request, this.#signal)
      if (response.ok) this.#tell({ ...about, rendered: renderedOf(response) })
      else {
        const { code, text } = response.error
        this.#tell({ ...about, failure: { code, message: text, cure: '' } })
      }
    } catch (error) {
      this.#signal?.throwIfAborted()
      this.#tell({ ...about, failure: failureOf(error) })
    }
  }

  #tell(result: ReleaseResult): void {
    this.#channel.put({ kind: 'release', result })
  }

  #progress(phase: 'resolve' | 'render'): void {
    this.#channel.put({ kind: 'progress', phase, done: ++this.#done, total: this.#total })
  }
}

function byDigest(found: readonly Found[]): Found[][] {
  const charts = new Map<string, Found[]>()
  for (const one of found) {
    const key = `${one.chart.digest} ${one.opened.place}`
    const same = charts.get(key)
    if (same === undefined) charts.set(key, [one])
    else same.push(one)
  }
  return [...charts.values()]
}

/** The same source, which keeps what it fetched of an archive as long as it lives itself. */
function fetchingOnce(source: ChartSource): ChartSource {
  let archive: Promise<Uint8Array> | undefined
  return {
    list: (signal) => source.list(signal),
    versions: (repository, options, signal) => source.versions(repository, options, signal),
    resolve: (repository, asked, signal) => source.resolve(repository, asked, signal),
    archive: (chart, signal) => (archive ??= source.archive(chart, signal)),
    provenance: (chart, signal) => source.provenance(chart, signal),
    config: (chart, signal) => source.config(chart, signal),
    artifacts: async () => (await source.artifacts?.()) ?? null,
  }
}

function renderedOf({
  stdout,
  warnings,
  objects,
}: Extract<Awaited<ReturnType<RolloutMeans['render']>>, { ok: true }>): RenderedRelease {
  const documents = readObjects(stdout, objects)
  return {
    objects: documents.map(({ kind, namespace, name, text }) => ({
      name: `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`,
      hash: createHash('sha256').update(text).digest('base64url'),
    })),
    images: imagesOf(documents).map(({ image }) => image),
    warnings: [...warnings],
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof ChartFileMissing)
    return { code: 'NOT_FOUND', message: error.message, cure: 'Look at the chart’s files.' }
  const { code, message, cure } = toSourceError(error)
  return { code, message, cure }
}
