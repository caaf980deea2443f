import { deepEqual } from '../go/deep-equal.ts'
import { kindOf, typeOf } from '../go/reflect.ts'
import { fn, fnWith } from '../go/signature.ts'
import type { Value } from '../go/value.ts'
import type { Family } from './family.ts'

const typeName = (v: Value): string => typeOf(v)?.name ?? '<nil>'

/** Sprig's reflect.go. */
export const reflectFunctions: Family = {
  typeOf: fn(['any'], 'string', typeName),
  typeIs: fn(['string', 'any'], 'bool', (name, v) => typeName(v) === name),
  typeIsLike: fn(['string', 'any'], 'bool', (name, v) => typeName(v) === name || typeName(v) === `*${name}`),
  kindOf: fn(['any'], 'string', kindOf),
  kindIs: fn(['string', 'any'], 'bool', (kind, v) => kindOf(v) === kind),
  deepEqual: fnWith(['any', 'any'], 'bool', (run, a, b) => deepEqual(a, b, run.budget)),
}
