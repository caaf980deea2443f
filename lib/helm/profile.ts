import type { Profile } from './request.ts'
import { installOrder } from './release/kind-order.ts'
import type { Splitter } from './release/split.ts'

/** What one version of Helm does where versions differ. Data and few switches: the renderer itself is one. */
export interface HelmProfile {
  readonly name: Profile
  /** the release that it stands for */
  readonly version: string
  /** where SortManifests cuts a file, and what it trims */
  readonly splitter: Splitter
  readonly installOrder: readonly string[]
  /** `.Chart` is a map with Go's names (4) or the struct itself (3) */
  readonly chartIsMap: boolean
  /** the documents of a values file are merged (4); 3 reads the first alone */
  readonly mergesValueDocuments: boolean
  /** a user's null stays where the chart has no default for it (since 3.20.1 and 4.1.3) */
  readonly keepsUserNulls: boolean
  /** nulls among a chart's defaults are dropped before they can shadow anything (since 4.2.0) */
  readonly dropsDefaultNulls: boolean
  /** Helm's own functions beyond those of every version */
  readonly functions: readonly string[]
  /** `.Files.Lines` of an empty file is an empty list (3.21.4); else it fails */
  readonly emptyFileHasLines: boolean
  /** `.KubeVersion.Version` is what was asked for, `-gke.1` and all (since 4.1) */
  readonly keepsKubeVersionSuffix: boolean
  /** errors of execution on lines of their own, place and context apart (4) */
  readonly multilineErrors: boolean
  /** `--set-json '{…}'` merges a whole object (4) */
  readonly setJsonObjects: boolean
  /** an index cut short by the end of a `--set` text ends the text quietly (4) */
  readonly quietIndexEnd: boolean
  /** an alias gets copies of a chart's dependencies (4); in 3 all aliases share them */
  readonly copiesAliasedDependencies: boolean
  /** what Helm puts before some refusals */
  readonly prefixes: {
    readonly missingDependencies: string
    readonly releaseName: string
    readonly dependencies: string
    readonly valuesDocument: string
  }
  /** Go's packages of the types that templates can see, as `%T` names them */
  readonly packages: { readonly values: string; readonly chart: string; readonly release: string }
  /** warnings go through log (3) or slog (4) */
  readonly log: 'log' | 'slog'
  /** the chart's apiVersion is looked at before anything else (4) */
  readonly checksApiVersion: boolean
}

const helm321: HelmProfile = {
  name: 'helm-3.21',
  version: 'v3.21.4',
  splitter: 'greedy',
  installOrder,
  chartIsMap: false,
  mergesValueDocuments: false,
  keepsUserNulls: true,
  dropsDefaultNulls: false,
  functions: [],
  emptyFileHasLines: true,
  keepsKubeVersionSuffix: false,
  multilineErrors: false,
  setJsonObjects: false,
  quietIndexEnd: false,
  copiesAliasedDependencies: false,
  prefixes: {
    missingDependencies:
      'An error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies: ',
    releaseName: '',
    dependencies: '',
    valuesDocument: '',
  },
  packages: { values: 'chartutil', chart: 'chart', release: 'releaseutil' },
  log: 'log',
  checksApiVersion: false,
}

const helm42: HelmProfile = {
  name: 'helm-4.2',
  version: 'v4.2.4',
  splitter: 'line',
  installOrder: [...installOrder, 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  chartIsMap: true,
  mergesValueDocuments: true,
  keepsUserNulls: true,
  dropsDefaultNulls: true,
  functions: ['mustToYaml', 'mustToToml'],
  emptyFileHasLines: false,
  keepsKubeVersionSuffix: true,
  multilineErrors: true,
  setJsonObjects: true,
  quietIndexEnd: true,
  copiesAliasedDependencies: true,
  prefixes: {
    missingDependencies:
      "an error occurred while checking for chart dependencies. You may need to run 'helm dependency build' to fetch missing dependencies: ",
    releaseName: 'release name check failed: ',
    dependencies: 'chart dependencies processing failed: ',
    valuesDocument: 'cannot unmarshal yaml document: ',
  },
  packages: { values: 'common', chart: 'v2', release: 'util' },
  log: 'slog',
  checksApiVersion: true,
}

/** The profile of a name. */
export const profileOf = (name: Profile): HelmProfile => (name === 'helm-3.21' ? helm321 : helm42)
