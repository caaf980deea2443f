import type { Scalar } from '../resolve.ts'

/** What yaml.v2 decodes into `interface{}`. */
export type Any = Scalar | Any[] | AnyMap

/** Go's `map[interface {}]interface {}`: keys of different kinds are different keys. */
export class AnyMap {
  readonly entries = new Map<unknown, readonly [Any, Any]>()
  set(key: Any, value: Any): void {
    const id = identity(key)
    const old = this.entries.get(id)
    this.entries.set(id, [old === undefined ? key : old[0], value])
  }
  has(key: Any): boolean {
    return this.entries.has(identity(key))
  }
}

/** Kinds are apart as they are in JavaScript; both zeros are one key, and NaN equals nothing, not even itself. */
const identity = (key: Any): unknown =>
  typeof key === 'number' ? (Number.isNaN(key) ? Symbol('NaN') : key + 0) : key
