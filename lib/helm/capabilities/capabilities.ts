import { method } from '../../go/signature.ts'
import { Slice, sliceOf, Struct, T, type Func, type Type, type Value } from '../../go/value.ts'
import type { HelmProfile } from '../profile.ts'
import { defaultApiVersions } from './default-versions.ts'
import type { KubeVersion } from './kube-version.ts'

/** A struct that is all data. */
class Record extends Struct {
  readonly type: Type
  readonly #fields: ReadonlyMap<string, Value>
  readonly #tags: ReadonlyMap<string, Value> | undefined
  constructor(
    type: Type,
    fields: readonly (readonly [string, Value])[],
    tags?: readonly (readonly [string, Value])[],
  ) {
    super()
    this.type = type
    this.#fields = new Map(fields)
    this.#tags = tags && new Map(tags)
  }
  fields(): ReadonlyMap<string, Value> {
    return this.#fields
  }
  override tagged(encoder: 'json' | 'yaml' | 'toml'): ReadonlyMap<string, Value> {
    if (encoder === 'json' && this.#tags !== undefined) return this.#tags
    if (encoder !== 'yaml') return this.#fields
    return new Map([...this.#fields].map(([name, value]) => [name.toLowerCase(), value]))
  }
}

const struct = (name: string, methods?: ReadonlyMap<string, Func>): Type => ({
  name,
  kind: 'struct',
  ...(methods && { methods }),
})

/** `.Capabilities` without a cluster. */
export function capabilities(
  kube: KubeVersion,
  extraVersions: readonly string[],
  profile: HelmProfile,
): Value {
  const pkg = profile.packages.values
  const has = method([T.string], T.bool, (set: Slice, [version]) => set.items.includes(version!))
  const versionSet = sliceOf(T.string, `${pkg}.VersionSet`, new Map([['Has', has]]))
  return new Record({ name: `*${pkg}.Capabilities`, kind: 'ptr' }, [
    ['KubeVersion', kubeVersionValue(kube, profile)],
    ['APIVersions', new Slice([...defaultApiVersions, ...extraVersions], versionSet)],
    ['HelmVersion', helmVersion(profile)],
  ])
}

/** A struct whose pointer alone has a String method. */
class KubeVersionRecord extends Record {
  readonly #normalized: string
  constructor(normalized: string, ...rest: ConstructorParameters<typeof Record>) {
    super(...rest)
    this.#normalized = normalized
  }
  override addressed(): string {
    return this.#normalized
  }
  override tagged(encoder: 'json' | 'yaml' | 'toml'): ReadonlyMap<string, Value> {
    const exported = super.tagged('json')
    if (encoder !== 'yaml') return exported
    return new Map([...exported].map(([name, value]) => [name.toLowerCase(), value]))
  }
}

function kubeVersionValue({ version, normalized, major, minor }: KubeVersion, profile: HelmProfile): Value {
  const methods = new Map([
    ['String', method([], T.string, () => normalized)],
    ['GitVersion', method([], T.string, () => version)],
  ])
  const type = struct(`${profile.packages.values}.KubeVersion`, methods)
  const exported: [string, Value][] = [
    ['Version', version],
    ['Major', major],
    ['Minor', minor],
  ]
  // Go prints unexported fields too, which encoders leave out
  const hidden: [string, Value][] = profile.keepsKubeVersionSuffix ? [['normalizedVersion', normalized]] : []
  return new KubeVersionRecord(normalized, type, [exported[0]!, ...hidden, ...exported.slice(1)], exported)
}

/** The build that the profile stands for. */
function helmVersion({ version, chartIsMap }: HelmProfile): Value {
  const go = 'go1.26.8'
  const fields: [string, Value][] = [
    ['Version', version],
    ['GitCommit', ''],
    ['GitTreeState', ''],
    ['GoVersion', go],
  ]
  const tags: [string, Value][] = [
    ['version', version],
    ['go_version', go],
  ]
  if (chartIsMap) {
    fields.push(['KubeClientVersion', 'v1.36'])
    tags.push(['kube_client_version', 'v1.36'])
  }
  return new Record(struct('version.BuildInfo'), fields, tags)
}
