import { Dict, Slice, sliceOf, Struct, T, type Type, type Value } from '../../go/value.ts'
import type { Chart } from '../chart/chart.ts'
import type { Dependency, Maintainer, Metadata } from '../chart/metadata.ts'
import type { HelmProfile } from '../profile.ts'

/** Go's field names of Metadata in its order, with the names that encoders use. */
const FIELDS = [
  ['Name', 'name'],
  ['Home', 'home'],
  ['Sources', 'sources'],
  ['Version', 'version'],
  ['Description', 'description'],
  ['Keywords', 'keywords'],
  ['Maintainers', 'maintainers'],
  ['Icon', 'icon'],
  ['APIVersion', 'apiVersion'],
  ['Condition', 'condition'],
  ['Tags', 'tags'],
  ['AppVersion', 'appVersion'],
  ['Deprecated', 'deprecated'],
  ['Annotations', 'annotations'],
  ['KubeVersion', 'kubeVersion'],
  ['Dependencies', 'dependencies'],
  ['Type', 'type'],
] as const
const DEPENDENCY_FIELDS = [
  ['Name', 'name'],
  ['Version', 'version'],
  ['Repository', 'repository'],
  ['Condition', 'condition'],
  ['Tags', 'tags'],
  ['Enabled', 'enabled'],
  ['ImportValues', 'import-values'],
  ['Alias', 'alias'],
] as const
const MAINTAINER_FIELDS = [
  ['Name', 'name'],
  ['Email', 'email'],
  ['URL', 'url'],
] as const

type Names = readonly (readonly [string, string])[]

/** `.Chart`: a map with Go's names in Helm 4, the struct itself in Helm 3. */
export function chartValue(chart: Chart, profile: HelmProfile): Value {
  if (!profile.chartIsMap) return new ChartStruct(chart)
  const map = asMap(chart.metadata, FIELDS)
  map.set('IsRoot', chart.isRoot)
  return map
}

type Plain = Readonly<{ [name: string]: unknown }>

/** Mirrors Helm 4's structToMap: structs become maps, slices lists, the rest stays. */
function asMap(record: Plain, names: Names): Dict {
  return new Dict(names.map(([goName, name]) => [goName, mapField(name, record[name])] as const))
}

function mapField(name: string, value: unknown): Value {
  switch (name) {
    case 'sources':
    case 'keywords':
    case 'import-values':
      return new Slice((value ?? []) as Value[])
    case 'tags':
      return typeof value === 'string' ? value : new Slice((value ?? []) as Value[])
    case 'maintainers':
      return new Slice(((value ?? []) as Plain[]).map((maintainer) => asMap(maintainer, MAINTAINER_FIELDS)))
    case 'dependencies':
      return new Slice(((value ?? []) as Plain[]).map((dependency) => asMap(dependency, DEPENDENCY_FIELDS)))
    case 'annotations':
      return stringMap(value as Metadata['annotations'])
    default:
      return value as string | boolean
  }
}

const stringMap = (map: Metadata['annotations']): Dict =>
  map === null ? new Dict(undefined, T.stringMap, true) : new Dict(map, T.stringMap)

const stringList = (list: readonly string[] | null): Slice =>
  new Slice(list ?? [], T.stringSlice, list === null)

/** A struct of Helm 3 whose encoders leave out what is empty. */
class Plainly extends Struct {
  readonly type: Type
  readonly #names: Names
  readonly #fields: ReadonlyMap<string, Value>
  readonly #always: readonly string[]
  constructor(type: Type, names: Names, value: (name: string) => Value, always: readonly string[] = []) {
    super()
    this.type = type
    this.#names = names
    this.#fields = new Map(names.map(([goName, name]) => [goName, value(name)]))
    this.#always = always
  }
  fields(): ReadonlyMap<string, Value> {
    return this.#fields
  }
  override tagged(encoder: 'json' | 'yaml' | 'toml'): ReadonlyMap<string, Value> {
    if (encoder === 'toml') return this.#fields
    if (encoder === 'yaml' && this.#always.length === 0)
      return new Map([...this.#fields].map(([name, v]) => [name.toLowerCase(), v]))
    const shown = this.#names.map(([goName, name]) => [name, this.#fields.get(goName)] as const)
    return new Map(shown.filter(([name, value]) => this.#always.includes(name) || !isEmpty(value)))
  }
}

const isEmpty = (v: Value): boolean =>
  v === '' ||
  v === false ||
  v === null ||
  (v instanceof Slice && v.items.length === 0) ||
  (v instanceof Dict && v.size === 0)

const pointer = (name: string): Type => ({ name, kind: 'ptr' })
const maintainerPointer = pointer('*chart.Maintainer')
const dependencyPointer = pointer('*chart.Dependency')
const maintainerList = sliceOf(maintainerPointer)
const dependencyList = sliceOf(dependencyPointer)
const metadataType: Type = { name: 'chart.Metadata', kind: 'struct' }
const chartType: Type = { name: 'struct { chart.Metadata; IsRoot bool }', kind: 'struct' }

const maintainerValue = (maintainer: Maintainer): Struct =>
  new Plainly(maintainerPointer, MAINTAINER_FIELDS, (name) => maintainer[name as keyof Maintainer])

const dependencyValue = (dependency: Dependency): Struct =>
  new Plainly(
    dependencyPointer,
    DEPENDENCY_FIELDS,
    (name) => {
      if (name === 'tags') return stringList(dependency.tags)
      if (name === 'import-values')
        return new Slice(dependency['import-values'] ?? [], T.anySlice, dependency['import-values'] === null)
      return dependency[name as 'name']
    },
    ['name', 'repository'],
  )

function metadataField(md: Metadata, name: string): Value {
  switch (name) {
    case 'sources':
    case 'keywords':
      return stringList(md[name])
    case 'maintainers':
      return new Slice(
        (md.maintainers ?? []).map((m) => maintainerValue(m!)),
        maintainerList,
        md.maintainers === null,
      )
    case 'dependencies':
      return new Slice(
        (md.dependencies ?? []).map((d) => dependencyValue(d!)),
        dependencyList,
        md.dependencies === null,
      )
    case 'annotations':
      return stringMap(md.annotations)
    default:
      return md[name as 'name']
  }
}

/** Helm 3's `.Chart`: Metadata embedded beside IsRoot, so that its fields are the outer struct's too. */
class ChartStruct extends Struct {
  readonly type = chartType
  readonly #metadata: Plainly
  readonly #isRoot: boolean
  #all: ReadonlyMap<string, Value> | undefined
  constructor(chart: Chart) {
    super()
    this.#metadata = new Plainly(metadataType, FIELDS, (name) => metadataField(chart.metadata, name))
    this.#isRoot = chart.isRoot
  }
  fields(): ReadonlyMap<string, Value> {
    return (this.#all ??= new Map<string, Value>([
      ['Metadata', this.#metadata],
      ['IsRoot', this.#isRoot],
    ]))
  }
  /** What an outer field does not hide is found in the embedded struct. */
  override promoted(): ReadonlyMap<string, Value> {
    return this.#metadata.fields()
  }
  override tagged(encoder: 'json' | 'yaml' | 'toml'): ReadonlyMap<string, Value> {
    if (encoder === 'yaml') return new Map([...this.fields()].map(([name, v]) => [name.toLowerCase(), v]))
    return new Map<string, Value>([...this.#metadata.tagged(encoder), ['IsRoot', this.#isRoot]])
  }
}
