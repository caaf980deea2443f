import { quote } from '../../go/strconv/index.ts'
import { method } from '../../go/signature.ts'
import { Dict, Entries, GoError, mapOf, T, type Type, type Value } from '../../go/value.ts'
import { marshal } from '../../yaml/index.ts'

/** A path that leads to no value. */
class NoValue extends GoError {}

const tableOf = (v: Value): Dict | undefined => (v instanceof Dict ? v : undefined)

/** The table at a dotted path. Mirrors `Values.Table`. @throws GoError `"x" is not a table` */
export function table(values: Dict, path: string): Dict {
  let at = values
  for (const name of path.split('.')) {
    const next = tableOf(at.get(name))
    if (next === undefined) throw new GoError(`${quote(name)} is not a table`)
    at = next
  }
  return at
}

/** What stands at a dotted path, if it is no table. Mirrors `Values.PathValue`. @throws GoError */
export function pathValue(values: Dict, path: string): Value {
  if (path === '') throw new GoError('YAML path cannot be empty')
  const names = path.split('.')
  const key = names.pop()!
  const missing = (): never => {
    throw new NoValue(`${quote(key)} is not a value`)
  }
  let at = values
  for (const name of names) at = tableOf(at.get(name)) ?? missing()
  const value = at.get(key)
  return value === undefined || value instanceof Dict ? missing() : value
}

/** The same, undefined where nothing is there. */
export function findPathValue(values: Dict, path: string): Value {
  try {
    return pathValue(values, path)
  } catch (error) {
    if (error instanceof NoValue) return undefined
    throw error
  }
}

const made = new Map<string, Type>()

/** Helm's named type of values, with the methods that templates can call; its package differs between versions. */
export function valuesType(pkg: string): Type {
  const known = made.get(pkg)
  if (known !== undefined) return known
  const methods = new Map<string, ReturnType<typeof method>>()
  const type = mapOf(T.string, T.any, `${pkg}.Values`, methods)
  const fallible = { fallible: true }
  methods.set(
    'AsMap',
    method([], T.anyMap, (v: Dict) => (v.size === 0 ? new Dict() : v.as(T.anyMap))),
  )
  methods.set(
    'YAML',
    method([], T.string, (v: Dict) => marshal(v), fallible),
  )
  methods.set(
    'Table',
    method([T.string], type, (v: Dict, [path]) => table(v, path as string).as(type), fallible),
  )
  methods.set(
    'PathValue',
    method([T.string], T.any, (v: Dict, [path]) => pathValue(v, path as string), fallible),
  )
  methods.set(
    'Encode',
    method([{ name: 'io.Writer', kind: 'interface' }], T.error, () => null),
  )
  made.set(pkg, type)
  return type
}

/** An empty map of that type. */
export const noValues = (type: Type): Dict => new Dict(new Entries(), type)
