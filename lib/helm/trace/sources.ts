import type { Reads } from '../../go/template/traced/reads.ts'
import { profileOf } from '../profile.ts'
import type { RenderRequest } from '../request.ts'
import type { TracedRender } from './index.ts'
import { Layers, type LayerValue, type ValuePath } from './layers.ts'

/** The path of a look at values; undefined for a look at anything else. */
export function pathOf({ key }: Reads): ValuePath | undefined {
  if (key === undefined) return undefined
  const path: (string | number)[] = []
  let at = key
  for (; at.parent !== undefined; at = at.parent) path.unshift(at.name)
  return at.name === 'Values' ? path : undefined
}

/** Where the values of a traced render came from. */
export class Sources {
  readonly layers: Layers | undefined
  readonly #traced: TracedRender
  readonly #conditions = new Map<Reads, readonly Reads[]>()

  constructor(traced: TracedRender, { values, profile }: Pick<RenderRequest, 'values' | 'profile'>) {
    const { tracing } = traced
    this.#traced = traced
    this.layers =
      tracing.chart &&
      new Layers(
        values,
        profileOf(profile),
        tracing.chart,
        (chart) => tracing.defaults.get(chart.templates) ?? null,
      )
  }

  /**
   * Where a value is set, as a person would set it: the winning layer; for a global that is not set further out, the
   * place further out too, since what is set there would win.
   */
  of(path: ValuePath): readonly { readonly path: ValuePath; readonly layer: string | null }[] {
    const { layers } = this
    if (layers === undefined) return [{ path, layer: null }]
    const [winner] = layers.at(path)
    const outermost = layers.outermost(path)
    if (winner === undefined) return [{ path: outermost, layer: null }]
    const same = winner.path.length === outermost.length || outermost.length === path.length
    return same ? [winner] : [winner, { path: outermost, layer: null }]
  }

  /** All layers that have a value, the winner first. */
  all(path: ValuePath): readonly LayerValue[] {
    return this.layers?.at(path) ?? []
  }

  /** The place that wins over all others where this value may be set. */
  outermost(path: ValuePath): ValuePath {
    return this.layers?.outermost(path) ?? path
  }

  /** All places where it may be set. */
  waysTo(path: ValuePath): readonly ValuePath[] {
    return this.layers?.waysTo(path) ?? [path]
  }

  /** What decided that the subchart is there which a default came from. */
  conditions(read: Reads): readonly Reads[] {
    const known = this.#conditions.get(read)
    if (known !== undefined) return known
    const path = pathOf(read)
    let found: readonly Reads[] = []
    if (path !== undefined && this.layers !== undefined) {
      const winner = this.layers.at(path)[0]
      const from = winner === undefined || winner.layer.startsWith('chart:') ? (winner?.path ?? path) : []
      const chart = this.layers.subchartsOn(from).at(-1)
      found = (chart && this.#traced.tracing.conditions.get(chart.fullPath)?.all()) ?? []
    }
    this.#conditions.set(read, found)
    return found
  }
}
