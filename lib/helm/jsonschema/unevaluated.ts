import { compareBytes } from '../../go/text.ts'
import { isArray, isObject, type Json } from './json.ts'
import type { Schema } from './schema.ts'

/** Which parts of a value no keyword has looked at yet; kept only where `unevaluated…` asks for it. */
export class Unevaluated {
  #properties: Set<string> | undefined
  #items: Set<number> | undefined

  /** @param needed somebody further out wants to know */
  static of(value: Json, schema: Schema, needed: boolean): Unevaluated {
    const made = new Unevaluated()
    if (isObject(value)) {
      if (!schema.allPropsEvaluated && (needed || schema.unevaluatedProperties !== undefined))
        made.#properties = new Set(value.keys())
    } else if (isArray(value)) {
      const from = schema.numItemsEvaluated
      if (
        !schema.allItemsEvaluated &&
        (needed || schema.unevaluatedItems !== undefined) &&
        from < value.length
      ) {
        made.#items = new Set(Array.from({ length: value.length - from }, (_, i) => from + i))
      }
    }
    return made
  }

  isEmpty(): boolean {
    return !this.#properties?.size && !this.#items?.size
  }

  seenProperty(key: string): void {
    this.#properties?.delete(key)
  }

  seenItem(index: number): void {
    this.#items?.delete(index)
  }

  /** What `other` has seen of the same value is seen here. */
  merge(other: Unevaluated): void {
    for (const key of this.#properties ?? []) if (!other.#properties?.has(key)) this.#properties!.delete(key)
    for (const i of this.#items ?? []) if (!other.#items?.has(i)) this.#items!.delete(i)
  }

  takeProperties(): string[] {
    const taken = [...(this.#properties ?? [])].sort(compareBytes)
    this.#properties = undefined
    return taken
  }

  takeItems(): number[] {
    const taken = [...(this.#items ?? [])]
    this.#items = undefined
    return taken
  }
}
