import type { Reads } from '../../../lib/go/template/traced/reads.ts'
import { deepEqual } from '../../../lib/go/deep-equal.ts'
import { Dict, Slice, type Value } from '../../../lib/go/value.ts'

const SEPARATOR = '\u0000'

/** A look at values as a text: its path and what was looked at. Undefined for what is no value. */
export function readName({ key, aspect }: Reads): string | undefined {
  if (key === undefined) return undefined
  const names: (string | number)[] = []
  let at = key
  for (; at.parent !== undefined; at = at.parent) names.unshift(at.name)
  return at.name === 'Values' ? `${aspect}${SEPARATOR}${names.join(SEPARATOR)}` : undefined
}

/** Every look that would see something else in `after` than in `before`. */
export function touched(before: Value, after: Value): Set<string> {
  const found = new Set<string>()
  const add = (aspect: string, path: readonly (string | number)[]): void => {
    found.add(`${aspect}${SEPARATOR}${path.join(SEPARATOR)}`)
  }
  const whole = (value: Value, path: readonly (string | number)[]): void => {
    add('value', path)
    add('shape', path)
    add('key', path)
    for (const [name, item] of itemsOf(value)) whole(item, [...path, name])
  }
  const compare = (a: Value, b: Value, path: readonly (string | number)[]): void => {
    if ((a instanceof Dict && b instanceof Dict) || (a instanceof Slice && b instanceof Slice)) {
      const left = new Map(itemsOf(a))
      const right = new Map(itemsOf(b))
      for (const name of new Set([...left.keys(), ...right.keys()])) {
        const below = [...path, name]
        if (left.has(name) && right.has(name)) compare(left.get(name), right.get(name), below)
        else {
          add('shape', path)
          whole(left.get(name), below)
          whole(right.get(name), below)
        }
      }
    } else if (!same(a, b)) {
      whole(a, path)
      whole(b, path)
    }
  }
  compare(before, after, [])
  return found
}

const same = (a: Value, b: Value): boolean => a === b || deepEqual(a, b)

function itemsOf(value: Value): (readonly [string | number, Value])[] {
  if (value instanceof Dict) return [...value.entries]
  return value instanceof Slice ? value.items.map((item, i) => [i, item] as const) : []
}
