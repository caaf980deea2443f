import { grownCapacity } from '../../go/capacity.ts'
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
  override deepCopied(): Record {
    const fields = [...this.#fields].map(
      ([name, value]) => [name, value instanceof Struct ? (value.deepCopied?.() ?? value) : value] as const,
    )
    return new Record(this.type, fields, this.#tags && [...this.#tags])
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
  const versions = [...defaultApiVersions, ...extraVersions]
  // Helm appends the extra ones at once to a list that is just full
  const capacity = grownCapacity(defaultApiVersions.length, versions.length, T.string)
  const versionSet = sliceOf(T.string, `${pkg}.VersionSet`, new Map([['Has', has]]))
  return new Record({ name: `*${pkg}.Capabilities`, kind: 'ptr' }, [
    ['KubeVersion', kubeVersionValue(kube, profile)],
    ['APIVersions', new Slice(versions, versionSet, false, capacity - versions.length)],
    ['HelmVersion', helmVersion(profile)],
  ])
}

/** The Kubernetes version as a value: its methods are the pointer's. */
class KubeVersionRecord extends Record {
  override readonly unexported: ReadonlySet<string>
  readonly #exported: readonly [string, Value][]
  constructor(type: Type, exported: readonly [string, Value][], hidden: readonly [string, Value][]) {
    // Go prints unexported fields too, which encoders leave out
    super(type, [exported[0]!, ...hidden, ...exported.slice(1)], exported)
    this.unexported = new Set(hidden.map(([name]) => name))
    this.#exported = exported
  }
  override tagged(encoder: 'json' | 'yaml' | 'toml'): ReadonlyMap<string, Value> {
    const exported = super.tagged('json')
    if (encoder !== 'yaml') return exported
    return new Map([...exported].map(([name, value]) => [name.toLowerCase(), value]))
  }
  override deepCopied(): Record {
    return new KubeVersionRecord(
      this.type,
      this.#exported,
      [...this.unexported].map((name) => [name, '']),
    )
  }
}

/** The same where Capabilities hold it, whose address is known. */
class AddressedKubeVersion extends KubeVersionRecord {
  readonly #text: string
  readonly #copy: KubeVersionRecord
  readonly #deepCopy: () => Record
  constructor(
    text: string,
    copy: KubeVersionRecord,
    deepCopy: () => Record,
    ...rest: ConstructorParameters<typeof KubeVersionRecord>
  ) {
    super(...rest)
    this.#text = text
    this.#copy = copy
    this.#deepCopy = deepCopy
  }
  override addressed(): string {
    return this.#text
  }
  override copied(): KubeVersionRecord {
    return this.#copy
  }
  override deepCopied(): Record {
    return this.#deepCopy()
  }
}

function kubeVersionValue(kube: KubeVersion, profile: HelmProfile): AddressedKubeVersion {
  const { version, normalized, major, minor } = kube
  const text = normalized === '' ? version : normalized
  const methods = new Map([
    ['String', method([], T.string, () => text)],
    ['GitVersion', method([], T.string, () => version)],
  ])
  const name = `${profile.packages.values}.KubeVersion`
  const exported: [string, Value][] = [
    ['Version', version],
    ['Major', major],
    ['Minor', minor],
  ]
  const hidden: [string, Value][] = profile.keepsKubeVersionSuffix ? [['normalizedVersion', normalized]] : []
  const copy = new KubeVersionRecord(struct(name), exported, hidden)
  const deepCopy = (): Record => kubeVersionValue({ ...kube, normalized: '' }, profile)
  return new AddressedKubeVersion(text, copy, deepCopy, struct(name, methods), exported, hidden)
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
