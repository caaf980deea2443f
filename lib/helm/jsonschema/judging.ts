import type { Json } from './json.ts'
import type { Schema } from './schema.ts'
import type { Unevaluated } from './unevaluated.ts'
import type { Violation } from './violation.ts'

/** One value under judgement by one schema, as the keywords see it. */
export interface Judging {
  readonly value: Json
  readonly schema: Schema
  readonly unevaluated: Unevaluated
  /** only the verdict matters, not the reasons */
  readonly verdictOnly: boolean
  /** whether something is wrong already */
  readonly failed: boolean
  /** Another schema against the same value. */
  self(schema: Schema, keyword?: string, verdictOnly?: boolean): Violation | undefined
  /** A schema against a part of the value. */
  below(schema: Schema, value: Json, key: string): Violation | undefined
  /** A schema against the name of a property, which stands on its own. */
  propertyName(schema: Schema, name: string): Violation | undefined
  error(text: string, causes?: readonly Violation[]): Violation
  add(error: Violation | undefined): void
  addText(text: string): void
}
