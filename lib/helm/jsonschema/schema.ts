import type { Json } from './json.ts'
import { placeText, type Place } from './pointer.ts'
import type { Rational } from './rational.ts'

export type DraftVersion = 4 | 6 | 7 | 2019 | 2020
export type TypeName = 'null' | 'boolean' | 'number' | 'integer' | 'string' | 'array' | 'object'

/** A compiled regular expression, and the text that errors show. */
export interface Pattern {
  readonly text: string
  matches(value: string): boolean
}

/** A checker of `format`: what is wrong with a value, or undefined. */
export interface Format {
  readonly name: string
  check(value: Json): string | undefined
}

/** A compiled schema. Mirrors the library's `Schema`, without what only describes. Filled in by the compiler. */
export class Schema {
  readonly place: Place
  readonly location: string
  /** the resource (document or `$id`) that it stands in */
  resource: Schema = this
  draft: DraftVersion = 2020
  dynamicAnchors = new Map<string, Schema>()
  allPropsEvaluated = false
  allItemsEvaluated = false
  numItemsEvaluated = 0

  bool: boolean | undefined
  ref: Schema | undefined
  recursiveRef: Schema | undefined
  recursiveAnchor = false
  dynamicRef: { readonly schema: Schema; readonly anchor: string } | undefined
  dynamicAnchor = ''
  types: readonly TypeName[] | undefined
  enum: readonly Json[] | undefined
  const: { readonly value: Json } | undefined
  not: Schema | undefined
  allOf: readonly Schema[] = []
  anyOf: readonly Schema[] = []
  oneOf: readonly Schema[] = []
  if: Schema | undefined
  then: Schema | undefined
  else: Schema | undefined
  format: Format | undefined

  maxProperties: number | undefined
  minProperties: number | undefined
  required: readonly string[] = []
  propertyNames: Schema | undefined
  properties: ReadonlyMap<string, Schema> = new Map()
  patternProperties: readonly (readonly [Pattern, Schema])[] = []
  additionalProperties: boolean | Schema | undefined
  dependencies: ReadonlyMap<string, readonly string[] | Schema> = new Map()
  dependentRequired: ReadonlyMap<string, readonly string[]> = new Map()
  dependentSchemas: ReadonlyMap<string, Schema> = new Map()
  unevaluatedProperties: Schema | undefined

  minItems: number | undefined
  maxItems: number | undefined
  uniqueItems = false
  contains: Schema | undefined
  minContains: number | undefined
  maxContains: number | undefined
  items: Schema | readonly Schema[] | undefined
  additionalItems: boolean | Schema | undefined
  prefixItems: readonly Schema[] = []
  items2020: Schema | undefined
  unevaluatedItems: Schema | undefined

  minLength: number | undefined
  maxLength: number | undefined
  pattern: Pattern | undefined

  maximum: Rational | undefined
  minimum: Rational | undefined
  exclusiveMaximum: Rational | undefined
  exclusiveMinimum: Rational | undefined
  multipleOf: Rational | undefined

  constructor(place: Place) {
    this.place = place
    this.location = placeText(place)
  }
}
