import { compareBytes } from '../../go/text.ts'
import type { JsonObject } from './json.ts'
import type { Judging } from './judging.ts'
import { Schema } from './schema.ts'
import { quote } from './violation.ts'
import { countFault, list } from './wording.ts'

/** The keywords of objects. */
export function judgeObject(at: Judging, object: JsonObject): void {
  const s = at.schema
  const size = object.size
  if (s.minProperties !== undefined && size < s.minProperties)
    at.addText(countFault('minProperties', size, s.minProperties))
  if (s.maxProperties !== undefined && size > s.maxProperties)
    at.addText(countFault('maxProperties', size, s.maxProperties))
  const missing = s.required.filter((key) => !object.has(key))
  if (missing.length === 1) at.addText(`missing property ${quote(missing[0]!)}`)
  else if (missing.length > 1) at.addText(`missing properties ${list(missing)}`)
  if (at.verdictOnly && at.failed) return
  for (const [key, dependency] of s.dependencies) {
    if (!object.has(key)) continue
    if (dependency instanceof Schema) at.add(at.self(dependency))
    else requireWith(at, object, key, dependency)
  }
  properties(at, object)
  if (s.draft === 4) return
  if (s.propertyNames !== undefined) propertyNames(at, s.propertyNames, object)
  if (s.draft === 6) return
  for (const [key, schema] of s.dependentSchemas) if (object.has(key)) at.add(at.self(schema))
  for (const [key, required] of s.dependentRequired)
    if (object.has(key)) requireWith(at, object, key, required)
}

function properties(at: Judging, object: JsonObject): void {
  const s = at.schema
  const additional: string[] = []
  for (const key of [...object.keys()].sort(compareBytes)) {
    if (at.verdictOnly && at.failed) return
    const value = object.get(key)!
    let evaluated = false
    const property = s.properties.get(key)
    if (property !== undefined) {
      evaluated = true
      at.add(at.below(property, value, key))
    }
    for (const [pattern, schema] of s.patternProperties) {
      if (!pattern.matches(key)) continue
      evaluated = true
      at.add(at.below(schema, value, key))
    }
    if (!evaluated && s.additionalProperties !== undefined) {
      evaluated = true
      if (s.additionalProperties instanceof Schema) at.add(at.below(s.additionalProperties, value, key))
      else if (!s.additionalProperties) additional.push(key)
    }
    if (evaluated) at.unevaluated.seenProperty(key)
  }
  if (additional.length > 0) at.addText(`additional properties ${list(additional)} not allowed`)
}

function propertyNames(at: Judging, names: Schema, object: JsonObject): void {
  for (const key of [...object.keys()].sort(compareBytes)) {
    const violation = at.propertyName(names, key)
    if (violation !== undefined)
      at.add({ ...violation, kind: 'other', text: `invalid propertyName ${quote(key)}` })
  }
}

function requireWith(at: Judging, object: JsonObject, key: string, required: readonly string[]): void {
  const missing = required.filter((name) => !object.has(name))
  if (missing.length > 0) at.addText(`properties ${list(missing)} required, if ${quote(key)} exists`)
}
