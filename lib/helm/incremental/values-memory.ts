import { runningBudget } from '../../go/meter.ts'
import type { Dict, Value } from '../../go/value.ts'
import type { Chart } from '../chart/chart.ts'
import { plainStages } from '../stages.ts'
import type { HelmProfile } from '../profile.ts'
import { Warnings } from '../warnings.ts'
import { copyChart } from './copy-chart.ts'
import { costOf, refund, spend, type Cost } from './cost.ts'
import { idOf, leafChanges, marked, unmarked, type LeafChange, type Place } from './leaf-changes.ts'

/** What became of a chart and a user's values the last time. */
interface Known {
  readonly loaded: Chart
  readonly user: Dict
  readonly chart: Chart
  readonly processing: Cost
  readonly values: Dict
  readonly coalescing: Cost
  /** where each of the user's leaves stands in the values */
  readonly places: ReadonlyMap<string, readonly Place[]>
}

/** A place in values, and what stands there now. */
export interface Touched extends Place {
  readonly value: Value
}

/**
 * Dependencies and coalesced values of the last render. They are moved along where the user's values differ in leaves
 * alone, for coalescing looks at maps, lists, nulls and keys, and at no leaf but those that conditions and tags name.
 */
export class ValuesMemory {
  #known: Known | undefined
  /** how the values asked for differ from the known ones, where they can be had from these */
  #changes: readonly LeafChange[] | undefined
  #processing: { readonly chart: Chart; readonly cost: Cost; readonly isQuiet: boolean } | undefined
  #loaded: Chart | undefined

  /** The chart as its dependencies leave it; `loaded` stays as it is. */
  processed(loaded: Chart, user: Dict, profile: HelmProfile, warnings: Warnings): Chart {
    const known = this.#known
    this.#changes = known?.loaded === loaded ? inert(loaded, leafChanges(known.user, user)) : undefined
    const budget = runningBudget()!
    if (known !== undefined && this.#changes !== undefined) {
      spend(budget, known.processing)
      return known.chart
    }
    this.#known = undefined
    this.#loaded = loaded
    const before = costOf(budget)
    const said = warnings.lines.length
    const chart = plainStages.processDependencies(copyChart(loaded), user, profile, warnings)
    const isQuiet = warnings.lines.length === said
    this.#processing = { chart, cost: costOf(budget, before), isQuiet }
    return chart
  }

  /** @returns the values, and what of them changed in place since they were last returned; undefined for all */
  coalesce(
    chart: Chart,
    user: Dict,
    profile: HelmProfile,
    warnings: Warnings,
  ): { readonly values: Dict; readonly touched: readonly Touched[] | undefined } {
    const known = this.#known
    if (known !== undefined && this.#changes !== undefined) return this.#moved(known, user, this.#changes)
    const processing = this.#processing!
    const attempt = processing.isQuiet ? coalesceMarked(chart, user, profile) : undefined
    if (attempt === undefined)
      return { values: plainStages.coalesce(chart, user, profile, warnings), touched: undefined }
    this.#known = {
      loaded: this.#loaded!,
      user,
      chart,
      processing: processing.cost,
      ...attempt,
    }
    return { values: attempt.values, touched: undefined }
  }

  #moved(
    known: Known,
    user: Dict,
    changes: readonly LeafChange[],
  ): { readonly values: Dict; readonly touched: readonly Touched[] } {
    spend(runningBudget()!, known.coalescing)
    const touched: Touched[] = []
    for (const { path, value } of changes) {
      for (const { entries, key } of known.places.get(idOf(path)) ?? []) {
        entries.set(key, value)
        touched.push({ entries, key, value })
      }
    }
    this.#known = { ...known, user }
    return { values: known.values, touched }
  }
}

/** Coalesces with marks for leaves; undefined where something is said of them on the way. */
function coalesceMarked(
  chart: Chart,
  user: Dict,
  profile: HelmProfile,
): Pick<Known, 'values' | 'coalescing' | 'places'> | undefined {
  const budget = runningBudget()!
  const before = costOf(budget)
  const warnings = new Warnings(profile)
  try {
    const values = plainStages.coalesce(chart, marked(user), profile, warnings)
    if (warnings.lines.length === 0)
      return { values, coalescing: costOf(budget, before), places: unmarked(values) }
  } catch {
    // whatever it was, it comes again, in words that name no marks
  }
  refund(budget, before)
  return undefined
}

/** Changes that enable or disable no chart; undefined where one may. */
function inert(chart: Chart, changes: readonly LeafChange[] | undefined): readonly LeafChange[] | undefined {
  const switches = changes?.filter(({ old, value }) => typeof old === 'boolean' || typeof value === 'boolean')
  if (switches === undefined || switches.length === 0) return changes
  if (switches.some(({ path }) => path.includes('tags'))) return undefined
  const conditions = conditionsOf(chart)
  const decides = (path: readonly string[]): boolean =>
    conditions.some((condition) => endsAlike(path, condition))
  return switches.some(({ path }) => decides(path)) ? undefined : changes
}

const conditionsOf = (chart: Chart): (readonly string[])[] => [
  ...(chart.metadata.dependencies ?? []).flatMap((request) =>
    (request?.condition ?? '').split(',').map((condition) => condition.trim().split('.')),
  ),
  ...chart.dependencies.flatMap(conditionsOf),
]

/** Whether one path is the end of the other: globals stand at several places. */
function endsAlike(a: readonly string[], b: readonly string[]): boolean {
  const shared = Math.min(a.length, b.length)
  for (let i = 1; i <= shared; i++) if (a.at(-i) !== b.at(-i)) return false
  return true
}
