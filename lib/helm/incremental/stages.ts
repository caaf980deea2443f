import type { Budget, Dict, Host } from '../../go/value.ts'
import type { Chart } from '../chart/chart.ts'
import { loadChart } from '../chart/load.ts'
import { compileSchema, type CompiledSchema } from '../jsonschema/index.ts'
import type { HelmProfile } from '../profile.ts'
import { objectsOf, stdoutOf, trimmed, type Release } from '../release/assemble.ts'
import type { Part } from '../release/part.ts'
import { readDocuments, sortManifests, type Sorted } from '../release/sort.ts'
import type { ChartFile, RenderedObject, ValuesLayer } from '../request.ts'
import type { Stages } from '../stages.ts'
import { validateAgainstSchema } from '../values/schema.ts'
import { Warnings } from '../warnings.ts'
import { Latest } from './latest.ts'
import { Remembered } from './remembered.ts'
import { IncrementalTemplates } from './templates.ts'
import { UserLayers } from './user-layers.ts'
import { ValuesMemory, type Touched } from './values-memory.ts'

/** Some work's result, with what it said on its way. */
interface Told<R> {
  readonly result: R
  readonly warnings: readonly string[]
}

/** The stages of a session: each gives what the plain one would, from memory where that is certain. */
export class IncrementalStages implements Stages {
  readonly #isSeeded: boolean
  readonly #layers = new UserLayers()
  readonly #loaded = new Remembered<readonly ChartFile[], Told<Chart>>()
  readonly #values = new ValuesMemory()
  readonly #schemas = new Remembered<string, CompiledSchema>()
  /** by path and text */
  readonly #documents = new Latest<string, string, Told<Sorted>>()
  #release: Release = { manifest: [], hooks: [] }
  #isPrinting = true
  #printed: Printed | undefined
  #templates: IncrementalTemplates | undefined
  /** changes of values that the templates have not been told of yet; undefined where all may have changed */
  #touched: Touched[] | undefined

  /** @param isSeeded whether all hosts that come are functions of one and the same seed */
  constructor(isSeeded: boolean) {
    this.#isSeeded = isSeeded
  }

  userValues(layers: readonly ValuesLayer[], profile: HelmProfile): Dict {
    return this.#layers.values(layers, profile)
  }

  load(files: readonly ChartFile[], profile: HelmProfile, warnings: Warnings): Chart {
    return told(warnings, profile, (own) =>
      this.#loaded.get(files, () => own((w) => loadChart(files, profile, w))),
    )
  }

  processDependencies(chart: Chart, user: Dict, profile: HelmProfile, warnings: Warnings): Chart {
    return this.#values.processed(chart, user, profile, warnings)
  }

  coalesce(chart: Chart, user: Dict, profile: HelmProfile, warnings: Warnings): Dict {
    const { values, touched } = this.#values.coalesce(chart, user, profile, warnings)
    if (touched === undefined) this.#touched = undefined
    else this.#touched?.push(...touched)
    return values
  }

  validate(chart: Chart, values: Dict, warnings: Warnings): void {
    validateAgainstSchema(chart, values, warnings, (text) =>
      this.#schemas.get(text, () => compileSchema(text)),
    )
  }

  templates(chart: Chart, top: Dict, profile: HelmProfile, host: Host, budget: Budget): Map<string, string> {
    const known = this.#templates
    this.#templates = undefined
    const isKnown = known?.update(chart, top, this.#touched) === true
    const templates = isKnown ? known : new IncrementalTemplates(chart, top, profile, budget)
    this.#templates = templates
    this.#touched = []
    return templates.run(host, this.#isSeeded, budget, !isKnown)
  }

  sort(files: ReadonlyMap<string, string>, profile: HelmProfile, warnings: Warnings): Sorted {
    return sortManifests(files, profile, warnings, (path, text) =>
      told(warnings, profile, (own) =>
        this.#documents.get(path, text, () => own((w) => readDocuments(path, text, profile, w))),
      ),
    )
  }

  print(release: Release): string {
    this.#release = release
    return this.#isPrinting ? this.#print(release).stdout : ''
  }

  list(release: Release): readonly RenderedObject[] {
    return this.#isPrinting ? this.#print(release).objects : []
  }

  /** Runs a render that is not printed. */
  withoutPrinting<R>(render: () => R): R {
    this.#isPrinting = false
    try {
      return render()
    } finally {
      this.#isPrinting = true
    }
  }

  /** The documents of the last render. */
  parts(): readonly Part[] {
    const { manifest, hooks } = this.#release
    const last = manifest.at(-1)
    return last === undefined ? hooks : [...manifest.slice(0, -1), trimmed(last), ...hooks]
  }

  #print(release: Release): Printed {
    const known = this.#printed
    if (known !== undefined && samePrint(known.release, release)) return known
    return (this.#printed = { release, stdout: stdoutOf(release), objects: objectsOf(release) })
  }
}

/** What was printed last. */
interface Printed {
  readonly release: Release
  readonly stdout: string
  readonly objects: readonly RenderedObject[]
}

const samePrint = (a: Release, b: Release): boolean =>
  sameParts(a.manifest, b.manifest) && sameParts(a.hooks, b.hooks)
const sameParts = (a: Release['hooks'], b: Release['hooks']): boolean =>
  a.length === b.length && a.every((part, i) => part === b[i])

/** Passes on what remembered work says, and what work says that fails. */
function told<R>(
  warnings: Warnings,
  profile: HelmProfile,
  recall: (own: (work: (warnings: Warnings) => R) => Told<R>) => Told<R>,
): R {
  const { result, warnings: lines } = recall((work) => {
    const said = new Warnings(profile)
    try {
      return { result: work(said), warnings: said.lines }
    } catch (error) {
      warnings.lines.push(...said.lines)
      throw error
    }
  })
  warnings.lines.push(...lines)
  return result
}
