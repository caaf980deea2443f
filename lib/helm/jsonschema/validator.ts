import { countBytes, countSteps } from '../../go/meter.ts'
import { judgeArray } from './array-keywords.ts'
import { judgeCombinations, judgeUnevaluated } from './combining-keywords.ts'
import { equals } from './equality.ts'
import { isArray, isObject, JsonNumber, type Json } from './json.ts'
import type { Judging } from './judging.ts'
import { judgeObject } from './object-keywords.ts'
import { pointerOf } from './pointer.ts'
import type { Resource } from './resource.ts'
import { isInteger, numberFaults, stringFaults } from './scalar-faults.ts'
import type { Schema } from './schema.ts'
import { Scope } from './scope.ts'
import { Unevaluated } from './unevaluated.ts'
import { quote, type Violation, type ViolationKind } from './violation.ts'
import { constText, display, enumText, typeOf } from './wording.ts'

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
class Validator implements Judging {
  readonly value: Json
  readonly #at: readonly string[]
  schema: Schema
  readonly #scope: Scope
  readonly unevaluated: Unevaluated
  readonly verdictOnly: boolean
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
    this.value = value
    this.#at = at
    this.schema = schema
    this.#scope = scope
    this.unevaluated = unevaluated
    this.verdictOnly = verdictOnly
    this.#context = context
  }

  run(): Violation | undefined {
    const s = this.schema
    const v = this.value
    countSteps(1 + (isArray(v) ? v.length : isObject(v) ? v.size : 0))
    if (s.bool !== undefined) return s.bool ? undefined : this.error('false schema')
    const cycle = this.#scope.cycle()
    if (cycle !== undefined) {
      return this.error(
        `both ${this.#scope.keywordPath()} and ${cycle.keywordPath()} resolve to "${s.location}" causing reference cycle`,
      )
    }
    const type = typeOf(v)
    if (s.types !== undefined && !s.types.includes(type)) {
      const whole = s.types.includes('integer') && v instanceof JsonNumber && isInteger(v)
      if (!whole) return this.error(`got ${type}, want ${s.types.join(' or ')}`)
    }
    if (s.const !== undefined && !equals(v, s.const.value)) return this.error(constText(s.const.value))
    if (s.enum !== undefined && !s.enum.some((item) => equals(v, item))) return this.error(enumText(s.enum))
    const malformed = s.format?.check(v)
    if (malformed !== undefined)
      return this.error(`${display(v)} is not valid ${s.format!.name}: ${malformed}`)
    if (s.ref !== undefined) {
      const error = this.#reference(s.ref, '$ref')
      if (s.draft < 2019) return error
      this.add(error)
    }
    if (isObject(v)) judgeObject(this, v)
    else if (isArray(v)) judgeArray(this, v)
    else if (typeof v === 'string') stringFaults(s, v).forEach((text) => this.addText(text))
    else if (v instanceof JsonNumber) numberFaults(s, v).forEach((text) => this.addText(text))
    if (!this.failed || !this.verdictOnly) {
      if (s.draft >= 2019) this.#references()
      judgeCombinations(this)
      if (s.draft >= 2019) judgeUnevaluated(this)
    }
    if (this.#errors.length > 1) return this.error('validation failed', this.#errors, 'group')
    return this.#errors[0]
  }

  get failed(): boolean {
    return this.#errors.length > 0
  }

  propertyName(schema: Schema, name: string): Violation | undefined {
    const meta = this.#metaschemaAt(schema)
    const context = meta && this.#context && { ...this.#context, meta }
    return validate(meta ?? schema, name, context ?? this.#context)
  }

  self(schema: Schema, keyword = '', verdictOnly = false): Violation | undefined {
    const unevaluated = Unevaluated.of(this.value, schema, !this.unevaluated.isEmpty())
    const scope = this.#scope.child(schema, keyword, this.#scope.valueId)
    const error = this.#sub(this.value, this.#at, schema, scope, unevaluated, this.verdictOnly || verdictOnly)
    if (error === undefined) this.unevaluated.merge(unevaluated)
    return error
  }

  below(schema: Schema, value: Json, key: string): Violation | undefined {
    const scope = this.#scope.child(schema, '', this.#scope.valueId + 1)
    return this.#sub(
      value,
      [...this.#at, key],
      schema,
      scope,
      Unevaluated.of(value, schema, false),
      this.verdictOnly,
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
      validator.schema = meta
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
    const error = this.self(schema, keyword)
    if (error === undefined) return undefined
    return this.error('validation failed', error.kind === 'group' ? error.causes : [error], 'reference')
  }

  #references(): void {
    const recursive = this.schema.recursiveRef
    if (recursive !== undefined) {
      this.add(
        this.#reference(
          recursive.recursiveAnchor ? this.#scope.outermostRecursive(recursive) : recursive,
          '$recursiveRef',
        ),
      )
    }
    const dynamic = this.schema.dynamicRef
    if (dynamic !== undefined) {
      const { schema, anchor } = dynamic
      const target =
        anchor !== '' && schema.dynamicAnchor === anchor
          ? this.#scope.outermostDynamic(anchor, schema)
          : schema
      this.add(this.#reference(target, '$dynamicRef'))
    }
  }

  error(text: string, causes: readonly Violation[] = [], kind: ViolationKind = 'other'): Violation {
    countBytes(VIOLATION + text.length)
    return { kind, text, at: this.#at, causes }
  }

  add(error: Violation | undefined): void {
    if (error !== undefined) this.#errors.push(error)
  }

  addText(text: string): void {
    this.#errors.push(this.error(text))
  }
}
