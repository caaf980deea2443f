import { base } from '../../go/path/index.ts'
import { replaceAll } from '../../go/strings.ts'
import type { TemplateSet } from '../../go/template/index.ts'
import { Dict, GoError, type Budget, type Entries, type Host } from '../../go/value.ts'
import type { Chart } from '../chart/chart.ts'
import { execError } from '../engine/exec-error.ts'
import { NO_VALUE } from '../engine/include.ts'
import { parseAll, runningOrder } from '../engine/render.ts'
import { HelmRun } from '../engine/run.ts'
import { allTemplates, valuesFor } from '../engine/scope.ts'
import type { HelmProfile } from '../profile.ts'
import { valuesType } from '../values/values-type.ts'
import { watchedHost, type WatchedHost } from './chance.ts'
import { costOf, spend, type Cost } from './cost.ts'
import { Recorder, Trace } from './recorder.ts'
import { same } from './seen.ts'
import { shapeOf } from './shape.ts'
import type { Touched } from './values-memory.ts'
import { ValuesTree } from './values-tree.ts'
import { WatchedEntries } from './watched.ts'

/** What is known of a template file since it last ran. */
interface Ran {
  readonly trace: Trace
  readonly output: string
  readonly cost: Cost
}

/** A template file in the order of running. */
interface Step {
  readonly path: string
  /** dot */
  readonly data: Dict
  /** `.Template` while it runs */
  readonly self: Dict
  ran: Ran | undefined
}

/**
 * Templates of one chart that run again only where something that they read has changed. Gives what `renderTemplates`
 * would give, error for error and step for step of the budget.
 */
export class IncrementalTemplates {
  readonly #profile: HelmProfile
  readonly #recorder = new Recorder()
  readonly #tree = new ValuesTree(this.#recorder)
  readonly #set: TemplateSet
  /** collecting and parsing */
  readonly #preparing: Cost
  readonly #steps: readonly Step[]
  readonly #root: Dict
  readonly #shape: string
  /** values of charts for which their parents have no table */
  readonly #detached = new Set<Entries>()

  /** @throws HelmError TEMPLATE_PARSE */
  constructor(chart: Chart, top: Dict, profile: HelmProfile, budget: Budget) {
    this.#profile = profile
    this.#shape = shapeOf(chart)
    const before = costOf(budget)
    const { templates, scope } = allTemplates(chart, top, profile)
    const order = runningOrder(templates.keys())
    this.#set = parseAll(order, templates, profile)
    this.#preparing = costOf(budget, before)
    this.#root = this.#tree.watch(scope) as Dict
    this.#bindValues(chart, this.#root, true)
    const type = valuesType(profile.packages.values)
    this.#steps = order.flatMap((path) => {
      if (base(path).startsWith('_')) return []
      const { data, basePath } = templates.get(path)!
      const self = new Dict(
        [
          ['Name', path],
          ['BasePath', basePath],
        ],
        type,
      )
      const watched = this.#tree.watch(data) as Dict
      const step: Step = { path, data: watched, self: this.#tree.watch(self) as Dict, ran: undefined }
      watchedOf(watched).put('Template', step.self)
      return [step]
    })
  }

  /**
   * Brings the values and the release up to date.
   * @param touched what changed since the last time, in the very values that were given then; undefined for all
   * @returns false where that cannot be done in place: the chart then needs templates of its own
   */
  update(chart: Chart, top: Dict, touched: readonly Touched[] | undefined): boolean {
    this.#recorder.restore()
    this.#release(top.get('Release') as Dict)
    if (touched !== undefined) {
      for (const { entries, key, value } of touched) this.#tree.of(entries)?.put(key, value)
      return true
    }
    if (shapeOf(chart) !== this.#shape) return false
    this.#tree.begin()
    const old = watchedOf(this.#root).peek('Values') as Dict
    return (
      this.#tree.update(watchedOf(old), (top.get('Values') as Dict).entries) &&
      this.#bindValues(chart, this.#root)
    )
  }

  #release(next: Dict): void {
    const release = watchedOf(watchedOf(this.#root).peek('Release') as Dict)
    for (const [key, value] of next.entries) if (!same(release.peek(key), value)) release.put(key, value)
  }

  /** Each chart below has the table of its name in its parent's values; false where now another one. */
  #bindValues(chart: Chart, scope: Dict, isFirst = false): boolean {
    const type = valuesType(this.#profile.packages.values)
    const below = watchedOf(scope).peek('Subcharts') as Dict
    return chart.dependencies.every((child) => {
      const childScope = watchedOf(below).peek(child.name) as Dict
      const { entries } = watchedOf(childScope).peek('Values') as Dict
      const next = (valuesFor(child, scope, type) as Dict).entries
      const isDetached = !(next instanceof WatchedEntries)
      if (isFirst && isDetached) this.#detached.add(entries)
      if (isDetached ? !this.#detached.has(entries) : next !== entries) return false
      return this.#bindValues(child, childScope, isFirst)
    })
  }

  /**
   * Runs what has to run.
   * @param isSeeded whether the host is a function of a seed, the same as ever in this object's life
   * @returns what each file wrote, by path
   * @throws HelmError TEMPLATE_EXEC or TEMPLATE_FAIL
   */
  run(host: Host, isSeeded: boolean, budget: Budget, isFirst: boolean): Map<string, string> {
    if (!isFirst) spend(budget, this.#preparing)
    const watched = watchedHost(host, isSeeded, this.#recorder)
    const run = new HelmRun(watched, budget, this.#set)
    const rendered = new Map<string, string>()
    for (const [i, step] of this.#steps.entries()) {
      watchedOf(step.data).putQuietly('Template', step.self)
      const { ran } = step
      if (ran !== undefined && this.#holds(i, ran.trace, watched)) {
        spend(budget, ran.cost)
        watched.skip(ran.trace)
        rendered.set(step.path, ran.output)
      } else rendered.set(step.path, this.#execute(i, step, run))
      this.#recorder.clear(i)
    }
    return rendered
  }

  #holds(i: number, trace: Trace, host: WatchedHost): boolean {
    if (trace.hasEffects || trace.isVolatile || !host.repeats(trace)) return false
    return !this.#recorder.isSuspect(i) || trace.holds()
  }

  #execute(i: number, step: Step, run: HelmRun): string {
    const before = costOf(run.budget)
    const trace = new Trace()
    step.ran = undefined
    try {
      const text = this.#recorder.watch(i, trace, () => this.#set.execute(run, step.path, step.data))
      const output = replaceAll(text, NO_VALUE, '')
      step.ran = { trace, output, cost: costOf(run.budget, before) }
      return output
    } catch (error) {
      if (error instanceof GoError) throw execError(step.path, error, this.#profile)
      throw error
    }
  }
}

const watchedOf = (map: Dict): WatchedEntries => map.entries as WatchedEntries
