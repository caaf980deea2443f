import { Dict, Struct, T, type Type, type Value } from '../../go/value.ts'
import { mergeMaps, overlay } from './overlay.ts'

/** Helmfile's `environment.Environment`, without what only its command line sets. */
export interface Environment {
  readonly name: string
  readonly kubeContext: string
  readonly values: Dict
  readonly defaults: Dict
}

export const emptyEnvironment = (name: string): Environment => ({
  name,
  kubeContext: '',
  values: new Dict(),
  defaults: new Dict(),
})

/** `.Values` of every template: defaults under the environment's values. Mirrors `GetMergedValues`. */
export const mergedValues = ({ defaults, values }: Environment): Dict => mergeMaps(defaults, values)

/** What the next part of a file, or its bases, start from. Mirrors the end of `loadEnvValues` and `LoadEnvValues`. */
export function nextEnvironment(
  before: Environment | undefined,
  name: string,
  found: { readonly values: Dict; readonly kubeContext: string },
  defaults: Dict,
): Environment {
  return {
    name: before !== undefined && before.name !== '' ? before.name : name,
    kubeContext: before !== undefined && before.kubeContext !== '' ? before.kubeContext : found.kubeContext,
    values: mergeMaps(before?.values ?? new Dict(), found.values),
    defaults: overlay(before?.defaults ?? new Dict(), defaults),
  }
}

const struct = (name: string): Type => ({ name, kind: 'struct' })
const environmentType = struct('environment.Environment')
const stateType = struct('state.EnvironmentTemplateData')
const releaseType = struct('state.releaseTemplateData')
const releaseReleaseType = struct('state.releaseTemplateDataRelease')

/** A Go struct with the given fields. */
class Data extends Struct {
  readonly type: Type
  readonly #fields: ReadonlyMap<string, Value>
  constructor(type: Type, fields: Readonly<Record<string, Value>>) {
    super()
    this.type = type
    this.#fields = new Map(Object.entries(fields))
  }
  fields(): ReadonlyMap<string, Value> {
    return this.#fields
  }
}

const environmentData = ({ name, kubeContext, values, defaults }: Environment): Value =>
  new Data(environmentType, {
    Name: name,
    KubeContext: kubeContext,
    Values: values,
    Defaults: defaults,
    CLIOverrides: new Dict(),
  })

/** What a state file's template sees. Mirrors `EnvironmentTemplateData`. */
export const stateData = (environment: Environment, namespace: string): Value => {
  const values = mergedValues(environment)
  return new Data(stateType, {
    Environment: environmentData(environment),
    Namespace: namespace,
    Values: values,
    StateValues: values,
  })
}

export interface ReleaseFacts {
  readonly name: string
  readonly namespace: string
  readonly labels: ReadonlyMap<string, string>
  readonly chart: string
  readonly version: string
  readonly kubeContext: string
}

/** What a release's own expressions and values templates see. Mirrors `releaseTemplateData`. */
export const releaseData = (
  environment: Environment,
  overrides: { readonly kubeContext: string; readonly namespace: string; readonly chart: string },
  release: ReleaseFacts,
): Value => {
  const values = mergedValues(environment)
  return new Data(releaseType, {
    Environment: environmentData(environment),
    Release: new Data(releaseReleaseType, {
      Name: release.name,
      Namespace: release.namespace,
      Labels: new Dict(release.labels, T.stringMap),
      Chart: release.chart,
      ChartVersion: release.version,
      KubeContext: release.kubeContext,
    }),
    Values: values,
    StateValues: values,
    KubeContext: overrides.kubeContext,
    Namespace: overrides.namespace,
    Chart: overrides.chart,
  })
}
