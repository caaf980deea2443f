import type { Value } from '../../go/value.ts'

/** A Go type to decode into: what `encoding/json` may put there, and its name in errors. */
export type Shape<R> = (
  | { readonly kind: 'any' | 'string' | 'bool' }
  | { readonly kind: 'list' | 'map' | 'pointer'; readonly of: Shape<unknown> }
  | {
      readonly kind: 'struct'
      readonly name: string
      readonly fields: Readonly<Record<string, Shape<unknown>>>
    }
) & { readonly type: string; readonly zero: () => R }

export type Shaped<S> = S extends Shape<infer R> ? R : never

const nil = (): null => null

/** `interface{}`; not set is null. */
export const anything: Shape<Value> = { kind: 'any', type: 'interface {}', zero: nil }
/** `string`; not set is empty. Numbers and booleans of the document become their text. */
export const text: Shape<string> = { kind: 'string', type: 'string', zero: () => '' }
/** `bool`; not set is false. */
export const flag: Shape<boolean> = { kind: 'bool', type: 'bool', zero: () => false }
/** `[]T`; nil is null. */
export const list = <R>(of: Shape<R>): Shape<R[] | null> => ({
  kind: 'list',
  of,
  type: `[]${of.type}`,
  zero: nil,
})
/** `map[string]T`; nil is null. */
export const map = <R>(of: Shape<R>): Shape<Map<string, R> | null> => ({
  kind: 'map',
  of,
  type: `map[string]${of.type}`,
  zero: nil,
})
/** `*T`; nil is null. */
export const pointer = <R>(of: Shape<R>): Shape<R | null> => ({
  kind: 'pointer',
  of,
  type: `*${of.type}`,
  zero: nil,
})

/**
 * A struct by its JSON names. `type` is Go's name with its package (`chart.Metadata`), or the whole type where it has
 * none; then `name` is empty.
 */
export function struct<F extends Readonly<Record<string, Shape<unknown>>>>(
  type: string,
  fields: F,
  name: string = type.slice(type.lastIndexOf('.') + 1),
): Shape<{ -readonly [K in keyof F]: Shaped<F[K]> }> {
  type R = { -readonly [K in keyof F]: Shaped<F[K]> }
  const zero = (): R =>
    Object.fromEntries(Object.entries(fields).map(([key, shape]) => [key, shape.zero()])) as R
  return { kind: 'struct', type, name, fields, zero }
}

type Fields = Readonly<Record<string, Shape<unknown>>>
const foldedNames = new WeakMap<Fields, ReadonlyMap<string, string>>()

/** The field that encoding/json would take for a key: exactly that name, or else the same without regard to case. */
export function fieldOf(fields: Fields, key: string): string | undefined {
  if (Object.hasOwn(fields, key)) return key
  let names = foldedNames.get(fields)
  if (names === undefined) {
    // The first of several names that fold alike counts
    names = new Map(
      Object.keys(fields)
        .reverse()
        .map((name) => [fold(name), name]),
    )
    foldedNames.set(fields, names)
  }
  return names.get(fold(key))
}

/** Letters that fold to ASCII ones without being ASCII are two: the long s and the Kelvin sign. */
const fold = (name: string): string => name.replaceAll('\u017f', 's').replaceAll('\u212a', 'k').toUpperCase()
