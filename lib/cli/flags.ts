import { quote } from '../go/strconv/index.ts'

/** Bad usage, in the words of Go's pflag. */
export class FlagError extends Error {
  override name = 'FlagError'
}

/** `-h` or `--help` was given. */
export class HelpRequested extends Error {
  override name = 'HelpRequested'
}

/** One flag: how it starts, how a given text changes it, and what it means when it stands without a value. */
export interface Flag<V> {
  readonly short?: string
  readonly initial: V
  readonly bare?: string
  /** @throws Error with the reason, as the Go type's `Set` words it */
  set(current: V, text: string, changed: boolean): V
}

type Flags = Readonly<Record<string, Flag<unknown>>>
type ValueOf<F> = F extends Flag<infer V> ? V : never

/** What was given: `flags['no-hooks']`, the other arguments in order, and which flags were named at all. */
export interface Parsed<F extends Flags> {
  readonly flags: { readonly [K in keyof F]: ValueOf<F[K]> }
  readonly args: readonly string[]
  changed(name: keyof F & string): boolean
}

const TRUE = new Set(['1', 't', 'T', 'TRUE', 'true', 'True'])
const FALSE = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False'])

function parseBool(text: string): boolean {
  if (TRUE.has(text)) return true
  if (FALSE.has(text)) return false
  throw new Error(`strconv.ParseBool: parsing ${quote(text)}: invalid syntax`)
}

/** `--name`, `--name=false`. */
export const bool = (short?: string): Flag<boolean> => ({
  ...(short !== undefined && { short }),
  initial: false,
  bare: 'true',
  set: (_, text) => parseBool(text),
})

export const text = (initial = '', short?: string, bare?: string): Flag<string> => ({
  ...(short !== undefined && { short }),
  ...(bare !== undefined && { bare }),
  initial,
  set: (_, given) => given,
})

/** pflag's StringArray: each occurrence is one entry, commas and all. */
export const list = (short?: string): Flag<readonly string[]> => ({
  ...(short !== undefined && { short }),
  initial: [],
  set: (current, given) => [...current, given],
})

/** pflag's StringSlice: each occurrence is a line of CSV. */
export const commaList = (short?: string): Flag<readonly string[]> => ({
  ...(short !== undefined && { short }),
  initial: [],
  set: (current, given) => [...current, ...splitCsv(given)],
})

/** One of some words; `bare` is what the flag means without a value. */
export const oneOf = (
  allowed: readonly string[],
  initial: string,
  short?: string,
  bare?: string,
): Flag<string> => ({
  ...(short !== undefined && { short }),
  ...(bare !== undefined && { bare }),
  initial,
  set: (_, given) => {
    if (!allowed.includes(given)) throw new Error(`must be one of ${allowed.join(', ')}`)
    return given
  },
})

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}

/** A Go duration (`1m30s`), kept in milliseconds. */
export const duration = (initial: number): Flag<number> => ({
  initial,
  set: (_, given) => {
    if (/^[+-]?0$/.test(given)) return 0
    const body = given.replace(/^[+-]/, '')
    if (!/^(?:(?:\d+\.?\d*|\.\d+)[^\d.]*)+$/.test(body))
      throw new Error(`time: invalid duration ${quote(given)}`)
    let total = 0
    for (const [, amount, unit] of body.matchAll(/(\d+\.?\d*|\.\d+)([^\d.]*)/g)) {
      if (unit === '') throw new Error(`time: missing unit in duration ${quote(given)}`)
      const size = UNITS[unit!]
      if (size === undefined)
        throw new Error(`time: unknown unit ${quote(unit!)} in duration ${quote(given)}`)
      total += Number(amount) * size
    }
    return given.startsWith('-') ? -total : total
  },
})

/** encoding/csv as pflag reads one line with it: fields in double quotes may hold commas and doubled quotes. */
function splitCsv(line: string): string[] {
  if (line === '') return []
  const fields: string[] = []
  for (let at = 0; ;) {
    if (line[at] !== '"') {
      const comma = line.indexOf(',', at)
      const field = comma < 0 ? line.slice(at) : line.slice(at, comma)
      const stray = field.indexOf('"')
      if (stray >= 0)
        throw new Error(`parse error on line 1, column ${at + stray + 1}: bare " in non-quoted-field`)
      fields.push(field)
      if (comma < 0) return fields
      at = comma + 1
      continue
    }
    let field = ''
    for (at++; ; at++) {
      if (at >= line.length)
        throw new Error(
          `parse error on line 1, column ${line.length + 1}: extraneous or missing " in quoted-field`,
        )
      if (line[at] === '"' && line[++at] !== '"') break
      field += line[at]
    }
    fields.push(field)
    if (at >= line.length) return fields
    if (line[at] !== ',')
      throw new Error(`parse error on line 1, column ${at}: extraneous or missing " in quoted-field`)
    at++
  }
}

/**
 * Parses arguments as Go's pflag does: flags may stand anywhere, `--` ends them, `-fx`, `-f=x` and `-f x` are the same.
 * @throws FlagError in pflag's words; HelpRequested
 */
export function parseFlags<const F extends Flags>(specs: F, given: readonly string[]): Parsed<F> {
  const values: Record<string, unknown> = {}
  for (const [name, spec] of Object.entries(specs)) values[name] = spec.initial
  const changed = new Set<string>()
  const rest = [...given]
  const args: string[] = []

  const assign = (name: string, value: string): void => {
    const spec = specs[name]!
    try {
      values[name] = spec.set(values[name], value, changed.has(name))
    } catch (error) {
      const shown = spec.short === undefined ? `--${name}` : `-${spec.short}, --${name}`
      throw new FlagError(
        `invalid argument ${quote(value)} for ${quote(shown)} flag: ${(error as Error).message}`,
      )
    }
    changed.add(name)
  }

  const long = (arg: string): void => {
    const body = arg.slice(2)
    if (body.startsWith('-') || body.startsWith('=')) throw new FlagError(`bad flag syntax: ${arg}`)
    const equals = body.indexOf('=')
    const name = equals < 0 ? body : body.slice(0, equals)
    const spec = Object.hasOwn(specs, name) ? specs[name]! : undefined
    if (spec === undefined) {
      if (name === 'help') throw new HelpRequested()
      throw new FlagError(`unknown flag: --${name}`)
    }
    if (equals >= 0) assign(name, body.slice(equals + 1))
    else if (spec.bare !== undefined) assign(name, spec.bare)
    else if (rest.length > 0) assign(name, rest.shift()!)
    else throw new FlagError(`flag needs an argument: --${name}`)
  }

  const short = (arg: string): void => {
    for (let letters = arg.slice(1); letters !== '';) {
      const letter = letters[0]!
      const found = Object.entries(specs).find(([, spec]) => spec.short === letter)
      if (found === undefined) {
        if (letter === 'h') throw new HelpRequested()
        throw new FlagError(`unknown shorthand flag: '${letter}' in -${letters}`)
      }
      const [name, spec] = found
      if (letters.length > 2 && letters[1] === '=') return assign(name, letters.slice(2))
      if (spec.bare !== undefined) assign(name, spec.bare)
      else if (letters.length > 1) return assign(name, letters.slice(1))
      else if (rest.length > 0) return assign(name, rest.shift()!)
      else throw new FlagError(`flag needs an argument: '${letter}' in -${letters}`)
      letters = letters.slice(1)
    }
  }

  while (rest.length > 0) {
    const arg = rest.shift()!
    if (arg === '--') {
      args.push(...rest)
      break
    }
    if (arg.length < 2 || !arg.startsWith('-')) args.push(arg)
    else if (arg.startsWith('--')) long(arg)
    else short(arg)
  }
  return { flags: values as Parsed<F>['flags'], args, changed: (name) => changed.has(name) }
}
