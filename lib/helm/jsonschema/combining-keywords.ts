import { isArray, isObject } from './json.ts'
import type { Judging } from './judging.ts'
import { countText } from './number-text.ts'
import type { Schema } from './schema.ts'
import type { Violation } from './violation.ts'

/** The keywords that combine schemas. */
export function judgeCombinations(at: Judging): void {
  const s = at.schema
  if (s.not !== undefined && at.self(s.not, '', true) === undefined) at.addText("'not' failed")
  allOf(at, s.allOf)
  anyOf(at, s.anyOf)
  oneOf(at, s.oneOf)
  if (s.if === undefined) return
  const branch = at.self(s.if, '', true) === undefined ? s.then : s.else
  if (branch !== undefined) at.add(at.self(branch))
}

function allOf(at: Judging, schemas: readonly Schema[]): void {
  const errors: Violation[] = []
  for (const schema of schemas) {
    const error = at.self(schema)
    if (error === undefined) continue
    errors.push(error)
    if (at.verdictOnly) break
  }
  if (errors.length > 0) at.add(at.error("'allOf' failed", errors))
}

function anyOf(at: Judging, schemas: readonly Schema[]): void {
  if (schemas.length === 0) return
  const errors: Violation[] = []
  let matched = false
  for (const schema of schemas) {
    const error = at.self(schema)
    if (error !== undefined) errors.push(error)
    else {
      matched = true
      if (at.unevaluated.isEmpty()) break
    }
  }
  if (!matched) at.add(at.error("'anyOf' failed", errors))
}

function oneOf(at: Judging, schemas: readonly Schema[]): void {
  if (schemas.length === 0) return
  const errors: Violation[] = []
  let matched = -1
  for (const [i, schema] of schemas.entries()) {
    const error = at.self(schema, '', matched >= 0)
    if (error !== undefined) errors.push(error)
    else if (matched < 0) matched = i
    else return at.addText(`'oneOf' failed, subschemas ${countText(matched)}, ${countText(i)} matched`)
  }
  if (matched < 0) at.add(at.error("'oneOf' failed, none matched", errors))
}

/** What no other keyword looked at. */
export function judgeUnevaluated(at: Judging): void {
  const s = at.schema
  const v = at.value
  if (s.unevaluatedProperties !== undefined && isObject(v)) {
    for (const key of at.unevaluated.takeProperties())
      at.add(at.below(s.unevaluatedProperties, v.get(key)!, key))
  }
  if (s.unevaluatedItems !== undefined && isArray(v)) {
    for (const i of at.unevaluated.takeItems()) at.add(at.below(s.unevaluatedItems, v[i]!, String(i)))
  }
}
