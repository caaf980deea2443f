import { isObject, type Json, type JsonObject } from './json.ts'
import { child, splitHash } from './pointer.ts'
import type { DraftVersion } from './schema.ts'

/** A draft of JSON Schema: its name for ids, and where subschemas stand (`*` any property, `[]` any item). */
export interface Draft {
  readonly version: DraftVersion
  readonly url: string
  readonly id: 'id' | '$id'
  readonly subschemas: readonly (readonly string[])[]
}

const paths = (...texts: readonly string[]): (readonly string[])[] => texts.map((text) => text.split('/'))

const in4 = paths(
  'definitions/*',
  'not',
  'allOf/[]',
  'anyOf/[]',
  'oneOf/[]',
  'properties/*',
  'additionalProperties',
  'patternProperties/*',
  'items',
  'items/[]',
  'additionalItems',
  'dependencies/*',
)
const in6 = [...in4, ...paths('propertyNames', 'contains')]
const in7 = [...in6, ...paths('if', 'then', 'else')]
const in2019 = [
  ...in7,
  ...paths('$defs/*', 'dependentSchemas/*', 'unevaluatedProperties', 'unevaluatedItems', 'contentSchema'),
]

export const drafts: readonly Draft[] = [
  { version: 4, url: 'http://json-schema.org/draft-04/schema', id: 'id', subschemas: in4 },
  { version: 6, url: 'http://json-schema.org/draft-06/schema', id: '$id', subschemas: in6 },
  { version: 7, url: 'http://json-schema.org/draft-07/schema', id: '$id', subschemas: in7 },
  { version: 2019, url: 'https://json-schema.org/draft/2019-09/schema', id: '$id', subschemas: in2019 },
  {
    version: 2020,
    url: 'https://json-schema.org/draft/2020-12/schema',
    id: '$id',
    subschemas: [...in2019, ...paths('prefixItems/[]')],
  },
]

/** What a schema without `$schema` is read as. */
export const latest: Draft = drafts.at(-1)!

const withoutScheme = (url: string): string => url.replace(/^https?:\/\//, '')

/** The draft that a `$schema` names; its scheme does not matter, an empty fragment neither. */
export function draftFromUrl(text: string): Draft | undefined {
  const [url, fragment] = splitHash(text)
  if (fragment !== '') return undefined
  const bare = withoutScheme(url)
  if (bare === 'json-schema.org/schema') return latest
  return drafts.find((draft) => withoutScheme(draft.url) === bare)
}

/** The id that an object gives itself, without its fragment; "" where it has none. */
export function idOf(draft: Draft, object: JsonObject): string {
  if (draft.version < 2019 && object.has('$ref')) return ''
  const id = object.get(draft.id)
  return typeof id === 'string' ? splitHash(id)[0] : ''
}

/** Every subschema right below `object`, by its pointer. */
export function* subschemas(draft: Draft, object: JsonObject, pointer: string): Generator<[string, Json]> {
  for (const [keyword, each] of draft.subschemas) {
    const value = object.get(keyword!)
    if (value === undefined) continue
    const at = child(pointer, keyword!)
    if (each === undefined) yield [at, value]
    else if (each === '*' && isObject(value)) for (const [key, v] of value) yield [child(at, key), v]
    else if (each === '[]' && Array.isArray(value))
      for (const [i, v] of value.entries()) yield [child(at, String(i)), v as Json]
  }
}
