import { sprintf } from '../../go/fmt/index.ts'
import { countItems, countSteps } from '../../go/meter.ts'
import { quote } from '../../go/strconv/index.ts'
import { Dict, GoError, type Value } from '../../go/value.ts'
import type { Chart } from '../chart/chart.ts'
import type { HelmProfile } from '../profile.ts'
import type { Warnings } from '../warnings.ts'
import { copyMap } from './copy.ts'

const GLOBAL = 'global'

const concatPrefix = (a: string, b: string): string => (a === '' ? b : `${a}.${b}`)
const isTable = (v: Value): v is Dict => v instanceof Dict

/**
 * Puts a chart's defaults under given values. Coalescing drops a key that is null where the chart has a default for it;
 * merging keeps nulls for a later coalescing. Mirrors Helm's coalesce.go, which shares maps between what it reads and
 * what it gives: so does this.
 */
export class Coalescer {
  readonly #profile: HelmProfile
  readonly #warnings: Warnings

  constructor(profile: HelmProfile, warnings: Warnings) {
    this.#profile = profile
    this.#warnings = warnings
  }

  /** The values of a chart and of those below it. @throws GoError where a subchart's values are no map */
  coalesceValues(chart: Chart, values: Dict | null): Dict {
    return this.#coalesce(chart, copyMap(values), '', false)
  }

  mergeValues(chart: Chart, values: Dict | null): Dict {
    return this.#coalesce(chart, copyMap(values), '', true)
  }

  mergeTables(dst: Dict, src: Dict): Dict {
    return this.#tables(dst, src, '', true)
  }

  #coalesce(chart: Chart, dest: Dict, prefix: string, merge: boolean): Dict {
    this.#values(chart, dest, prefix, merge)
    for (const subchart of chart.dependencies) this.#dependency(chart, subchart, dest, prefix, merge)
    return dest
  }

  #dependency(chart: Chart, subchart: Chart, dest: Dict, prefix: string, merge: boolean): void {
    const { name } = subchart
    if (!dest.has(name)) dest.set(name, new Dict())
    const values = dest.get(name)
    if (!isTable(values)) throw new GoError(sprintf('type mismatch on %s: %t', [name, values!]))
    const subPrefix = concatPrefix(prefix, chart.name)
    this.#globals(values, dest, subPrefix)
    dest.set(name, this.#coalesce(subchart, values, subPrefix, merge))
  }

  /** A subchart sees its parent's globals, which win over its own. */
  #globals(dest: Dict, src: Dict, prefix: string): void {
    const dg = dest.has(GLOBAL) ? dest.get(GLOBAL) : new Dict()
    if (!isTable(dg))
      return this.#warn(138, 'warning: skipping globals because destination global is not a table.')
    const sg = src.has(GLOBAL) ? src.get(GLOBAL) : new Dict()
    if (!isTable(sg))
      return this.#warn(145, 'warning: skipping globals because source global is not a table.')
    countSteps(1 + sg.size)
    for (const [key, value] of sg.entries) {
      const own = dg.get(key)
      if (isTable(value)) {
        countItems(value.size)
        const copy = new Dict(value.entries.entries())
        if (!dg.has(key)) dg.set(key, copy)
        else if (!isTable(own))
          this.#warn(161, `Conflict: cannot merge map onto non-map for ${quote(key)}. Skipping.`)
        else {
          this.#tables(copy, own, concatPrefix(prefix, key), true)
          dg.set(key, copy)
        }
      } else if (isTable(own)) this.#warn(175, `key ${key} is table. Skipping`)
      else dg.set(key, value)
    }
    dest.set(GLOBAL, dg)
  }

  #values(chart: Chart, v: Dict, prefix: string, merge: boolean): void {
    const subPrefix = concatPrefix(prefix, chart.name)
    const cleans = this.#profile.dropsDefaultNulls && !merge
    for (const [key, value] of copyMap(chart.values).entries) {
      if (!v.has(key)) {
        if (cleans && value === null) continue
        if (cleans && isTable(value)) dropNulls(value)
        v.set(key, value)
        continue
      }
      const given = v.get(key)
      if (given === null && !merge) v.delete(key)
      else if (isTable(given)) {
        if (!isTable(value)) {
          if (value !== null) this.#warn(237, `warning: skipped value for ${subPrefix}.${key}: Not a table.`)
          continue
        }
        const mergeBelow = merge || chart.dependencies.some((dependency) => dependency.name === key)
        if (this.#profile.dropsDefaultNulls && !mergeBelow) dropNulls(value)
        this.#tables(given, value, concatPrefix(subPrefix, key), mergeBelow)
      }
    }
  }

  /** Merges `src` into `dst`, which wins. `src` is changed too: it gets the nulls of `dst`. */
  #tables(dst: Dict, src: Dict, prefix: string, merge: boolean): Dict {
    countSteps(1 + dst.size + src.size)
    const hadValue = new Set<string>()
    for (const [key, value] of src.entries) if (value !== null) hadValue.add(key)
    for (const [key, value] of dst.entries) if (value === null) src.set(key, null)
    for (const [key, value] of src.entries) {
      const fullKey = concatPrefix(prefix, key)
      const own = dst.get(key)
      if (own === null && !merge && (hadValue.has(key) || !this.#profile.keepsUserNulls)) dst.delete(key)
      else if (own === undefined) dst.set(key, value)
      else if (isTable(value)) {
        if (isTable(own)) this.#tables(own, value, fullKey, merge)
        else
          this.#warn(
            316,
            sprintf('warning: cannot overwrite table with non table for %s (%v)', [fullKey, value]),
          )
      } else if (isTable(own) && value !== null) {
        this.#warn(
          319,
          sprintf('warning: destination for %s is a table. Ignoring non-table value (%v)', [fullKey, value!]),
        )
      }
    }
    return dst
  }

  #warn(line: number, text: string): void {
    this.#warnings.log(`coalesce.go:${line}`, text)
  }
}

/** Removes nulls from a chart's defaults, however deep in maps. Mirrors `cleanNilValues`. */
function dropNulls(map: Dict): void {
  for (const [key, value] of map.entries) {
    if (value === null) map.delete(key)
    else if (isTable(value)) dropNulls(value)
  }
}
