import type { ValuesLayer } from '../helm/index.ts'
import type { Place } from './place.ts'
import type { Problem } from './problem.ts'

export type Tool = 'helmfile' | 'flux' | 'argocd' | 'fleet' | 'k0s' | 'kustomize'

/** The chart that a release asks for, as far as the file says. */
export type ChartAsked =
  /** `oci://host/path`; a tag or digest that stood in the reference is in `version` or `digest` */
  | { readonly from: 'registry'; readonly reference: string }
  /** a chart of a classic repository with an index.yaml */
  | { readonly from: 'repository'; readonly repository: string; readonly name: string }
  /** one packed archive by its address */
  | { readonly from: 'archive'; readonly url: string }
  /** a folder or packed chart beside the files */
  | { readonly from: 'folder'; readonly path: string }
  /** something that no chart can be fetched from here: why is in the problems */
  | { readonly from: 'elsewhere'; readonly what: string }

export interface PlacedLayer {
  readonly layer: ValuesLayer
  readonly at: Place
  /** the layer is a file of the chart itself, whose text is only known once the chart is there; "" until then */
  readonly chartFile?: { readonly path: string; readonly optional: boolean }
}

/** Files of the chart that are taken for its values.yaml, merged in order (Flux). */
export interface OwnDefaults {
  readonly paths: readonly string[]
  readonly ignoreMissing: boolean
}

/** What decides how the chart is reached: names of secrets and files, never their content. */
export interface ConnectionAsked {
  /** as the file names it, or the address where it has no name */
  readonly name: string
  /** `oci://…` or `https://…` */
  readonly url: string
  readonly username: string | null
  /** where the password is to come from: a name, never the password; null where none is asked for */
  readonly password: string | null
  readonly caFile: string | null
  readonly certFile: string | null
  readonly keyFile: string | null
  readonly insecureSkipVerify: boolean
  readonly plainHttp: boolean
  readonly passCredentials: boolean
  readonly at: Place
}

/** What the file says about whom to believe, as a policy of ours could say it. */
export type TrustAsked = { readonly at: Place; readonly match: string } & (
  | { readonly kind: 'provenance'; readonly keyring: string | null }
  | { readonly kind: 'cosign-key'; readonly secret: string }
  | {
      readonly kind: 'cosign-identity'
      /** patterns, which the tool matches anywhere in the identity unless they are anchored */
      readonly issuer: string
      readonly subject: string
    }
  | { readonly kind: 'notation'; readonly secret: string | null }
)

/** What the tool itself would do about signatures with its own settings, before the chart is looked at. */
export type OwnCheck =
  /** nothing: it installs what it gets */
  | { readonly kind: 'none'; readonly because: string }
  /** Helm's own rule for `.prov`, with this keyring */
  | { readonly kind: 'provenance'; readonly keyring: string | null }
  | { readonly kind: 'cosign' | 'notation'; readonly asks: string }
  /** it ends with an error before anything is judged */
  | { readonly kind: 'stops'; readonly because: string }

/** One release as the tool would install it. */
export interface Release {
  /** unique in the rollout */
  readonly id: string
  readonly tool: Tool
  readonly name: string
  /** "" where the tool would take whatever namespace it runs in */
  readonly namespace: string
  /** of the cluster or target, as the file names it; null where it names none */
  readonly cluster: string | null
  readonly chart: ChartAsked
  /** a version, a range, or "" for the newest */
  readonly version: string
  readonly digest: string | null
  /** pre-releases count as well */
  readonly devel: boolean
  /** in the order in which the tool hands them to Helm */
  readonly values: readonly PlacedLayer[]
  /** null: the chart's own values.yaml */
  readonly defaults: OwnDefaults | null
  readonly kubeVersion: string | null
  readonly apiVersions: readonly string[]
  readonly includeCrds: boolean
  readonly noHooks: boolean
  readonly skipTests: boolean
  readonly skipSchemaValidation: boolean
  readonly profile: 'helm-3.21' | 'helm-4.2'
  /** false: the tool would leave it out or remove it, for the reason in `left` */
  readonly installed: boolean
  readonly left: string | null
  readonly needs: readonly string[]
  /** what the tool changes in the rendered objects afterwards and we do not */
  readonly notApplied: readonly string[]
  /** the tool writes `+` and the digest's first 12 digits into the chart's version before it renders (Flux, OCIRepository) */
  readonly marksVersion: boolean
  /** index into the rollout's connections; null where the chart needs none or none is named */
  readonly connection: number | null
  readonly trust: readonly TrustAsked[]
  readonly own: OwnCheck
  /** where the release begins, and where what matters most of it stands */
  readonly at: Place
  readonly places: {
    readonly name: Place
    readonly chart: Place
    readonly version: Place | null
    readonly namespace: Place | null
  }
  /** something of it is not known (a secret, a variable, a file): what is rendered would be a guess */
  readonly broken: boolean
}

export interface ReadFile {
  readonly path: string
  readonly tool: Tool | 'helm' | 'docker' | 'kubernetes'
  /** what it is there, in the tool's own word: `helmfile`, `HelmRelease`, … */
  readonly what: string
}

/** Everything that some files mean. Structured-cloneable. */
export interface Rollout {
  readonly files: readonly ReadFile[]
  readonly releases: readonly Release[]
  readonly connections: readonly ConnectionAsked[]
  readonly trust: readonly TrustAsked[]
  readonly problems: readonly Problem[]
  /** paths and patterns that were asked for and not given */
  readonly wanted: readonly string[]
}
