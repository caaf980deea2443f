import type { ChartAsked, ComparedRelease, Release, Rollout } from '../rollout/index.ts'
import type { RolloutChart, RolloutRow } from '../schema/rollout.ts'
import { chartText, NO_FACTS, rolloutRow, type ReleaseFacts } from '../schema/rollout-row.ts'
import type { FromRolloutWorker, RenderedHere, ToRolloutWorker } from '../worker/rollout-protocol.ts'
import { ApiError, ask, sendJson } from './api.ts'
import { readEvents } from './event-stream.ts'
import { api } from './routes.ts'
import type { RolloutText } from './rollout-files.ts'

/** How far a rollout is: charts that were asked for, and of how many. */
export interface RolloutProgress {
  readonly phase: 'reading' | 'resolving' | 'rendering' | 'done'
  readonly done: number
  readonly total: number
}

export interface RolloutView {
  readonly rollout: Rollout
  /** connections and trust of the files, as YAML for a configuration of ours; "" where there are none */
  readonly draft: string
  readonly rows: readonly RolloutRow[]
  /** the layers that a release was rendered with; undefined before that */
  valuesOf(release: string): RenderedHere['values'] | undefined
  /** the releases as two rollouts are compared by them */
  readonly compared: readonly ComparedRelease[]
  readonly progress: RolloutProgress
}

export interface RolloutInput {
  readonly files: readonly RolloutText[]
  readonly environment: string
  readonly env: Readonly<Record<string, string>>
}

/** The part of a Worker that is used, so that tests can stand in for it. */
export interface RolloutWorker {
  postMessage(message: ToRolloutWorker, transfer?: Transferable[]): void
  onmessage: ((event: MessageEvent<FromRolloutWorker>) => void) | null
  terminate(): void
}

/** Charts that are asked for in one request. */
const AT_ONCE = 200

interface Group {
  readonly releases: Release[]
  readonly chart: ChartAsked
  readonly version: string
  readonly devel: boolean
}

/**
 * Reads a rollout in a worker of this browser, asks the server for its charts by reference alone, and renders each release
 * here. Files and values go to the worker and nowhere else. Charts are fetched one after another, each once, and let go.
 */
export class RolloutRun {
  readonly #worker: RolloutWorker
  readonly #tell: (view: RolloutView) => void
  readonly #aborted = new AbortController()
  readonly #facts = new Map<string, ReleaseFacts>()
  readonly #rendered = new Map<string, RenderedHere>()
  readonly #waiting = new Map<number, (answer: FromRolloutWorker) => void>()
  #rollout: Rollout | undefined
  #draft = ''
  #progress: RolloutProgress = { phase: 'reading', done: 0, total: 0 }
  #last = 0
  #due: ReturnType<typeof setTimeout> | undefined

  constructor(worker: RolloutWorker, tell: (view: RolloutView) => void) {
    this.#worker = worker
    this.#tell = tell
    worker.onmessage = ({ data }) => {
      this.#waiting.get(data.id)?.(data)
      this.#waiting.delete(data.id)
    }
  }

  /** @throws ApiError when the server cannot be asked at all */
  async run({ files, environment, env }: RolloutInput): Promise<void> {
    const answer = await this.#ask({
      kind: 'read',
      files: files.map(({ path, text }) => [path, text] as const),
      environment,
      env,
    })
    if (answer.kind !== 'read') return
    this.#rollout = answer.rollout
    this.#draft = answer.draft
    const { local, remote } = groupsOf(answer.rollout)
    this.#step('resolving', 0, remote.length)
    for (const group of local) await this.#renderLocal(group, files)
    const charts = await this.#resolve(remote)
    let done = 0
    this.#step('rendering', 0, charts.size)
    for (const { chart, groups } of charts.values()) {
      await this.#render(chart, groups)
      this.#step('rendering', ++done, charts.size)
    }
    this.#step('done', done, charts.size)
  }

  end(): void {
    this.#aborted.abort()
    clearTimeout(this.#due)
    this.#worker.terminate()
  }

  /** Asks for all charts by reference. @returns those that were found, by digest and address */
  async #resolve(groups: readonly Group[]): Promise<Map<string, { chart: RolloutChart; groups: Group[] }>> {
    const charts = new Map<string, { chart: RolloutChart; groups: Group[] }>()
    let done = 0
    for (let from = 0; from < groups.length; from += AT_ONCE) {
      const some = groups.slice(from, from + AT_ONCE)
      const body = {
        charts: some.map(({ chart, version, devel }) => ({ ...addressOf(chart), version, devel })),
      }
      const response = await sendJson(
        'POST',
        api.rolloutCharts,
        body,
        this.#aborted.signal,
        'text/event-stream',
      )
      for await (const { event, data } of readEvents(response)) {
        if (event !== 'step') continue
        const chart = data as RolloutChart
        const group = some[chart.index]!
        const { resolved, verdict, provenance, failure } = chart
        for (const { id } of group.releases)
          this.#facts.set(id, { ...NO_FACTS, resolved, verdict, provenance, failure })
        this.#step('resolving', ++done, groups.length)
        if (resolved === null) continue
        const key = `${resolved.digest} ${resolved.source} ${resolved.repository}`
        const same = charts.get(key)
        if (same === undefined) charts.set(key, { chart, groups: [group] })
        else same.groups.push(group)
      }
    }
    return charts
  }

  async #render({ resolved }: RolloutChart, groups: readonly Group[]): Promise<void> {
    const releases = groups.flatMap((group) => group.releases).filter(({ broken }) => !broken)
    if (resolved === null || resolved.source === null || releases.length === 0) return
    const { source, repository, digest } = resolved
    try {
      const answer = await ask(api.archive({ source, repository, version: digest }), this.#aborted.signal)
      const chart = new Uint8Array(await answer.arrayBuffer())
      await this.#renderHere(chart, digest, releases, [chart.buffer])
    } catch (error) {
      this.#aborted.signal.throwIfAborted()
      const problem = error instanceof ApiError ? error.problem : null
      const failure = {
        code: problem?.code ?? 'INTERNAL',
        message: problem?.title ?? String(error),
        cure: problem?.cure ?? '',
      }
      for (const { id } of releases) this.#facts.set(id, { ...(this.#facts.get(id) ?? NO_FACTS), failure })
    }
  }

  /** A chart whose folder was dropped as well. */
  async #renderLocal({ chart, releases }: Group, files: readonly RolloutText[]): Promise<void> {
    if (chart.from !== 'folder') return
    const prefix = chart.path === '.' ? '' : `${chart.path}/`
    const own = files.filter(({ path }) => path.startsWith(prefix))
    if (!own.some(({ path }) => path === `${prefix}Chart.yaml`)) {
      const failure = {
        code: 'NOT_FOUND',
        message: `${chart.path} is not among the files`,
        cure: 'Drop the chart’s folder as well.',
      }
      for (const { id } of releases) this.#facts.set(id, { ...NO_FACTS, failure })
      return
    }
    const encoder = new TextEncoder()
    const data = own.map(({ path, text }) => ({
      path: path.slice(prefix.length),
      data: encoder.encode(text),
    }))
    await this.#renderHere(
      data,
      '',
      releases.filter(({ broken }) => !broken),
    )
  }

  async #renderHere(
    chart: Extract<ToRolloutWorker, { kind: 'render' }>['chart'],
    digest: string,
    releases: readonly Release[],
    transfer: Transferable[] = [],
  ): Promise<void> {
    if (releases.length === 0) return
    const answer = await this.#ask({ kind: 'render', chart, digest, releases }, transfer)
    if (answer.kind !== 'rendered') return
    for (const result of answer.results) {
      this.#rendered.set(result.release, result)
      const facts = this.#facts.get(result.release) ?? NO_FACTS
      this.#facts.set(result.release, {
        ...facts,
        resolved:
          facts.resolved === null
            ? null
            : { ...facts.resolved, version: answer.version || facts.resolved.version },
        objects: result.objects?.length ?? null,
        images: result.objects === null ? null : result.images,
        warnings: result.warnings,
        failure: result.failure === null ? facts.failure : { ...result.failure, cure: '' },
      })
    }
  }

  #ask(message: WithoutId<ToRolloutWorker>, transfer: Transferable[] = []): Promise<FromRolloutWorker> {
    const id = ++this.#last
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      this.#worker.postMessage({ ...message, id }, transfer)
    })
  }

  /** Tells how far it is: at once where a phase begins or ends, else a few times a second. */
  #step(phase: RolloutProgress['phase'], done: number, total: number): void {
    const isTurn = phase !== this.#progress.phase || phase === 'done'
    this.#progress = { phase, done, total }
    if (isTurn) {
      clearTimeout(this.#due)
      this.#due = undefined
      this.#tell(this.#view())
    } else
      this.#due ??= setTimeout(() => {
        this.#due = undefined
        if (!this.#aborted.signal.aborted) this.#tell(this.#view())
      }, 120)
  }

  #view(): RolloutView {
    const rollout = this.#rollout!
    const rows = rollout.releases.map((release) =>
      rolloutRow(
        release,
        this.#facts.get(release.id) ?? NO_FACTS,
        rollout.problems.filter((problem) => problem.release === release.id),
      ),
    )
    const compared = rollout.releases.flatMap((release, i) =>
      release.installed ? [this.#compared(release, rows[i]!)] : [],
    )
    const valuesOf = (id: string): RenderedHere['values'] | undefined => this.#rendered.get(id)?.values
    return { rollout, draft: this.#draft, rows, compared, valuesOf, progress: this.#progress }
  }

  #compared(release: Release, row: RolloutRow): ComparedRelease {
    return {
      tool: release.tool,
      cluster: release.cluster,
      namespace: release.namespace,
      name: release.name,
      chart: chartText(release),
      version: row.resolved?.version ?? (release.version || null),
      digest: row.resolved?.digest ?? null,
      verdict: row.verdict?.status ?? null,
      signer: row.verdict?.signer ?? null,
      objects: this.#rendered.get(release.id)?.objects ?? null,
      images: row.images,
    }
  }
}

type WithoutId<M> = M extends unknown ? Omit<M, 'id'> : never

/** Releases by the chart they ask for. */
function groupsOf({ releases }: Rollout): { local: Group[]; remote: Group[] } {
  const groups = new Map<string, Group>()
  for (const release of releases) {
    const { chart, version, digest, devel, installed } = release
    if (!installed || chart.from === 'elsewhere') continue
    const asked = digest ?? version
    const key = JSON.stringify([chart, asked, devel])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { releases: [release], chart, version: asked, devel })
    else group.releases.push(release)
  }
  const all = [...groups.values()]
  return {
    local: all.filter(({ chart }) => chart.from === 'folder'),
    remote: all.filter(({ chart }) => chart.from !== 'folder'),
  }
}

function addressOf(chart: ChartAsked): { url: string; name: string } {
  switch (chart.from) {
    case 'registry':
      return { url: chart.reference, name: '' }
    case 'repository':
      return { url: chart.repository, name: chart.name }
    case 'archive':
      return { url: chart.url, name: '' }
    default:
      return { url: chartText({ chart }), name: '' }
  }
}
