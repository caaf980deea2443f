/** One file of a chart: its path below the chart's folder, "/" between names, and its bytes. */
export interface ChartFile {
  readonly path: string
  readonly data: Uint8Array
}

export type Profile = 'helm-3.21' | 'helm-4.2'

/** User values, one entry per flag. The renderer applies them in Helm's order: file, json, set, string, file-content, literal. */
export type ValuesLayer =
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'set-json' | 'set' | 'set-string' | 'set-literal'; readonly text: string }
  /** `--set-file key=path`, the file's content already read */
  | { readonly kind: 'set-file'; readonly text: string; readonly files: Readonly<Record<string, string>> }

/** Everything a render depends on. Structured-cloneable; the same request and host give the same response everywhere. */
export interface RenderRequest {
  /** the chart as loaded from an archive (see lib/archive) or a folder, in that order, subcharts below `charts/` */
  readonly files: readonly ChartFile[]
  readonly profile: Profile
  readonly values: readonly ValuesLayer[]
  readonly release: {
    readonly name: string
    readonly namespace: string
    readonly isUpgrade?: boolean
  }
  /** `--kube-version` and `--api-versions` */
  readonly kubeVersion?: string
  readonly apiVersions?: readonly string[]
  readonly includeCrds?: boolean
  readonly noHooks?: boolean
  readonly skipTests?: boolean
  readonly skipSchemaValidation?: boolean
  /** `--show-only`, as given */
  readonly showOnly?: readonly string[]
  /** the whole `NOTES.txt` too; never part of `stdout` */
  readonly notes?: boolean
  /** `--debug`: output that is no YAML is given all the same, in `stdout` of the refusal */
  readonly debug?: boolean
  /** `false` leaves `objects` empty, for whoever only prints */
  readonly objects?: boolean
  /** YAML documents of the objects that `lookup` finds in the declared cluster; absent: none, as for `helm template` */
  readonly lookup?: string
  /** one failing template does not hide the others (only a traced render heeds it; `helm template` stops at the first) */
  readonly keepGoing?: boolean
  /** each document by itself too, as `--output-dir` writes them */
  readonly documents?: boolean
}

/** One document of a rendering, in the order of printing. */
export interface RenderedDocument {
  /** `chart/templates/x.yaml`, as in `# Source:` */
  readonly source: string
  readonly text: string
  readonly part: 'crd' | 'manifest' | 'hook'
}

/** A rendered document as the page lists it. */
export interface RenderedObject {
  /** `chart/templates/x.yaml`, as in `# Source:` */
  readonly source: string
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly namespace: string
  /** hook events of `helm.sh/hook`, empty for an ordinary object */
  readonly hooks: readonly string[]
  readonly isCrd: boolean
  /** index of the first line in `stdout` that belongs to it (its `# Source:` line), and the count of its lines */
  readonly line: number
  readonly lines: number
}

export interface ErrorFrame {
  readonly template: string
  readonly line: number
  /** 0 where Go gives none */
  readonly column: number
  /** the expression as Go prints it, "" where there is none */
  readonly context: string
}

/** A refusal. `text` is what `helm` prints after `Error: `, in the asked profile's form. */
export interface RenderError {
  readonly code:
    | 'CHART_INVALID'
    | 'CHART_LIBRARY'
    | 'DEPENDENCY_MISSING'
    | 'VALUES_INVALID'
    | 'SCHEMA_VIOLATION'
    | 'KUBE_VERSION_INCOMPATIBLE'
    | 'TEMPLATE_PARSE'
    | 'TEMPLATE_EXEC'
    | 'TEMPLATE_FAIL'
    | 'OUTPUT_INVALID'
    | 'SHOW_ONLY_MISSING'
    | 'LIMIT_EXCEEDED'
    | 'UNSUPPORTED'
  readonly text: string
  /** innermost first; empty where no template is at fault */
  readonly frames: readonly ErrorFrame[]
}

export type RenderResponse =
  | {
      readonly ok: true
      /** byte for byte what `helm template` prints, as a Go string (lib/go/text.ts) */
      readonly stdout: string
      /** what it prints to standard error besides (warnings), a line each */
      readonly warnings: readonly string[]
      readonly objects: readonly RenderedObject[]
      readonly notes: string | null
      readonly documents?: readonly RenderedDocument[]
    }
  | {
      readonly ok: false
      readonly error: RenderError
      readonly warnings: readonly string[]
      /** what `helm` prints on stdout all the same, with --debug; else "" */ readonly stdout: string
    }
