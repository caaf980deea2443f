import { Dict, Slice, type Value } from '../../go/value.ts'
import { bounded, unmarshal } from '../../yaml/index.ts'

/** Chart.yaml's fields as one comparable text each; empty ones are left out, as Helm leaves them out. */
export type Fields = ReadonlyMap<string, string>

export class MetadataError extends Error {
  override name = 'MetadataError'
}

const TEXT = [
  'apiVersion',
  'name',
  'version',
  'appVersion',
  'description',
  'home',
  'icon',
  'kubeVersion',
  'type',
  'condition',
  'tags',
]
const LISTS = ['keywords', 'sources']
const MAINTAINER = ['name', 'email', 'url']
const DEPENDENCY = ['name', 'version', 'repository', 'condition', 'alias']

/**
 * Chart metadata as Helm's struct holds it: unknown fields dropped, numbers and truths in text fields written as text, blanks
 * cleaned. @param text YAML (or JSON, which is YAML)
 * @throws MetadataError, YamlError
 */
export function readFields(text: string): Fields {
  const root = bounded(text, unmarshal)
  if (!(root instanceof Dict)) throw new MetadataError('the metadata is not a map')
  return toFields((key) => root.get(key))
}

/** The same of an OCI config, which is JSON. @throws MetadataError */
export function readConfigFields(bytes: Uint8Array): Fields {
  let root: unknown
  try {
    root = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new MetadataError('the config is not JSON')
  }
  const value = fromJson(root)
  if (!(value instanceof Dict)) throw new MetadataError('the config is not an object')
  return toFields((key) => value.get(key))
}

const fromJson = (value: unknown): Value =>
  Array.isArray(value)
    ? new Slice(value.map(fromJson))
    : typeof value === 'object' && value !== null
      ? new Dict(Object.entries(value).map(([key, item]) => [key, fromJson(item)] as const))
      : (value as Value)

function toFields(get: (key: string) => Value): Fields {
  const fields = new Map<string, string>()
  const put = (key: string, text: string) => {
    if (text !== '' && text !== '[]' && text !== '{}') fields.set(key, text)
  }
  for (const key of TEXT) put(key, clean(get(key)))
  for (const key of LISTS) put(key, JSON.stringify(items(get(key)).map(clean)))
  put('maintainers', JSON.stringify(items(get('maintainers')).map((one) => pick(one, MAINTAINER))))
  put('dependencies', dependencyText(get('dependencies')))
  if (get('deprecated') === true) fields.set('deprecated', 'true')
  const annotations = get('annotations')
  if (annotations instanceof Dict)
    put(
      'annotations',
      JSON.stringify(Object.fromEntries(sortedEntries(annotations).map(([k, v]) => [k, toText(v)]))),
    )
  return fields
}

/** A list of dependencies, as Chart.yaml and (for apiVersion v1) requirements.yaml hold it. */
export const dependencyText = (value: Value): string =>
  JSON.stringify(
    items(value).map((one) => ({
      ...pick(one, DEPENDENCY),
      tags: one instanceof Dict ? items(one.get('tags')).map(clean) : [],
      importValues: one instanceof Dict ? items(one.get('import-values')).map(canonical) : [],
    })),
  )

const items = (value: Value): readonly Value[] => (value instanceof Slice ? value.items : [])
const sortedEntries = (dict: Dict) => [...dict.entries].sort(([a], [b]) => (a < b ? -1 : 1))
const pick = (value: Value, keys: readonly string[]) =>
  Object.fromEntries(
    keys.flatMap((key) =>
      value instanceof Dict && clean(value.get(key)) !== '' ? [[key, clean(value.get(key))]] : [],
    ),
  )
const canonical = (value: Value): unknown =>
  value instanceof Dict
    ? sortedEntries(value).map(([key, item]) => [key, canonical(item)])
    : value instanceof Slice
      ? value.items.map(canonical)
      : toText(value)

const toText = (value: Value): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : ''

/** Helm's `sanitizeString`: white space becomes a blank, what cannot be printed goes. */
const clean = (value: Value): string =>
  toText(value)
    .replaceAll(/[\t\n\v\f\r\u0085\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u00a0]/g, ' ')
    .replaceAll(/[\p{C}]/gu, '')

/** Names of the fields in which two readings differ, sorted. */
export function differingFields(a: Fields, b: Fields, without: readonly string[] = []): string[] {
  const names = new Set([...a.keys(), ...b.keys()])
  return [...names].filter((name) => !without.includes(name) && a.get(name) !== b.get(name)).sort()
}

/** `version "1.2.0", keywords ["a"]`: what one side says in those fields, each cut to a readable length. */
export const describeFields = (fields: Fields, names: readonly string[]): string =>
  names.map((name) => `${name} ${shorten(fields.get(name))}`).join(', ')

function shorten(text: string | undefined): string {
  if (text === undefined) return 'absent'
  const shown = text.startsWith('[') || text.startsWith('{') ? text : JSON.stringify(text)
  return shown.length <= 80 ? shown : `${shown.slice(0, 79)}…`
}
