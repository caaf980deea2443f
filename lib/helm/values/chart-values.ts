import { Dict, type Value } from '../../go/value.ts'
import type { Chart } from '../chart/chart.ts'
import { loadChart } from '../chart/load.ts'
import { profileOf } from '../profile.ts'
import type { ChartFile, Profile, ValuesLayer } from '../request.ts'
import { Warnings } from '../warnings.ts'
import { userValues } from './user-values.ts'

/** What a chart brings along for values: its defaults with those of the charts below it, and their schemas. */
export interface ChartValues {
  /** subcharts' defaults stand below their names (aliases), under what the parent says; enabled or not */
  readonly defaults: Dict
  /** `values.schema.json` by the path that it speaks of; the root's path is empty */
  readonly schemas: readonly { readonly path: readonly string[]; readonly text: string }[]
}

/** Reads the values of a chart without rendering it. @throws HelmError, GoError where it cannot be loaded */
export function chartValues(files: readonly ChartFile[], name: Profile): ChartValues {
  const profile = profileOf(name)
  const schemas: { path: readonly string[]; text: string }[] = []
  const collect = (chart: Chart, path: readonly string[]): Dict => {
    if (chart.schema !== null) schemas.push({ path, text: chart.schema })
    const own = new Dict(chart.values?.entries ?? [])
    for (const below of chart.dependencies) {
      for (const as of namesOf(chart, below)) {
        const defaults = collect(below, [...path, as])
        const said = own.get(as)
        own.set(as, said instanceof Dict ? over(defaults, said) : (said ?? defaults))
      }
    }
    return own
  }
  return { defaults: collect(loadChart(files, profile, new Warnings(profile)), []), schemas }
}

/** A subchart stands once for each entry of `dependencies` that names it. */
function namesOf(chart: Chart, below: Chart): readonly string[] {
  const entries = chart.metadata.dependencies?.filter((entry) => entry?.name === below.name) ?? []
  const names = entries.map((entry) => (entry!.alias === '' ? entry!.name : entry!.alias))
  return names.length === 0 ? [below.name] : names
}

/** What is below, with what is above laid over it; a null above takes the key away, as Helm does. */
function over(below: Dict, above: Dict): Dict {
  const merged = new Dict([...below.entries])
  for (const [key, value] of above.entries) {
    const under: Value = merged.get(key)
    if (value === null) merged.delete(key)
    else merged.set(key, value instanceof Dict && under instanceof Dict ? over(under, value) : value)
  }
  return merged
}

/** The user's values alone, all layers merged as Helm merges them. @throws HelmError for values that cannot be read */
export const ownValues = (layers: readonly ValuesLayer[], profile: Profile): Dict =>
  userValues(layers, profileOf(profile))
