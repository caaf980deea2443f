import { escapeToken } from './pointer.ts'
import type { Schema } from './schema.ts'

/** The way from the outermost schema to the one at work: for cycles and for references that look outwards. */
export class Scope {
  readonly schema: Schema
  readonly keyword: string
  /** the same for two scopes that judge the same value */
  readonly valueId: number
  readonly parent: Scope | undefined

  constructor(schema: Schema, keyword = '', valueId = 0, parent?: Scope) {
    this.schema = schema
    this.keyword = keyword
    this.valueId = valueId
    this.parent = parent
  }

  child(schema: Schema, keyword: string, valueId: number): Scope {
    return new Scope(schema, keyword, valueId, this)
  }

  /** A scope further out that judges the same value by the same schema. */
  cycle(): Scope | undefined {
    for (let at = this.parent; at !== undefined && at.valueId === this.valueId; at = at.parent)
      if (at.schema === this.schema) return at
    return undefined
  }

  keywordPath(): string {
    let path = ''
    for (let at: Scope = this; at.parent !== undefined; at = at.parent) {
      path =
        (at.keyword === ''
          ? at.schema.location.slice(at.parent.schema.location.length)
          : `/${escapeToken(at.keyword)}`) + path
    }
    return path
  }

  outermostRecursive(fallback: Schema): Schema {
    let found = fallback
    for (let at: Scope | undefined = this; at !== undefined; at = at.parent)
      if (at.schema.resource.recursiveAnchor) found = at.schema
    return found
  }

  outermostDynamic(anchor: string, fallback: Schema): Schema {
    let found = fallback
    for (let at: Scope | undefined = this; at !== undefined; at = at.parent)
      found = at.schema.resource.dynamicAnchors.get(anchor) ?? found
    return found
  }
}
