import type { Chance } from '../../sprig/chance.ts'
import { keys } from './pools.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const types = ['string', 'integer', 'number', 'boolean', 'null', 'array', 'object']
const drafts = [
  'http://json-schema.org/draft-04/schema#',
  'http://json-schema.org/draft-06/schema#',
  'http://json-schema.org/draft-07/schema#',
  'https://json-schema.org/draft/2019-09/schema',
  'https://json-schema.org/draft/2020-12/schema',
]
const formats = [
  'date',
  'date-time',
  'email',
  'ipv4',
  'ipv6',
  'uri',
  'hostname',
  'uuid',
  'regex',
  'duration',
  'time',
  'json-pointer',
  'uri-reference',
  'nope',
]
const samples: Json[] = [
  null,
  true,
  false,
  0,
  1,
  2,
  80,
  -1,
  1.5,
  1e21,
  '',
  'a',
  'app',
  'x-y',
  '1.2.3',
  [],
  [1],
  ['a', 'a'],
  {},
  { a: 1 },
  '2024-01-02',
  '10.0.0.1',
]

/** What a schema says, a few keywords at a time. */
function keyword(chance: Chance, depth: number): Record<string, Json> {
  const below = (): Json => drawSchema(chance, depth - 1)
  const n = (): number => chance.one(chance.chance(0.03) ? [1.5, -1] : [0, 1, 2, 3, 5, 80])
  const makers: (() => Record<string, Json>)[] = [
    () => ({ type: chance.one(types) }),
    () => ({ type: [chance.one(types), chance.one(types)] }),
    () => ({ enum: chance.some(3, () => chance.one(samples)) }),
    () => ({ const: chance.one(samples) }),
    () => ({ minimum: n() }),
    () => ({ maximum: n() }),
    () => ({ exclusiveMinimum: chance.chance(0.05) ? true : n(), minimum: n() }),
    () => ({ multipleOf: chance.one([1, 2, 0.1, 3, 0.5]) }),
    () => ({ minLength: n() }),
    () => ({ maxLength: n() }),
    () => ({
      pattern: chance.chance(0.05)
        ? chance.one(['(', '(?!a)b'])
        : chance.one(['^a', '[0-9]+', '^x-', '^[a-z]+$', '\\d', '']),
    }),
    () => ({ format: chance.one(formats) }),
    () => ({ required: [chance.one(keys), ...chance.some(2, () => chance.one(keys))] }),
    () => ({ additionalProperties: chance.chance(0.6) ? false : below() }),
    () => ({ patternProperties: { [chance.one(['^a', '.', 'x', '^[a-z]$'])]: below() } }),
    () => ({ propertyNames: chance.chance(0.5) ? { maxLength: 3 } : below() }),
    () => ({ minProperties: n() }),
    () => ({ maxProperties: n() }),
    () => ({ items: chance.chance(0.7) ? below() : [below(), below()] }),
    () => ({ additionalItems: false }),
    () => ({ prefixItems: [below()] }),
    () => ({ minItems: n() }),
    () => ({ maxItems: n() }),
    () => ({ uniqueItems: true }),
    () => ({ contains: below() }),
    () => ({ contains: below(), minContains: n(), maxContains: n() }),
    () => ({ allOf: [below(), below()] }),
    () => ({ anyOf: [below(), below()] }),
    () => ({ oneOf: [below(), below()] }),
    () => ({ not: below() }),
    () => ({ if: below(), then: below(), else: below() }),
    () => ({ dependencies: { [chance.one(keys)]: chance.chance(0.5) ? [chance.one(keys)] : below() } }),
    () => ({ dependentRequired: { [chance.one(keys)]: [chance.one(keys)] } }),
    () => ({ dependentSchemas: { [chance.one(keys)]: below() } }),
    () => ({ unevaluatedProperties: false }),
    () => ({ unevaluatedItems: false }),
    () => ({
      $ref: chance.one([
        '#',
        '#/definitions/d',
        '#/$defs/d',
        '#/definitions/nope',
        '#d',
        'other.json',
        'urn:x:y',
        '#/properties/a',
      ]),
    }),
    () => ({ $id: chance.one(['ftp://example.invalid/s', 'x', '#d', 'urn:a:b']) }),
    () => ({ $anchor: 'd' }),
    () => ({ default: 1, title: 't', description: 'd', examples: [1] }),
    () => ({
      [chance.one(['type', 'minimum', 'properties', 'required', 'items', 'enum', 'pattern', '$ref'])]:
        chance.one(samples),
    }),
  ]
  // the last is mostly wrong
  return chance.one(chance.chance(0.9) ? makers.slice(0, -1) : makers)()
}

/** A schema, rightly formed but for some. */
export function drawSchema(chance: Chance, depth: number): Json {
  if (depth <= 0)
    return chance.one<Json>([
      { type: chance.one(types) },
      true,
      {},
      { type: chance.one(types) },
      false,
      { const: 1 },
    ])
  const schema: Record<string, Json> = {}
  for (let k = 1 + chance.below(3); k > 0; k--) Object.assign(schema, keyword(chance, depth))
  if (chance.chance(0.5)) {
    schema['properties'] = Object.fromEntries(
      chance.some(4, () => [chance.one(keys), drawSchema(chance, depth - 1)]),
    )
  }
  return schema
}

/** The text of a values.schema.json. */
export function schemaText(chance: Chance): string {
  if (chance.chance(0.03))
    return chance.one([
      '',
      '{',
      'true',
      'false',
      'null',
      '[]',
      '3',
      '{"a":1}}',
      '{"type":}',
      '{"type":"object"} x',
    ])
  const root = drawSchema(chance, 3)
  if (root === null || typeof root !== 'object' || Array.isArray(root)) return JSON.stringify(root)
  if (chance.chance(0.7)) root['$schema'] = chance.one(drafts)
  else if (chance.chance(0.05)) root['$schema'] = chance.one(['ftp://nope.invalid/schema', 'x', ''])
  if (chance.chance(0.4)) root['definitions'] = { d: drawSchema(chance, 1) }
  if (chance.chance(0.3)) root['$defs'] = { d: drawSchema(chance, 1) }
  return JSON.stringify(root)
}
