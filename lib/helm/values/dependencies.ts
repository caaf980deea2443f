import { countBytes, countSteps } from '../../go/meter.ts'
import { Dict, GoError } from '../../go/value.ts'
import { parseConstraints, parseVersion } from '../../go/semver/index.ts'
import { trimSpace } from '../../go/trim-space.ts'
import { Chart } from '../chart/chart.ts'
import type { Dependency, Metadata } from '../chart/metadata.ts'
import type { HelmProfile } from '../profile.ts'
import type { Warnings } from '../warnings.ts'
import { Coalescer } from './coalesce.ts'
import { importValues } from './import-values.ts'
import { findPathValue } from './values-type.ts'

/**
 * Leaves of a chart's dependencies those that are enabled, under their aliases, and imports values from them. Changes
 * the chart. Mirrors `ProcessDependencies`.
 */
export function processDependencies(
  chart: Chart,
  values: Dict,
  profile: HelmProfile,
  warnings: Warnings,
): void {
  const coalescer = new Coalescer(profile, warnings)
  new Dependencies(profile, warnings, coalescer).processEnabled(chart, values, '')
  importValues(chart, coalescer, warnings)
}

/** Whether a version meets a constraint; a mistake in either is a no. Mirrors `IsCompatibleRange`. */
export function isCompatibleRange(constraint: string, version: string): boolean {
  try {
    return parseConstraints(constraint).check(parseVersion(version))
  } catch (error) {
    if (error instanceof GoError) return false
    throw error
  }
}

/** Bytes that a copy of a chart takes until it is rendered, its files apart. */
const CHART = 2000

class Dependencies {
  readonly #profile: HelmProfile
  readonly #warnings: Warnings
  readonly #coalescer: Coalescer

  constructor(profile: HelmProfile, warnings: Warnings, coalescer: Coalescer) {
    this.#profile = profile
    this.#warnings = warnings
    this.#coalescer = coalescer
  }

  processEnabled(chart: Chart, values: Dict, path: string): void {
    const declared = chart.metadata.dependencies
    if (declared === null) return
    const requests = declared as Dependency[]
    countSteps(requests.length * (1 + chart.dependencies.length))
    chart.setDependencies(this.#chosen(chart, requests))
    for (const request of requests) request.enabled = true
    const coalesced = this.#coalescer.coalesceValues(chart, values)
    this.#tags(requests, coalesced)
    this.#conditions(requests, coalesced, path)
    const removed = new Set(requests.filter(({ enabled }) => !enabled).map(({ name }) => name))
    const kept = chart.dependencies.filter(({ name }) => !removed.has(name))
    const keptRequests = requests.filter(({ name }) => !removed.has(name))
    for (const dependency of kept) this.processEnabled(dependency, coalesced, `${path}${dependency.name}.`)
    // Go appends to nil: nothing kept is nil again
    chart.metadata.dependencies = keptRequests.length === 0 ? null : keptRequests
    chart.setDependencies(kept)
  }

  /** What Chart.yaml does not declare comes first, then what it declares, in its order and under its aliases. */
  #chosen(chart: Chart, requests: readonly Dependency[]): Chart[] {
    const chosen = chart.dependencies.filter(
      (existing) =>
        !requests.some(
          (r) => existing.name === r.name && isCompatibleRange(r.version, existing.metadata.version),
        ),
    )
    for (const request of requests) {
      const found = this.#aliased(chart.dependencies, request)
      if (found !== undefined) chosen.push(found)
      if (request.alias !== '') request.name = request.alias
    }
    return chosen
  }

  #aliased(charts: readonly Chart[], request: Dependency): Chart | undefined {
    const chart = charts.find(
      ({ name, metadata }) => name === request.name && isCompatibleRange(request.version, metadata.version),
    )
    if (chart === undefined) return undefined
    countBytes(CHART * (1 + chart.dependencies.length))
    const copy = chart.copy(this.#copyMetadata(chart.metadata))
    if (this.#profile.copiesAliasedDependencies)
      copy.setDependencies(chart.dependencies.map((d) => d.copy(d.metadata)))
    if (request.alias !== '') copy.metadata.name = request.alias
    return copy
  }

  #copyMetadata(metadata: Metadata): Metadata {
    const { dependencies } = metadata
    if (!this.#profile.copiesAliasedDependencies || dependencies === null) return { ...metadata }
    return { ...metadata, dependencies: dependencies.map((dependency) => dependency && { ...dependency }) }
  }

  #tags(requests: readonly Dependency[], values: Dict): void {
    const tags = values.get('tags')
    if (!(tags instanceof Dict)) return
    for (const request of requests) {
      let on = false
      let off = false
      for (const tag of request.tags ?? []) {
        const value = tags.get(tag)
        if (value === true) on = true
        else if (value === false) off = true
        else if (value !== undefined) {
          this.#warnings.differ(
            `dependencies.go:95: Warning: Tag '${tag}' for chart ${request.name} returned non-bool value`,
            {
              level: 'WARN',
              message: 'returned non-bool value',
              attributes: { tag, chart: request.name },
            },
          )
        }
      }
      request.enabled = on || !off
    }
  }

  /** The first path of a condition that holds a bool decides. */
  #conditions(requests: readonly Dependency[], values: Dict, path: string): void {
    for (const request of requests) {
      for (const condition of trimSpace(request.condition).split(',')) {
        if (condition === '') continue
        const value = findPathValue(values, path + condition)
        if (value === undefined) continue
        if (typeof value === 'boolean') {
          request.enabled = value
          break
        }
        this.#warnings.differ(
          `dependencies.go:64: Warning: Condition path '${condition}' for chart ${request.name} returned non-bool value`,
          {
            level: 'WARN',
            message: 'returned non-bool value',
            attributes: { path: condition, chart: request.name },
          },
        )
      }
    }
  }
}
