import { countBytes, countSteps } from '../../go/meter.ts'
import { compareBytes } from '../../go/text.ts'
import { duplicates, equals } from './equality.ts'
import { isArray, isObject, JsonNumber, type Json, type JsonObject } from './json.ts'
import { countText } from './number-text.ts'
import { pointerOf } from './pointer.ts'
import type { Resource } from './resource.ts'
import { isInteger, numberFaults, stringFaults } from './scalar-faults.ts'
import { Schema } from './schema.ts'
import { Scope } from './scope.ts'
import { Unevaluated } from './unevaluated.ts'
import { quote, type Violation, type ViolationKind } from './violation.ts'
import { constText, countFault, display, enumText, list, typeOf } from './wording.ts'

/** Bytes that a violation takes besides its text. */
const VIOLATION = 200

/** Set while a schema document is judged by its draft: parts in another draft are judged by that one. */
export interface MetaContext {
  readonly meta: Schema
  readonly resources: ReadonlyMap<string, Resource>
  metaschemaOf(resource: Resource): Schema
}

/**
 * Judges a value by a schema.
 * @returns what is wrong, or undefined
 */
export function validate(schema: Schema, value: Json, context?: MetaContext): Violation | undefined {
  const found = new Validator(
    value,
    [],
    schema,
    new Scope(schema),
    Unevaluated.of(value, schema, false),
    false,
    context,
  ).run()
  if (found === undefined) return undefined
  const causes = found.kind === 'group' ? found.causes : [found]
  return {
    kind: 'schema',
    text: `jsonschema validation failed with ${quote(schema.location)}`,
    at: [],
    causes,
  }
}

/** One schema against one value. Mirrors the library's `validator`; what Go does in random order goes by key here. */
class Validator {
  readonly #value: Json
  readonly #at: readonly string[]
  #schema: Schema
  readonly #scope: Scope
  readonly #unevaluated: Unevaluated
  /** only the verdict matters, not the reasons */
  readonly #verdictOnly: boolean
  #context: MetaContext | undefined
  readonly #errors: Violation[] = []

  constructor(
    value: Json,
    at: readonly string[],
    schema: Schema,
    scope: Scope,
    unevaluated: Unevaluated,
    verdictOnly: boolean,
    context: MetaContext | undefined,
  ) {
    this.#value = value
    this.#at = at
    this.#schema = schema
    this.#scope = scope
    this.#unevaluated = unevaluated
    this.#verdictOnly = verdictOnly
    this.#context = context
  }

  run(): Violation | undefined {
    const s = this.#schema
    const v = this.#value
    countSteps(1 + (isArray(v) ? v.length : isObject(v) ? v.size : 0))
    if (s.bool !== undefined) return s.bool ? undefined : this.#error('false schema')
    const cycle = this.#scope.cycle()
    if (cycle !== undefined) {
      return this.#error(
        `both ${this.#scope.keywordPath()} and ${cycle.keywordPath()} resolve to "${s.location}" causing reference cycle`,
      )
    }
    const type = typeOf(v)
    if (s.types !== undefined && !s.types.includes(type)) {
      const whole = s.types.includes('integer') && v instanceof JsonNumber && isInteger(v)
      if (!whole) return this.#error(`got ${type}, want ${s.types.join(' or ')}`)
    }
    if (s.const !== undefined && !equals(v, s.const.value)) return this.#error(constText(s.const.value))
    if (s.enum !== undefined && !s.enum.some((item) => equals(v, item))) return this.#error(enumText(s.enum))
    const malformed = s.format?.check(v)
    if (malformed !== undefined)
      return this.#error(`${display(v)} is not valid ${s.format!.name}: ${malformed}`)
    if (s.ref !== undefined) {
      const error = this.#reference(s.ref, '$ref')
      if (s.draft < 2019) return error
      this.#add(error)
    }
    if (isObject(v)) this.#object(v)
    else if (isArray(v)) this.#array(v)
    else if (typeof v === 'string') stringFaults(s, v).forEach((text) => this.#addText(text))
    else if (v instanceof JsonNumber) numberFaults(s, v).forEach((text) => this.#addText(text))
    if (this.#errors.length === 0 || !this.#verdictOnly) {
      if (s.draft >= 2019) this.#references()
      this.#conditions()
      if (s.draft >= 2019) this.#unevaluatedKeywords()
    }
    if (this.#errors.length > 1) return this.#error('validation failed', this.#errors, 'group')
    return this.#errors[0]
  }

  #object(object: JsonObject): void {
    const s = this.#schema
    const size = object.size
    if (s.minProperties !== undefined && size < s.minProperties)
      this.#addText(countFault('minProperties', size, s.minProperties))
    if (s.maxProperties !== undefined && size > s.maxProperties)
      this.#addText(countFault('maxProperties', size, s.maxProperties))
    const missing = s.required.filter((key) => !object.has(key))
    if (missing.length === 1) this.#addText(`missing property ${quote(missing[0]!)}`)
    else if (missing.length > 1) this.#addText(`missing properties ${list(missing)}`)
    if (this.#verdictOnly && this.#errors.length > 0) return
    for (const [key, dependency] of s.dependencies) {
      if (!object.has(key)) continue
      if (dependency instanceof Schema) this.#add(this.#self(dependency))
      else this.#requireWith(object, key, dependency)
    }
    this.#properties(object)
    if (s.draft === 4) return
    if (s.propertyNames !== undefined) this.#propertyNames(s.propertyNames, object)
    if (s.draft === 6) return
    for (const [key, schema] of s.dependentSchemas) if (object.has(key)) this.#add(this.#self(schema))
    for (const [key, required] of s.dependentRequired)
      if (object.has(key)) this.#requireWith(object, key, required)
  }

  #properties(object: JsonObject): void {
    const s = this.#schema
    const additional: string[] = []
    for (const key of [...object.keys()].sort(compareBytes)) {
      if (this.#verdictOnly && this.#errors.length > 0) return
      const value = object.get(key)!
      let evaluated = false
      const property = s.properties.get(key)
      if (property !== undefined) {
        evaluated = true
        this.#add(this.#below(property, value, key))
      }
      for (const [pattern, schema] of s.patternProperties) {
        if (!pattern.matches(key)) continue
        evaluated = true
        this.#add(this.#below(schema, value, key))
      }
      if (!evaluated && s.additionalProperties !== undefined) {
        evaluated = true
        if (s.additionalProperties instanceof Schema)
          this.#add(this.#below(s.additionalProperties, value, key))
        else if (!s.additionalProperties) additional.push(key)
      }
      if (evaluated) this.#unevaluated.seenProperty(key)
    }
    if (additional.length > 0) this.#addText(`additional properties ${list(additional)} not allowed`)
  }

  #propertyNames(names: Schema, object: JsonObject): void {
    for (const key of [...object.keys()].sort(compareBytes)) {
      const meta = this.#metaschemaAt(names)
      const context = meta && this.#context && { ...this.#context, meta }
      const violation = validate(meta ?? names, key, context ?? this.#context)
      if (violation !== undefined)
        this.#add({ ...violation, kind: 'other', text: `invalid propertyName ${quote(key)}` })
    }
  }

  #requireWith(object: JsonObject, key: string, required: readonly string[]): void {
    const missing = required.filter((name) => !object.has(name))
    if (missing.length > 0) this.#addText(`properties ${list(missing)} required, if ${quote(key)} exists`)
  }

  #array(items: readonly Json[]): void {
    const s = this.#schema
    if (s.minItems !== undefined && items.length < s.minItems)
      this.#addText(countFault('minItems', items.length, s.minItems))
    if (s.maxItems !== undefined && items.length > s.maxItems)
      this.#addText(countFault('maxItems', items.length, s.maxItems))
    const same = s.uniqueItems ? duplicates(items) : undefined
    if (same !== undefined)
      this.#addText(`items at ${countText(same[0])} and ${countText(same[1])} are equal`)
    if (s.draft < 2020) this.#items(items)
    else {
      for (const [i, item] of items.entries()) {
        const schema = s.prefixItems[i] ?? s.items2020
        if (schema !== undefined) this.#add(this.#below(schema, item, String(i)))
      }
    }
    if (s.contains !== undefined) this.#contains(s.contains, items)
  }

  #items(items: readonly Json[]): void {
    const s = this.#schema
    let evaluated = 0
    if (s.items instanceof Schema) {
      for (const [i, item] of items.entries()) this.#add(this.#below(s.items, item, String(i)))
      evaluated = items.length
    } else if (s.items !== undefined) {
      evaluated = Math.min(items.length, s.items.length)
      for (let i = 0; i < evaluated; i++) this.#add(this.#below(s.items[i]!, items[i]!, String(i)))
    }
    if (s.additionalItems instanceof Schema) {
      // the library counts these from 0 again
      for (const [i, item] of items.slice(evaluated).entries())
        this.#add(this.#below(s.additionalItems, item, String(i)))
    } else if (s.additionalItems === false && evaluated !== items.length) {
      this.#addText(`last ${countText(items.length - evaluated)} additionalItem(s) not allowed`)
    }
  }

  #contains(contains: Schema, items: readonly Json[]): void {
    const s = this.#schema
    const errors: Violation[] = []
    const matched: number[] = []
    for (const [i, item] of items.entries()) {
      const error = this.#below(contains, item, String(i))
      if (error !== undefined) errors.push(error)
      else {
        matched.push(i)
        if (s.draft >= 2020) this.#unevaluated.seenItem(i)
      }
    }
    const found = `but matched ${countText(matched.length)} items at ${matched.join(' ')}`
    if (s.minContains !== undefined) {
      if (matched.length < s.minContains) {
        const words = `min ${countText(s.minContains)} items required to match contains schema, `
        this.#add(this.#error(words + (matched.length === 0 ? 'but none matched' : found), errors))
      }
    } else if (matched.length === 0) this.#add(this.#error('no items match contains schema', errors))
    if (s.maxContains !== undefined && matched.length > s.maxContains) {
      this.#addText(`max ${countText(s.maxContains)} items required to match contains schema, ${found}`)
    }
  }

  #conditions(): void {
    const s = this.#schema
    if (s.not !== undefined && this.#self(s.not, '', true) === undefined) this.#addText("'not' failed")
    this.#allOf(s.allOf)
    this.#anyOf(s.anyOf)
    this.#oneOf(s.oneOf)
    if (s.if === undefined) return
    const branch = this.#self(s.if, '', true) === undefined ? s.then : s.else
    if (branch !== undefined) this.#add(this.#self(branch))
  }

  #allOf(schemas: readonly Schema[]): void {
    const errors: Violation[] = []
    for (const schema of schemas) {
      const error = this.#self(schema)
      if (error === undefined) continue
      errors.push(error)
      if (this.#verdictOnly) break
    }
    if (errors.length > 0) this.#add(this.#error("'allOf' failed", errors))
  }

  #anyOf(schemas: readonly Schema[]): void {
    if (schemas.length === 0) return
    const errors: Violation[] = []
    let matched = false
    for (const schema of schemas) {
      const error = this.#self(schema)
      if (error !== undefined) errors.push(error)
      else {
        matched = true
        if (this.#unevaluated.isEmpty()) break
      }
    }
    if (!matched) this.#add(this.#error("'anyOf' failed", errors))
  }

  #oneOf(schemas: readonly Schema[]): void {
    if (schemas.length === 0) return
    const errors: Violation[] = []
    let matched = -1
    for (const [i, schema] of schemas.entries()) {
      const error = this.#self(schema, '', matched >= 0)
      if (error !== undefined) errors.push(error)
      else if (matched < 0) matched = i
      else return this.#addText(`'oneOf' failed, subschemas ${countText(matched)}, ${countText(i)} matched`)
    }
    if (matched < 0) this.#add(this.#error("'oneOf' failed, none matched", errors))
  }

  #unevaluatedKeywords(): void {
    const s = this.#schema
    const v = this.#value
    if (s.unevaluatedProperties !== undefined && isObject(v)) {
      for (const key of this.#unevaluated.takeProperties())
        this.#add(this.#below(s.unevaluatedProperties, v.get(key)!, key))
    }
    if (s.unevaluatedItems !== undefined && isArray(v)) {
      for (const i of this.#unevaluated.takeItems())
        this.#add(this.#below(s.unevaluatedItems, v[i]!, String(i)))
    }
  }

  /** Another schema against the same value. */
  #self(schema: Schema, keyword = '', verdictOnly = false): Violation | undefined {
    const unevaluated = Unevaluated.of(this.#value, schema, !this.#unevaluated.isEmpty())
    const scope = this.#scope.child(schema, keyword, this.#scope.valueId)
    const error = this.#sub(
      this.#value,
      this.#at,
      schema,
      scope,
      unevaluated,
      this.#verdictOnly || verdictOnly,
    )
    if (error === undefined) this.#unevaluated.merge(unevaluated)
    return error
  }

  /** A schema against a part of the value. */
  #below(schema: Schema, value: Json, key: string): Violation | undefined {
    const scope = this.#scope.child(schema, '', this.#scope.valueId + 1)
    return this.#sub(
      value,
      [...this.#at, key],
      schema,
      scope,
      Unevaluated.of(value, schema, false),
      this.#verdictOnly,
    )
  }

  #sub(
    value: Json,
    at: readonly string[],
    schema: Schema,
    scope: Scope,
    unevaluated: Unevaluated,
    verdictOnly: boolean,
  ): Violation | undefined {
    const validator = new Validator(value, at, schema, scope, unevaluated, verdictOnly, this.#context)
    const meta = validator.#metaschemaAt(schema)
    if (meta !== undefined) {
      validator.#schema = meta
      validator.#context = { ...validator.#context!, meta }
    }
    return validator.run()
  }

  /** The metaschema of a resource that starts here, where `schema` is the one in force. */
  #metaschemaAt(schema: Schema): Schema | undefined {
    if (this.#context === undefined || schema !== this.#context.meta) return undefined
    const resource = this.#context.resources.get(pointerOf(this.#at))
    return resource && this.#context.metaschemaOf(resource)
  }

  #reference(schema: Schema, keyword: string): Violation | undefined {
    const error = this.#self(schema, keyword)
    if (error === undefined) return undefined
    return this.#error('validation failed', error.kind === 'group' ? error.causes : [error], 'reference')
  }

  #references(): void {
    const recursive = this.#schema.recursiveRef
    if (recursive !== undefined) {
      this.#add(
        this.#reference(
          recursive.recursiveAnchor ? this.#scope.outermostRecursive(recursive) : recursive,
          '$recursiveRef',
        ),
      )
    }
    const dynamic = this.#schema.dynamicRef
    if (dynamic !== undefined) {
      const { schema, anchor } = dynamic
      const target =
        anchor !== '' && schema.dynamicAnchor === anchor
          ? this.#scope.outermostDynamic(anchor, schema)
          : schema
      this.#add(this.#reference(target, '$dynamicRef'))
    }
  }

  #error(text: string, causes: readonly Violation[] = [], kind: ViolationKind = 'other'): Violation {
    countBytes(VIOLATION + text.length)
    return { kind, text, at: this.#at, causes }
  }

  #add(error: Violation | undefined): void {
    if (error !== undefined) this.#errors.push(error)
  }

  #addText(text: string): void {
    this.#errors.push(this.#error(text))
  }
}
