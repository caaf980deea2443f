import { quote } from '../../go/strconv/index.ts'
import { countBytes, runningBudget } from '../../go/meter.ts'
import { compile as compileRegexp } from '../../go/regexp/index.ts'
import { GoError } from '../../go/value.ts'
import { formats } from './formats.ts'
import { isArray, isObject, JsonNumber, type Json, type JsonObject } from './json.ts'
import {
  child,
  encodeFragment,
  escapeToken,
  lookup,
  placeKey,
  splitFragment,
  isPointer,
  type Place,
} from './pointer.ts'
import { isWhole, parseRational, type Rational } from './rational.ts'
import type { Root } from './resource.ts'
import type { Roots } from './roots.ts'
import { Schema, type Pattern, type TypeName } from './schema.ts'
import { join } from './uri.ts'

/** Bytes that a compiled schema takes. */
const SCHEMA = 1000

/** Compiles schemas and all that they refer to. Mirrors the library's `Compiler` and `objCompiler`. */
export class Compiler {
  readonly #roots: Roots
  /** whether `format` is checked in drafts that leave it open (2019-09 and later) */
  readonly #assertFormat: boolean
  readonly #schemas = new Map<string, Schema>()
  readonly #queue: Schema[] = []

  constructor(roots: Roots, assertFormat: boolean) {
    this.#roots = roots
    this.#assertFormat = assertFormat
  }

  /** @throws GoError when a schema is invalid, or refers to what is not there */
  compile(url: string): Schema {
    const schema = this.enqueue(this.#roots.resolve({ url, fragment: '' }))
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      this.#roots.ensureSubschema(next.place)
      const root = this.#roots.open(next.place.url)
      this.#compileValue(lookup(root.document, next.place), next, root)
    }
    return schema
  }

  enqueue(place: Place): Schema {
    const key = placeKey(place)
    const known = this.#schemas.get(key)
    if (known !== undefined) return known
    countBytes(SCHEMA)
    const schema = new Schema(place)
    this.#schemas.set(key, schema)
    this.#queue.push(schema)
    return schema
  }

  #compileValue(value: Json, schema: Schema, root: Root): void {
    const resource = root.resource(schema.place.pointer)
    schema.draft = resource.draft.version
    schema.resource = this.enqueue({ url: schema.place.url, pointer: resource.pointer })
    if (schema.draft >= 2020 && schema === schema.resource) {
      for (const [anchor, pointer] of resource.anchors) {
        if (!resource.dynamicAnchors.includes(anchor)) continue
        schema.dynamicAnchors.set(anchor, this.enqueue({ url: schema.place.url, pointer }))
      }
    }
    if (typeof value === 'boolean') schema.bool = value
    else if (isObject(value)) {
      if (value.size === 0) schema.bool = true
      else new ObjectCompiler(this, this.#roots, root, value, schema, this.#assertFormat).compile()
    }
    schema.allPropsEvaluated = schema.additionalProperties !== undefined
    if (schema.draft < 2020) {
      schema.allItemsEvaluated = schema.additionalItems !== undefined || schema.items instanceof Schema
      schema.numItemsEvaluated =
        schema.items === undefined || schema.items instanceof Schema ? 0 : schema.items.length
    } else {
      schema.allItemsEvaluated = schema.items2020 !== undefined
      schema.numItemsEvaluated = schema.prefixItems.length
    }
  }
}

const TYPES: readonly TypeName[] = ['null', 'boolean', 'number', 'integer', 'string', 'array', 'object']

/** Reads the keywords of one schema object. */
class ObjectCompiler {
  readonly #compiler: Compiler
  readonly #roots: Roots
  readonly #root: Root
  readonly #object: JsonObject
  readonly #schema: Schema
  readonly #assertFormat: boolean

  constructor(
    compiler: Compiler,
    roots: Roots,
    root: Root,
    object: JsonObject,
    schema: Schema,
    assertFormat: boolean,
  ) {
    this.#compiler = compiler
    this.#roots = roots
    this.#root = root
    this.#object = object
    this.#schema = schema
    this.#assertFormat = assertFormat || schema.draft < 2019
  }

  compile(): void {
    const s = this.#schema
    s.ref = this.#reference('$ref')
    if (s.draft < 2019 && s.ref !== undefined) {
      // the other keywords of this draft are ignored beside $ref, those of later ones the library still reads
    } else {
      this.#applicators()
      this.#assertions()
    }
    if (s.draft >= 6) this.#from6()
    if (s.draft >= 7) this.#from7()
    if (s.draft >= 2019) this.#from2019()
    if (s.draft >= 2020) this.#from2020()
  }

  #applicators(): void {
    const s = this.#schema
    s.allOf = this.#schemas('allOf') ?? []
    s.anyOf = this.#schemas('anyOf') ?? []
    s.oneOf = this.#schemas('oneOf') ?? []
    s.not = this.#sub('not')
    if (s.draft < 2020) {
      if (isArray(this.#object.get('items'))) {
        s.items = this.#schemas('items')
        s.additionalItems = this.#additional('additionalItems')
      } else s.items = this.#sub('items')
    }
    s.properties = this.#schemaMap('properties')
    s.patternProperties = [...this.#schemaMap('patternProperties')].map(([text, schema]) => [
      this.#pattern(text, 'patternProperties'),
      schema,
    ])
    s.additionalProperties = this.#additional('additionalProperties')
    const dependencies = this.#object.get('dependencies')
    if (isObject(dependencies)) {
      s.dependencies = new Map(
        [...dependencies].map(([key, v]) => [key, isArray(v) ? strings(v) : this.#at('dependencies', key)]),
      )
    }
  }

  #assertions(): void {
    const s = this.#schema
    const type = this.#object.get('type')
    const named = typeof type === 'string' ? [type] : isArray(type) ? strings(type) : []
    const types = TYPES.filter((name) => named.includes(name))
    if (types.length > 0) s.types = types
    const values = this.#object.get('enum')
    if (isArray(values)) s.enum = values
    s.multipleOf = this.#number('multipleOf')
    ;[s.maximum, s.exclusiveMaximum] = this.#bound('maximum', 'exclusiveMaximum')
    ;[s.minimum, s.exclusiveMinimum] = this.#bound('minimum', 'exclusiveMinimum')
    s.minLength = this.#integer('minLength')
    s.maxLength = this.#integer('maxLength')
    const pattern = this.#object.get('pattern')
    if (typeof pattern === 'string') s.pattern = this.#pattern(pattern, 'pattern')
    s.minItems = this.#integer('minItems')
    s.maxItems = this.#integer('maxItems')
    s.uniqueItems = this.#object.get('uniqueItems') === true
    s.maxProperties = this.#integer('maxProperties')
    s.minProperties = this.#integer('minProperties')
    const required = this.#object.get('required')
    if (isArray(required)) s.required = strings(required)
    const format = this.#object.get('format')
    if (this.#assertFormat && typeof format === 'string') s.format = formats.get(format)
  }

  /** A bound and its exclusive form, which draft 4 writes as a flag beside it. */
  #bound(keyword: string, exclusive: string): [Rational | undefined, Rational | undefined] {
    const bound = this.#number(keyword)
    return this.#object.get(exclusive) === true ? [undefined, bound] : [bound, this.#number(exclusive)]
  }

  #from6(): void {
    const s = this.#schema
    s.contains = this.#sub('contains')
    s.propertyNames = this.#sub('propertyNames')
    const value = this.#object.get('const')
    if (value !== undefined) s.const = { value }
  }

  #from7(): void {
    const s = this.#schema
    const condition = this.#object.get('if')
    s.if = this.#sub('if')
    if (s.if === undefined) return
    if (condition !== false) s.then = this.#sub('then')
    if (condition !== true) s.else = this.#sub('else')
  }

  #from2019(): void {
    const s = this.#schema
    s.recursiveRef = this.#reference('$recursiveRef')
    s.recursiveAnchor = this.#object.get('$recursiveAnchor') === true
    if (s.contains !== undefined) {
      s.minContains = this.#integer('minContains')
      s.maxContains = this.#integer('maxContains')
    }
    const required = this.#object.get('dependentRequired')
    if (isObject(required)) {
      s.dependentRequired = new Map(
        [...required].flatMap(([key, v]) => (isArray(v) ? [[key, strings(v)]] : [])),
      )
    }
    s.dependentSchemas = this.#schemaMap('dependentSchemas')
    s.unevaluatedItems = this.#sub('unevaluatedItems')
    s.unevaluatedProperties = this.#sub('unevaluatedProperties')
  }

  #from2020(): void {
    const s = this.#schema
    const target = this.#reference('$dynamicRef')
    if (target !== undefined) {
      const { fragment } = splitFragment(this.#object.get('$dynamicRef') as string)
      s.dynamicRef = { schema: target, anchor: isPointer(fragment) ? '' : fragment }
    }
    const anchor = this.#object.get('$dynamicAnchor')
    if (typeof anchor === 'string') s.dynamicAnchor = anchor
    s.prefixItems = this.#schemas('prefixItems') ?? []
    s.items2020 = this.#sub('items')
  }

  #at(...tokens: string[]): Schema {
    const { url, pointer } = this.#schema.place
    return this.#compiler.enqueue({ url, pointer: child(pointer, ...tokens) })
  }

  #sub(keyword: string): Schema | undefined {
    return this.#object.has(keyword) ? this.#at(keyword) : undefined
  }

  #schemas(keyword: string): Schema[] | undefined {
    const value = this.#object.get(keyword)
    return isArray(value) ? value.map((_, i) => this.#at(keyword, String(i))) : undefined
  }

  #schemaMap(keyword: string): Map<string, Schema> {
    const value = this.#object.get(keyword)
    return new Map(isObject(value) ? [...value.keys()].map((key) => [key, this.#at(keyword, key)]) : [])
  }

  #additional(keyword: string): boolean | Schema | undefined {
    const value = this.#object.get(keyword)
    return typeof value === 'boolean' ? value : this.#sub(keyword)
  }

  #reference(keyword: string): Schema | undefined {
    const text = this.#object.get(keyword)
    if (typeof text !== 'string') return undefined
    const reference = join(this.#root.resource(this.#schema.place.pointer).id, text)
    const local = this.#root.resolve(reference)
    return this.#compiler.enqueue(local ?? this.#roots.resolve(reference))
  }

  #number(keyword: string): Rational | undefined {
    const value = this.#object.get(keyword)
    return value instanceof JsonNumber ? parseRational(value.digits) : undefined
  }

  #integer(keyword: string): number | undefined {
    const value = this.#number(keyword)
    return value !== undefined && isWhole(value) ? Number(value.numerator / value.denominator) : undefined
  }

  #pattern(text: string, keyword: string): Pattern {
    try {
      const regexp = compileRegexp(text, runningBudget())
      return { text, matches: (value) => regexp.matchString(value, runningBudget()) }
    } catch (error) {
      const { url, pointer } = this.#schema.place
      const at = `${url}#${encodeFragment(pointer)}/${encodeFragment(escapeToken(keyword))}`
      throw new GoError(`invalid regex ${quote(text)} at ${quote(at)}: ${(error as Error).message}`)
    }
  }
}

const strings = (values: readonly Json[]): string[] => values.filter((v) => typeof v === 'string')
