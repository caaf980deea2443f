import * as json from '../../../lib/go/json/index.ts'
import { BudgetError, GoError, Slice, type Host, type Value } from '../../../lib/go/value.ts'
import { compareBytes } from '../../../lib/go/text.ts'
import * as yaml from '../../../lib/yaml/index.ts'
import { base64, fromTyped, toTyped, unbase64, type Json } from './typed-json.ts'

/** What is asked: a text (`b` in base64 where it is no UTF-8) or a value. */
export interface Probe {
  readonly op: string
  readonly t?: string
  readonly b?: string
  readonly v?: Json
}

/** A result or an error, `…b` in base64 where it is no UTF-8. */
export interface Answer {
  readonly r?: string
  readonly rb?: string
  readonly e?: string
  readonly eb?: string
}

const host: Host = {
  random: () => new Uint8Array(),
  now: () => 0n,
  localZone: () => ({ offset: 0, name: 'UTC' }),
  zone: () => undefined,
  rsaKey: () => new Uint8Array(),
}

const { anything, flag, list, map, pointer, struct, text } = yaml.shape
const maintainer = struct('chart.Maintainer', { name: text, email: text, url: text })
const dependency = struct('chart.Dependency', {
  name: text,
  version: text,
  repository: text,
  condition: text,
  tags: list(text),
  enabled: flag,
  'import-values': list(anything),
  alias: text,
})
const metadata = struct('chart.Metadata', {
  name: text,
  home: text,
  sources: list(text),
  version: text,
  description: text,
  keywords: list(text),
  maintainers: list(pointer(maintainer)),
  icon: text,
  apiVersion: text,
  condition: text,
  tags: text,
  appVersion: text,
  deprecated: flag,
  annotations: map(text),
  kubeVersion: text,
  dependencies: list(pointer(dependency)),
  type: text,
})
const headMetadata = struct(
  'struct { Name string "json:\\"name\\""; Annotations map[string]string "json:\\"annotations\\"" }',
  { name: text, annotations: map(text) },
  '',
)
const head = struct('chart.SimpleHead', { apiVersion: text, kind: text, metadata: pointer(headMetadata) })

/** Fields that Go writes though they are empty, for want of omitempty. */
const KEPT = new Map<unknown, readonly string[]>([
  [head, ['apiVersion']],
  [headMetadata, ['name', 'annotations']],
  [dependency, ['name', 'repository']],
])

/** Decoded data as Go's json.Marshal would write it. */
function shown(value: unknown, shape: yaml.Shape<unknown>): unknown {
  if (value === null) return null
  switch (shape.kind) {
    case 'pointer':
      return shown(value, shape.of)
    case 'list':
      return (value as unknown[]).map((item) => shown(item, shape.of))
    case 'map':
      return Object.fromEntries(
        [...(value as Map<string, unknown>)]
          .sort(([a], [b]) => compareBytes(a, b))
          .map(([key, item]) => [key, shown(item, shape.of)]),
      )
    case 'any':
      return JSON.parse(json.marshal(value as Value))
    case 'struct': {
      const entries = Object.entries(shape.fields).map(
        ([key, of]) => [key, shown((value as Record<string, unknown>)[key], of)] as const,
      )
      return Object.fromEntries(
        entries.filter(([key, item]) => !isEmpty(item) || KEPT.get(shape)?.includes(key)),
      )
    }
  }
  return value
}

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === '' ||
  value === false ||
  (typeof value === 'object' && Object.keys(value).length === 0)

const show = (value: Value): string => JSON.stringify(toTyped(value))

const READERS: Readonly<Record<string, (text: string) => string>> = {
  unmarshal: (t) => show(yaml.unmarshal(t)),
  unmarshalStrict: (t) => show(yaml.unmarshalStrict(t)),
  unmarshalMap: (t) => show(yaml.unmarshalMap(t)),
  unmarshalSlice: (t) => show(yaml.unmarshalSlice(t)),
  head: (t) => JSON.stringify(shown(yaml.unmarshalInto(t, head), head)),
  metadata: (t) => JSON.stringify(shown(yaml.unmarshalInto(t, metadata), metadata)),
  json: (t) => show(json.unmarshal(t)),
  fromJson: (t) => show(json.unmarshalMap(t)),
  fromJsonArray: (t) => show(json.unmarshalSlice(t)),
  first: (t) => {
    const { value, end } = json.decodeFirst(t)
    return show(new Slice([value, t.slice(end)]))
  },
  fromToml: (t) => show(yaml.decodeToml(t, host)),
}
const WRITERS: Readonly<Record<string, (value: Value) => string>> = {
  marshal: yaml.marshal,
  pretty: yaml.marshalPretty,
  toJson: (v) => json.marshal(v),
  toPrettyJson: (v) => json.marshalIndent(v),
  toRawJson: (v) => json.marshal(v, false),
  toToml: yaml.encodeToml,
}

/** What our library answers to a probe. A panic of Go's says so. */
export function answer(probe: Probe): Answer {
  try {
    const given = probe.t ?? (probe.b === undefined ? '' : unbase64(probe.b))
    const text = READERS[probe.op]?.(given) ?? WRITERS[probe.op]!(fromTyped(probe.v ?? null))
    return text.isWellFormed() ? { r: text } : { rb: base64(text) }
  } catch (error) {
    if (!(error instanceof GoError) || error instanceof BudgetError) throw error
    const text =
      probe.op === 'toToml' && !(error instanceof yaml.TomlError) ? `panic: ${error.message}` : error.message
    return text.isWellFormed() ? { e: text } : { eb: base64(text) }
  }
}

/** The same answer, whatever white space and order Go's JSON has. */
export const canonical = (probe: Probe, a: Answer): string =>
  a.r !== undefined && probe.op in READERS
    ? `r ${JSON.stringify(JSON.parse(a.r))}`
    : JSON.stringify([a.r, a.rb, a.e, a.eb])

export const ofText = (op: string, text: string): Probe =>
  text.isWellFormed() ? { op, t: text } : { op, b: base64(text) }
export const ofValue = (op: string, value: Value): Probe => ({ op, v: toTyped(value) })
