import type { Budget, Dict, Host } from '../go/value.ts'
import type { Chart } from './chart/chart.ts'
import { loadChart } from './chart/load.ts'
import { renderTemplates } from './engine/render.ts'
import { allTemplates } from './engine/scope.ts'
import type { HelmProfile } from './profile.ts'
import type { Release } from './release/assemble.ts'
import { sortManifests, type Sorted } from './release/sort.ts'
import type { ChartFile, RenderedObject, ValuesLayer } from './request.ts'
import { Coalescer } from './values/coalesce.ts'
import { processDependencies } from './values/dependencies.ts'
import { validateAgainstSchema } from './values/schema.ts'
import { userValues } from './values/user-values.ts'
import type { Warnings } from './warnings.ts'

/**
 * The costly steps of a render. A plain render takes each as it is (`plainStages`); a session (session.ts) gives the same
 * results and remembers what they depended on.
 */
export interface Stages {
  userValues(layers: readonly ValuesLayer[], profile: HelmProfile): Dict
  load(files: readonly ChartFile[], profile: HelmProfile, warnings: Warnings): Chart
  /** the chart to go on with: this one, changed, or another */
  processDependencies(chart: Chart, user: Dict, profile: HelmProfile, warnings: Warnings): Chart
  coalesce(chart: Chart, user: Dict, profile: HelmProfile, warnings: Warnings): Dict
  validate(chart: Chart, values: Dict, warnings: Warnings): void
  /** `top` holds Capabilities, Release and Values; what each file wrote, by path */
  templates(
    chart: Chart,
    top: Dict,
    profile: HelmProfile,
    host: Host,
    budget: Budget,
  ): ReadonlyMap<string, string>
  sort(files: ReadonlyMap<string, string>, profile: HelmProfile, warnings: Warnings): Sorted
  /** standard output; `stdoutOf` where absent */
  print?(release: Release): string
  /** where each part stands in it; `objectsOf` where absent */
  list?(release: Release): readonly RenderedObject[]
}

export const plainStages: Stages = {
  userValues,
  load: loadChart,
  processDependencies: (chart, user, profile, warnings) => {
    processDependencies(chart, user, profile, warnings)
    return chart
  },
  coalesce: (chart, user, profile, warnings) => new Coalescer(profile, warnings).coalesceValues(chart, user),
  validate: validateAgainstSchema,
  templates: (chart, top, profile, host, budget) =>
    renderTemplates(allTemplates(chart, top, profile).templates, profile, host, budget),
  sort: sortManifests,
}
