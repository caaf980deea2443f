import type { Budget, Dict, Host } from '../../go/value.ts'
import type { Chart } from '../chart/chart.ts'
import { loadChart } from '../chart/load.ts'
import type { HelmProfile } from '../profile.ts'
import { sortManifests, type Sorted } from '../release/sort.ts'
import type { ChartFile } from '../request.ts'
import { plainStages, type Stages } from '../stages.ts'
import type { Warnings } from '../warnings.ts'
import { copyChart } from './copy-chart.ts'
import { Remembered } from './remembered.ts'
import { IncrementalTemplates } from './templates.ts'

/** The stages of a session: each gives what the plain one would, from memory where that is certain. */
export class IncrementalStages implements Stages {
  readonly userValues: Stages['userValues']
  readonly #isSeeded: boolean
  #templates: IncrementalTemplates | undefined
  readonly #chart = new Remembered<Chart>()

  constructor(isSeeded: boolean) {
    this.#isSeeded = isSeeded
    this.userValues = plainStages.userValues
  }

  load(files: readonly ChartFile[], profile: HelmProfile, warnings: Warnings): Chart {
    return copyChart(this.#chart.get([files, profile], warnings, () => loadChart(files, profile, warnings)))
  }

  processDependencies(chart: Chart, user: Dict, profile: HelmProfile, warnings: Warnings): void {
    plainStages.processDependencies(chart, user, profile, warnings)
  }

  coalesce(chart: Chart, user: Dict, profile: HelmProfile, warnings: Warnings): Dict {
    return plainStages.coalesce(chart, user, profile, warnings)
  }

  validate(chart: Chart, values: Dict, warnings: Warnings): void {
    plainStages.validate(chart, values, warnings)
  }

  templates(chart: Chart, top: Dict, profile: HelmProfile, host: Host, budget: Budget): Map<string, string> {
    const known = this.#templates
    const isKnown = known?.update(chart, top) === true
    const templates = isKnown ? known : new IncrementalTemplates(chart, top, profile, budget)
    this.#templates = templates
    return templates.run(host, this.#isSeeded, budget, !isKnown)
  }

  sort(files: ReadonlyMap<string, string>, profile: HelmProfile, warnings: Warnings): Sorted {
    return sortManifests(files, profile, warnings)
  }
}
