import { ext, join } from '../../go/path/index.ts'
import type { Dict } from '../../go/value.ts'
import type { ChartFile } from '../request.ts'
import type { Metadata } from './metadata.ts'

/** A loaded chart with those below it. Mirrors Helm's `chart.Chart`: processing dependencies changes it in place. */
export class Chart {
  metadata: Metadata
  templates: readonly ChartFile[] = []
  /** defaults; null without values.yaml */
  values: Dict | null = null
  schema: string | null = null
  /** what `.Files` offers */
  files: readonly ChartFile[] = []
  parent: Chart | undefined
  /** whether it is written in the format that Helm 4 prepares, apiVersion v3 */
  readonly isV3: boolean
  #dependencies: Chart[] = []

  constructor(metadata: Metadata, isV3 = false) {
    this.metadata = metadata
    this.isV3 = isV3
  }

  get name(): string {
    return this.metadata.name
  }

  get isRoot(): boolean {
    return this.parent === undefined
  }

  get isLibrary(): boolean {
    return this.metadata.type.toLowerCase() === 'library'
  }

  get dependencies(): readonly Chart[] {
    return this.#dependencies
  }

  /** Adding makes this the parent, also of a chart that had another. */
  addDependency(chart: Chart): void {
    chart.parent = this
    this.#dependencies.push(chart)
  }

  setDependencies(charts: readonly Chart[]): void {
    this.#dependencies = []
    for (const chart of charts) this.addDependency(chart)
  }

  /** Go's copy of the struct: everything but the metadata is shared with the original, dependencies too. */
  copy(metadata: Metadata): Chart {
    const copy = new Chart(metadata)
    copy.templates = this.templates
    copy.values = this.values
    copy.schema = this.schema
    copy.files = this.files
    copy.parent = this.parent
    copy.#dependencies = this.#dependencies
    return copy
  }

  /** `root/charts/sub`: what stands before a file's path in `# Source:`. */
  get fullPath(): string {
    return this.parent === undefined ? this.name : `${this.parent.fullPath}/charts/${this.name}`
  }

  /** CRDs of this chart and then of those below it. Mirrors `CRDObjects`. */
  crds(): { readonly source: string; readonly data: Uint8Array }[] {
    const own = this.files.filter(
      ({ path }) => path.startsWith('crds/') && /^\.(yaml|yml|json)$/i.test(ext(path)),
    )
    return [
      ...own.map(({ path, data }) => ({ source: join(this.fullPath, path), data })),
      ...this.#dependencies.flatMap((dependency) => dependency.crds()),
    ]
  }
}
