import { Dict, Slice, type Value } from '../../go/value.ts'
import type { Chart } from '../chart/chart.ts'
import type { HelmProfile } from '../profile.ts'
import type { ValuesLayer } from '../request.ts'
import { userValues } from '../values/user-values.ts'

/** The way to a value from the root chart's values. */
export type ValuePath = readonly (string | number)[]

/** A value as one layer has it. */
export interface LayerValue {
  /** `chart`, `chart:sub`, `values[0]`, `set[0]`, `set-string[0]`, … */
  readonly layer: string
  /** where the layer has it; globals of a subchart are those of the charts above it */
  readonly path: ValuePath
  readonly value: Value
}

interface Layer {
  readonly name: string
  readonly values: Dict
}

const GLOBAL = 'global'

/** Which layers have a value, so that the first wins and hides the others. */
export class Layers {
  /** the user's, the strongest first */
  readonly #user: readonly Layer[]
  readonly #chart: Chart
  readonly #defaults: (chart: Chart) => Dict | null

  /**
   * @param chart after its dependencies were processed
   * @param defaults a chart's own values.yaml
   */
  constructor(
    layers: readonly ValuesLayer[],
    profile: HelmProfile,
    chart: Chart,
    defaults: (chart: Chart) => Dict | null,
  ) {
    const counts = new Map<string, number>()
    const named = layers.map((layer) => {
      const kind = layer.kind === 'file' ? 'values' : layer.kind
      const n = counts.get(kind) ?? 0
      counts.set(kind, n + 1)
      return { kind: layer.kind, name: `${kind}[${n}]`, values: userValues([layer], profile) }
    })
    const strength = ['set-literal', 'set-file', 'set-string', 'set', 'set-json', 'file']
    this.#user = strength.flatMap((kind) => named.filter((layer) => layer.kind === kind).reverse())
    this.#chart = chart
    this.#defaults = defaults
  }

  /** The layers that have something at a path of the effective values, the winner first. */
  at(path: ValuePath): readonly LayerValue[] {
    const found: LayerValue[] = []
    for (const each of this.waysTo(path)) this.#collect(each, found)
    if (found.length === 0) this.#imported(path, found)
    const filled = found.findIndex(({ value }) => value !== null)
    // a null among items of a list is the gap that a later index left
    return filled > 0 && typeof path.at(-1) === 'number' ? found.slice(filled) : found
  }

  /** Whether a path may be set from further out: a subchart's global is the root's first. */
  outermost(path: ValuePath): ValuePath {
    return this.waysTo(path)[0]!
  }

  /** The names of the subcharts that a path goes through. */
  subchartsOn(path: ValuePath): readonly Chart[] {
    const charts: Chart[] = []
    let chart = this.#chart
    for (const name of path) {
      const below = chart.dependencies.find((each) => each.name === name)
      if (below === undefined) break
      charts.push((chart = below))
    }
    return charts
  }

  /** Where a value may be set, the place that wins first. */
  waysTo(path: ValuePath): readonly ValuePath[] {
    const depth = this.subchartsOn(path).length
    if (path[depth] !== GLOBAL) return [path]
    const rest = path.slice(depth)
    return Array.from({ length: depth + 1 }, (_, i) => [...path.slice(0, i), ...rest])
  }

  #collect(path: ValuePath, found: LayerValue[]): void {
    const add = (name: string, values: Dict | null, below: ValuePath): void => {
      const value = valueAt(values ?? undefined, below)
      if (value !== undefined) found.push({ layer: name, path, value })
    }
    for (const { name, values } of this.#user) add(name, values, path)
    add('chart', this.#defaults(this.#chart), path)
    const charts = this.subchartsOn(path)
    charts.forEach((chart, i) => {
      const name = charts
        .slice(0, i + 1)
        .map((each) => each.name)
        .join('/')
      add(`chart:${name}`, this.#defaults(chart), path.slice(i + 1))
    })
  }

  /** What `import-values` brought. */
  #imported(path: ValuePath, found: LayerValue[]): void {
    const charts = this.subchartsOn(path)
    const chart = charts.at(-1) ?? this.#chart
    const own = path.slice(charts.length)
    for (const request of chart.metadata.dependencies ?? []) {
      const below = chart.dependencies.find((each) => each.name === request?.name)
      if (below === undefined) continue
      for (const item of request!['import-values'] ?? []) {
        if (!(item instanceof Dict)) continue
        const parent = String(item.get('parent'))
        const to = parent === '.' ? [] : parent.split('.')
        if (!to.every((name, i) => own[i] === name)) continue
        const from = [...String(item.get('child')).split('.'), ...own.slice(to.length)]
        const value = valueAt(this.#defaults(below) ?? undefined, from)
        if (value === undefined) continue
        const name = [...charts, below].map((each) => each.name).join('/')
        found.push({
          layer: `chart:${name}`,
          path: [...path.slice(0, charts.length), below.name, ...from],
          value,
        })
      }
    }
  }
}

/** What stands at a path. */
export function valueAt(values: Value, path: ValuePath): Value {
  let at = values
  for (const name of path) {
    if (at instanceof Dict && typeof name === 'string') at = at.get(name)
    else if (at instanceof Slice && typeof name === 'number') at = at.items[name]
    else return undefined
  }
  return at
}

/** A path as `--set` writes it. */
export function pathText(path: ValuePath): string {
  let text = ''
  for (const name of path) {
    if (typeof name === 'number') text += `[${name}]`
    else text += (text === '' ? '' : '.') + name.replace(/[\\.,=[\]]/g, '\\$&')
  }
  return text
}
