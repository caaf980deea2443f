import type { Chance } from '../../sprig/chance.ts'
import { keys, plainWords, pools } from './pools.ts'

/** Values as drawn; how they are written down is yaml.ts's. */
export type Drawn = null | boolean | number | string | readonly Drawn[] | { readonly [key: string]: Drawn }

const numbers = [
  0, 1, 2, 3, -1, 80, 8080, 1.5, 0.1, -0.5, 1e6, 1e21, 65535, 123456789.125, 2147483648, 9007199254740992,
  1e-7,
]

const scalar = (chance: Chance): Drawn => {
  const roll = chance.next()
  if (roll < 0.45) return chance.one(plainWords)
  if (roll < 0.6) return chance.one(pools['s']!)
  if (roll < 0.8) return chance.one(numbers)
  if (roll < 0.93) return chance.chance(0.5)
  return null
}

/** A value of any kind. */
export function drawValue(chance: Chance, depth: number): Drawn {
  if (depth <= 0 || chance.chance(0.55)) return scalar(chance)
  return chance.chance(0.35)
    ? chance.some(4, () => drawValue(chance, depth - 1))
    : drawTable(chance, depth - 1)
}

/** A mapping. */
export function drawTable(chance: Chance, depth: number, least = 0): Record<string, Drawn> {
  const table: Record<string, Drawn> = {}
  for (let n = least + chance.below(5); n > 0; n--) {
    table[chance.chance(0.95) ? chance.one(keys) : chance.one(pools['s']!)] = drawValue(chance, depth)
  }
  return table
}

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/

function typeOf(value: Drawn): string {
  if (value === null) return 'a'
  if (typeof value === 'boolean') return 'b'
  if (typeof value === 'number') return 'n'
  if (typeof value === 'string') return 's'
  return Array.isArray(value) ? 'l' : 'd'
}

/** Paths to what was drawn, by type, for expressions to name. */
export function pathsOf(table: Drawn, root: string): Record<string, string[]> {
  const paths: Record<string, string[]> = {}
  const add = (type: string, path: string): void => void (paths[type] ??= []).push(path)
  const walk = (value: Drawn, path: string, depth: number): void => {
    add(typeOf(value), path)
    if (value === null || typeof value !== 'object' || depth > 4) return
    if (Array.isArray(value)) {
      value.forEach((item, i) => walk(item, `(index ${path} ${i})`, depth + 1))
      return
    }
    for (const [key, item] of Object.entries(value)) {
      const below = identifier.test(key) ? `${path}.${key}` : `(index ${path} ${JSON.stringify(key)})`
      if (key.isWellFormed() && !/[\u0000-\u001f]/.test(key)) walk(item, below, depth + 1)
    }
  }
  walk(table, root, 0)
  add('a', `${root}.nope`)
  return paths
}
