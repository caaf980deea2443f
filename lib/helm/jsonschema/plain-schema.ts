import type { DraftVersion } from './schema.ts'
import { draftFromUrl } from './draft.ts'
import { isArray, isObject, JsonNumber, type Json, type JsonObject } from './json.ts'

/** Whether a keyword's value is fine for certain; false where it may be or not. */
type Check = (value: Json, version: DraftVersion) => boolean

const TYPES: readonly Json[] = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']

const anything: Check = () => true
const unsure: Check = () => false
const text: Check = (v) => typeof v === 'string'
const flag: Check = (v) => typeof v === 'boolean'
const count: Check = (v) => v instanceof JsonNumber && /^\d+$/.test(v.digits)
const number: Check = (v) => v instanceof JsonNumber
const list: Check = (v) => isArray(v)
const subschema: Check = (v, version) => isPlain(v, version)
/** An object's schema, or in draft 4 a boolean too, which no other keyword may have there. */
const additional: Check = (v, version) => typeof v === 'boolean' || isPlain(v, version)
const schemas: Check = (v, version) => isArray(v) && v.length > 0 && v.every((each) => isPlain(each, version))
const named: Check = (v, version) => isObject(v) && [...v.values()].every((each) => isPlain(each, version))
const areTexts = (v: readonly Json[]): boolean => v.every((each) => typeof each === 'string')
const texts: Check = (v) => isArray(v) && v.length > 0 && areTexts(v) && new Set(v).size === v.length
const type: Check = (v) =>
  TYPES.includes(v) || (texts(v, 7) && (v as readonly Json[]).every((each) => TYPES.includes(each)))
const scalars: Check = (v) =>
  isArray(v) &&
  v.length > 0 &&
  v.every((each) => each === null || typeof each === 'boolean' || typeof each === 'string') &&
  new Set(v).size === v.length
/** Letters and digits that any dialect of patterns takes. */
const pattern: Check = (v) => typeof v === 'string' && /^\^?[\w\-/ :]*\$?$/.test(v)
const localReference: Check = (v) => typeof v === 'string' && /^#(?:\/[\w.\-$]+)*$/.test(v)
const bound: Check = (v, version) => version !== 4 && number(v, version)

/**
 * Every keyword that a draft's own schema says something about. What they ask of the commonest values is checked here;
 * the rest is for them to judge.
 */
export const keywordChecks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['type', type],
  ['properties', named],
  ['definitions', named],
  ['$defs', named],
  ['items', subschema],
  ['additionalProperties', additional],
  ['additionalItems', additional],
  ['not', subschema],
  ['if', subschema],
  ['then', subschema],
  ['else', subschema],
  ['contains', subschema],
  ['propertyNames', subschema],
  ['unevaluatedItems', subschema],
  ['unevaluatedProperties', subschema],
  ['allOf', schemas],
  ['anyOf', schemas],
  ['oneOf', schemas],
  ['required', texts],
  ['enum', scalars],
  ['const', anything],
  ['default', anything],
  ['examples', list],
  ['title', text],
  ['description', text],
  ['$comment', text],
  ['format', text],
  ['contentMediaType', text],
  ['contentEncoding', text],
  ['pattern', pattern],
  ['$ref', localReference],
  ['minLength', count],
  ['maxLength', count],
  ['minItems', count],
  ['maxItems', count],
  ['minProperties', count],
  ['maxProperties', count],
  ['minContains', count],
  ['maxContains', count],
  ['minimum', number],
  ['maximum', number],
  ['exclusiveMinimum', bound],
  ['exclusiveMaximum', bound],
  ['uniqueItems', flag],
  ['readOnly', flag],
  ['writeOnly', flag],
  ['deprecated', flag],
  ['multipleOf', unsure],
  ['patternProperties', unsure],
  ['prefixItems', unsure],
  ['dependencies', unsure],
  ['dependentRequired', unsure],
  ['dependentSchemas', unsure],
  ['contentSchema', unsure],
  ['$schema', unsure],
  ['$id', unsure],
  ['id', unsure],
  ['$anchor', unsure],
  ['$dynamicAnchor', unsure],
  ['$dynamicRef', unsure],
  ['$recursiveAnchor', unsure],
  ['$recursiveRef', unsure],
  ['$vocabulary', unsure],
])

/**
 * Whether a schema is certainly valid against its draft's own schema, which most charts' schemas are. That one is large,
 * and to read it and hold a schema against it takes longer than to render a small chart.
 * @returns false where only the draft's own schema can tell
 */
export function isPlainSchema(schema: Json, version: DraftVersion): boolean {
  if (!isObject(schema)) return false
  const draft = schema.get('$schema')
  if (draft !== undefined) {
    if (typeof draft !== 'string' || !/^https?:/.test(draft)) return false
    if (draftFromUrl(draft)?.version !== version) return false
  }
  return areFine(schema, version, true)
}

function isPlain(schema: Json, version: DraftVersion): boolean {
  if (typeof schema === 'boolean') return version !== 4
  return isObject(schema) && areFine(schema, version, false)
}

function areFine(schema: JsonObject, version: DraftVersion, isRoot: boolean): boolean {
  for (const [keyword, value] of schema) {
    if (isRoot && keyword === '$schema') continue
    const check = keywordChecks.get(keyword)
    if (check !== undefined && !check(value, version)) return false
  }
  return true
}
