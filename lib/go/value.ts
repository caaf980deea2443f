import { countSteps } from './meter.ts'

/**
 * Go values as templates see them. Mirrors the part of `reflect` that text/template and sprig can reach.
 *
 * - `undefined` is Go's invalid `reflect.Value` (nothing there); `null` is a nil interface. Neither means anything else.
 * - a JS `number` is a float64, a JS `boolean` a bool, a JS `string` a Go string (see `text.ts`: bytes that are no
 *   UTF-8 travel as lone surrogates U+DC80..U+DCFF, so that every Go string is one JS string and equal ones are `===`).
 * - every other Go type is one of the classes below and carries its `Type`.
 *
 * Nothing else of JavaScript is a `Value`, so nothing else can be reached from a template.
 */
export type Value =
  | undefined
  | null
  | boolean
  | number
  | string
  | Int
  | Complex
  | Slice
  | Dict
  | Struct
  | Func

export type IntKind =
  | 'int'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'uintptr'

export type Kind =
  | IntKind
  | 'invalid'
  | 'bool'
  | 'float32'
  | 'float64'
  | 'complex128'
  | 'string'
  | 'slice'
  | 'array'
  | 'map'
  | 'struct'
  | 'ptr'
  | 'func'
  | 'interface'

/** A Go type: `name` as `%T` prints it. Types are compared by identity; make each once. */
export interface Type {
  readonly name: string
  readonly kind: Kind
  /** element of a slice, array, map or pointer */
  readonly elem?: Type
  /** key of a map */
  readonly key?: Type
  /** methods by Go name; the receiver arrives as the first argument of `call`, and `params` leave it out */
  readonly methods?: ReadonlyMap<string, Func>
}

const basic = (kind: Kind, name: string = kind): Type => ({ name, kind })

/** The types that need no declaration of their own. */
export const T = {
  any: basic('interface', 'interface {}'),
  error: basic('interface', 'error'),
  bool: basic('bool'),
  string: basic('string'),
  float32: basic('float32'),
  float64: basic('float64'),
  complex128: basic('complex128'),
  int: basic('int'),
  int8: basic('int8'),
  int16: basic('int16'),
  int32: basic('int32'),
  int64: basic('int64'),
  uint: basic('uint'),
  uint8: basic('uint8'),
  uint16: basic('uint16'),
  uint32: basic('uint32'),
  uint64: basic('uint64'),
  uintptr: basic('uintptr'),
  get anySlice() {
    return anySlice
  },
  get anySlices() {
    return anySlices
  },
  get stringSlice() {
    return stringSlice
  },
  get intSlice() {
    return intSlice
  },
  get bytes() {
    return bytes
  },
  get anyMap() {
    return anyMap
  },
  get stringMap() {
    return stringMap
  },
} as const

/** `[]elem`; call once per type and keep the result. */
export const sliceOf = (elem: Type, name = `[]${elem.name}`, methods?: ReadonlyMap<string, Func>): Type => ({
  name,
  kind: 'slice',
  elem,
  ...(methods && { methods }),
})
/** `map[key]elem`, or a named map type with methods. */
export const mapOf = (
  key: Type,
  elem: Type,
  name = `map[${key.name}]${elem.name}`,
  methods?: ReadonlyMap<string, Func>,
): Type => ({ name, kind: 'map', key, elem, ...(methods && { methods }) })

const anySlice = sliceOf(T.any)
const anySlices = sliceOf(anySlice)
const stringSlice = sliceOf(T.string)
const intSlice = sliceOf(T.int)
const bytes = sliceOf(T.uint8)
const anyMap = mapOf(T.string, T.any)
const stringMap = mapOf(T.string, T.string)

const SMALL = 1024n
const smallInts: Int[] = []

/** An integer of one of Go's integer kinds, or of a named type over one (time.Duration). Always in range: wrap first. */
export class Int {
  readonly type: Type
  readonly value: bigint
  constructor(value: bigint, type: Type = T.int) {
    this.value = value
    this.type = type
  }
  /** A Go `int`; small ones are shared. */
  static of(value: number | bigint): Int {
    const big = BigInt(value)
    if (big < 0n || big >= SMALL) return new Int(big)
    return (smallInts[Number(big)] ??= new Int(big))
  }
  static int64(value: number | bigint): Int {
    return new Int(BigInt(value), T.int64)
  }
}

/** A complex128; reachable only through literals such as `1i`. */
export class Complex {
  readonly re: number
  readonly im: number
  constructor(re: number, im: number) {
    this.re = re
    this.im = im
  }
}

/** A Go slice. `items` is never changed once a template can see it; `[]byte` holds `Int`s of type `uint8`. */
export class Slice {
  readonly type: Type
  readonly items: readonly Value[]
  /** `nil` slices print as `[]` but marshal to `null` */
  readonly isNil: boolean
  /**
   * What Go's array holds beyond the length, up to `cap`: values, or so many zeros. Only sprig's `slice` sees it.
   * Undefined where the list grew by appending one by one, as decoded lists do (capacity.ts).
   */
  readonly spare: readonly Value[] | number | undefined
  constructor(
    items: readonly Value[],
    type: Type = anySlice,
    isNil = false,
    spare?: readonly Value[] | number,
  ) {
    this.items = items
    this.type = type
    this.isNil = isNil
    this.spare = spare
  }
}

/** Steps that finding the place of a key takes in a map of more than a few. */
const SORTING = 4
const FEW = 64

/** The entries of a map, shared by every `Dict` header over them. Keeps its bytewise sorted keys until the next write. */
export class Entries extends Map<string, Value> {
  #sorted: readonly string[] | undefined
  override set(key: string, value: Value): this {
    if (this.#sorted !== undefined && !this.has(key)) this.#sorted = undefined
    return super.set(key, value)
  }
  override delete(key: string): boolean {
    this.#sorted = undefined
    return super.delete(key)
  }
  override clear(): void {
    this.#sorted = undefined
    super.clear()
  }
  /** Keys in Go's order (bytewise UTF-8), by `compare`. */
  sortedKeys(compare: (a: string, b: string) => number): readonly string[] {
    if (this.#sorted === undefined) {
      if (this.size > FEW) countSteps(SORTING * this.size)
      this.#sorted = [...this.keys()].sort(compare)
    }
    return this.#sorted
  }
}

/**
 * A Go map with string keys. It is a reference: two headers of different named types (`chartutil.Values`,
 * `map[string]interface {}`) may share one `entries`, as a Go conversion does.
 */
export class Dict {
  readonly type: Type
  readonly entries: Entries
  readonly isNil: boolean
  constructor(
    entries: Entries | Iterable<readonly [string, Value]> = new Entries(),
    type: Type = anyMap,
    isNil = false,
  ) {
    // Map's constructor would call our `set` before the private field exists, so fill afterwards
    if (entries instanceof Entries) this.entries = entries
    else {
      this.entries = new Entries()
      for (const [key, value] of entries) this.entries.set(key, value)
    }
    this.type = type
    this.isNil = isNil
  }
  get(key: string): Value {
    return this.entries.get(key)
  }
  has(key: string): boolean {
    return this.entries.has(key)
  }
  set(key: string, value: Value): void {
    this.entries.set(key, value)
  }
  delete(key: string): void {
    this.entries.delete(key)
  }
  get size(): number {
    return this.entries.size
  }
  /** The same entries under another type, as Go's conversion `T(m)`. */
  as(type: Type): Dict {
    return new Dict(this.entries, type)
  }
}

/** A struct, or a pointer to one: a class per Go type, listing fields in Go's order and names. Methods hang on `type`. */
export abstract class Struct {
  abstract readonly type: Type
  /** Exported fields in declaration order (for printing, `==` and access). */
  abstract fields(): ReadonlyMap<string, Value>
  /** Fields that Go has but does not export: naming one is an error of its own. */
  readonly unexported?: ReadonlySet<string>
  /** What `fmt` prints for `%v` where the type has a String or Error method; else undefined. */
  string?(): string
  /** What Go's MarshalJSON gives where the type has one: JSON text. May throw `GoError`. */
  json?(): string
  /** What Go's MarshalText gives where the type has one; encoding/json asks `json` first. */
  text?(): string
  /**
   * Fields as an encoder names them, in order and without those it leaves out (struct tags, omitempty). Without this
   * method: Go's names for json and toml, the same in lower case for yaml (v3).
   */
  tagged?(encoder: 'json' | 'yaml' | 'toml'): ReadonlyMap<string, Value>
  /** Go's `==` where exported fields do not tell all. */
  equal?(other: Struct): boolean
  /** Fields of embedded structs: found by name where `fields` has none of that name, but not printed. */
  promoted?(): ReadonlyMap<string, Value>
  /** What an action prints where only the pointer has a String method: it can take the address, `printf` cannot. */
  addressed?(): string
  /** Where the pointer has methods that the value has not: the value as a function gets it, without them. */
  copied?(): Struct
  /** What copystructure's deep copy of it is, where it loses the fields that are not exported. */
  deepCopied?(): Struct
}

/** What a running template hands to the functions it calls. The Helm engine extends it. */
export interface Run {
  readonly host: Host
  readonly budget: Budget
  /** Where the call being made stands (template, line, column), as text: set before each call, read by functions of chance. */
  site?: string | { toString(): string }
}

/** A callable with a declared Go signature; the executor checks and converts arguments by `params` before `call`. */
export class Func {
  readonly params: readonly Type[]
  /** the last of `params` is the element type of a variadic parameter */
  readonly variadic: boolean
  readonly result: Type
  readonly call: (run: Run, args: readonly Value[]) => Value
  readonly #fallible: boolean
  #type: Type | undefined
  constructor(
    params: readonly Type[],
    variadic: boolean,
    result: Type,
    call: Func['call'],
    fallible = false,
  ) {
    this.params = params
    this.variadic = variadic
    this.result = result
    this.call = call
    this.#fallible = fallible
  }
  /** Made when asked for, which is seldom. */
  get type(): Type {
    return (this.#type ??= { name: this.#signature(), kind: 'func' })
  }
  #signature(): string {
    const { params, variadic, result } = this
    const names = params.map((p, i) => (variadic && i === params.length - 1 ? `...${p.name}` : p.name))
    return `func(${names.join(', ')}) ${this.#fallible ? `(${result.name}, error)` : result.name}`
  }
}

/** What a template function throws where Go's returns an error or panics; text as Go's. */
export class GoError extends Error {
  override name = 'GoError'
}

/** Everything that is not a function of the input. Pure rooms get it as an argument; never ask the platform. */
export interface Host {
  /** `n` random bytes. */
  random(n: number): Uint8Array
  /** Nanoseconds since 1970-01-01 UTC. */
  now(): bigint
  /** What Go calls local time; "Local" where absent. */
  readonly localName?: string
  /** Offset of local time from UTC in seconds, and its abbreviation, at the given second since 1970. */
  localZone(unixSeconds: number): { offset: number; name: string; dst?: boolean }
  /** The same for an IANA zone; undefined when the zone is not known. */
  zone(name: string, unixSeconds: number): { offset: number; name: string; dst?: boolean } | undefined
  /** An RSA key in PKCS#1 DER; `bits` is 2048 or 4096. */
  rsaKey(bits: number): Uint8Array
  /** Nanoseconds since the process began, as Go's monotonic clock; 0 where it is not known. */
  monotonic?(): bigint
  /** What a cluster has, for Helm's `lookup`; nothing where absent. An empty name asks for a list. */
  lookup?(apiVersion: string, kind: string, namespace: string, name: string): Value
  /** The host for one call at `site`: a seeded one gives each site and occurrence a stream of its own. */
  at?(site: string): Host
}

/** Work a render may do. Counted where work happens; passing a limit throws `BudgetError`. */
export interface Limits {
  /** executed nodes, loop turns and calls */
  readonly steps: number
  /** bytes of output, and of strings built by functions */
  readonly bytes: number
  /** nested template calls, includes and tpl */
  readonly depth: number
  /** characters of one text that a function is given; no bound where absent */
  readonly text?: number
  /** milliseconds that keys and password hashes are reckoned to take; no bound where absent */
  readonly computing?: number
}

/** Where a template was when a limit was passed; line 0 where that is not known. */
export interface BudgetFrame {
  readonly template: string
  readonly line: number
  readonly column: number
  readonly context: string
}

/** What limits count. */
const UNITS = {
  STEP_LIMIT: 'steps of work',
  SIZE_LIMIT: 'bytes',
  DEPTH_LIMIT: 'levels of nesting',
  COMPUTING_LIMIT: 'milliseconds of keys and hashes',
} as const

/** Templates that are named: the innermost. */
const MAX_FRAMES = 20

export class BudgetError extends Error {
  override name = 'BudgetError'
  /** the innermost template first */
  readonly frames: BudgetFrame[] = []
  readonly code: 'STEP_LIMIT' | 'SIZE_LIMIT' | 'DEPTH_LIMIT' | 'COMPUTING_LIMIT'
  readonly limit: number
  constructor(code: BudgetError['code'], limit: number) {
    super(`${code}: more than ${limit} ${UNITS[code]}`)
    this.code = code
    this.limit = limit
  }
  /** Notes that it came through a template. */
  through(frame: BudgetFrame): void {
    if (this.frames.length < MAX_FRAMES) this.frames.push(frame)
  }
}

/** Bytes that a list or map takes before it holds anything, and for each item. */
const CONTAINER = 64
const ITEM = 32
/** Characters that are read in one step. */
const CHARACTERS = 2

/** One object shared by everything in a render. */
export class Budget {
  readonly limits: Limits
  steps = 0
  bytes = 0
  computing = 0
  /** templates, includes and tpl within each other just now */
  depth = 0
  constructor(limits: Limits) {
    this.limits = limits
  }
  /** Goes one template deeper; `leave` comes back. */
  enter(): void {
    if (++this.depth > this.limits.depth) throw new BudgetError('DEPTH_LIMIT', this.limits.depth)
  }
  leave(): void {
    this.depth--
  }
  step(n = 1): void {
    if ((this.steps += n) > this.limits.steps) throw new BudgetError('STEP_LIMIT', this.limits.steps)
  }
  /** Counts `n` bytes about to be made: call before making them. */
  grow(n: number): void {
    if ((this.bytes += n) > this.limits.bytes) throw new BudgetError('SIZE_LIMIT', this.limits.bytes)
  }
  /** Counts a text of `n` characters about to be read. */
  read(n: number): void {
    const limit = this.limits.text
    if (limit !== undefined && n > limit) throw new BudgetError('SIZE_LIMIT', limit)
    this.step(Math.ceil(n / CHARACTERS))
  }
  /** Counts a list or map of `n` items about to be made. */
  hold(n: number): void {
    this.step(n)
    this.grow(CONTAINER + n * ITEM)
  }
  /** Counts computing of about so many milliseconds, whatever a step takes. */
  compute(milliseconds: number): void {
    const limit = this.limits.computing
    if (limit !== undefined && (this.computing += milliseconds) > limit)
      throw new BudgetError('COMPUTING_LIMIT', limit)
  }
}
