import {
  Complex,
  Dict,
  type Func,
  GoError,
  Int,
  Slice,
  Struct,
  T,
  mapOf,
  sliceOf,
  type Type,
  type Value,
} from '../../../lib/go/value.ts'
import { method } from '../../../lib/go/signature.ts'
import { fromBytes } from '../../../lib/go/text.ts'

/** JSON of tests/oracle/go/values.go: the Go types of its probes, declared here a second time. */
export type Encoded = boolean | number | string | { b64: string } | Encoded[]

export const decodeText = (e: Encoded): string =>
  typeof e === 'string' ? e : fromBytes(Buffer.from((e as { b64: string }).b64, 'base64'))

const pointMethods = new Map([
  [
    'Move',
    method<Point>([T.int], T.int, (p, [by]) => Int.of(BigInt.asIntN(64, p.x.value + (by as Int).value))),
  ],
  [
    'Sum',
    method<Point>(
      [T.int],
      T.int,
      (p, by) =>
        Int.of(
          BigInt.asIntN(
            64,
            by.reduce((sum, n) => sum + (n as Int).value, p.x.value),
          ),
        ),
      {
        variadic: true,
      },
    ),
  ],
  [
    'Fail',
    method<Point>(
      [T.string],
      T.string,
      (_p, [text]) => {
        throw new GoError(`point says ${text as string}`)
      },
      { fallible: true },
    ),
  ],
  ['Echo', method<Point>([T.any], T.any, (_p, [v]) => v)],
])
const pointType: Type = { name: 'main.Point', kind: 'struct', methods: pointMethods }
const pointPointer: Type = { name: '*main.Point', kind: 'ptr', elem: pointType, methods: pointMethods }

class Point extends Struct {
  readonly x: Int
  readonly name: string
  readonly any: Value
  readonly type: Type
  constructor(x: Int, name: string, any: Value, type: Type) {
    super()
    this.x = x
    this.name = name
    this.any = any
    this.type = type
  }
  fields(): ReadonlyMap<string, Value> {
    return new Map<string, Value>([
      ['X', this.x],
      ['Name', this.name],
      ['Any', this.any],
    ])
  }
}

export const stampType: Type = {
  name: 'main.Stamp',
  kind: 'struct',
  methods: new Map([['String', method<Stamp>([], T.string, (s) => s.string())]]),
}

export class Stamp extends Struct {
  readonly type = stampType
  readonly year: number
  constructor(year: number) {
    super()
    this.year = year
  }
  fields(): ReadonlyMap<string, Value> {
    return new Map([['Year', Int.of(this.year)]])
  }
  override string(): string {
    return `stamp-${this.year}`
  }
}

class Fault extends Struct {
  static readonly type: Type = {
    name: 'main.Fault',
    kind: 'struct',
    methods: new Map([['Error', method<Fault>([], T.string, (f) => f.string())]]),
  }
  readonly type = Fault.type
  readonly code: number
  constructor(code: number) {
    super()
    this.code = code
  }
  fields(): ReadonlyMap<string, Value> {
    return new Map([['Code', Int.of(this.code)]])
  }
  override string(): string {
    return `fault ${this.code}`
  }
}

const levelMethods = new Map([['String', method<Int>([], T.string, (l) => `level ${l.value}`)]])
const levelType: Type = { name: 'main.Level', kind: 'int64', methods: levelMethods }
levelMethods.set(
  'Up',
  method<Int>([], levelType, (l) => new Int(l.value + 1n, levelType)),
)

export const tableType = mapOf(
  T.string,
  T.any,
  'main.Table',
  new Map([['Size', method<Dict>([], T.int, (t) => Int.of(t.size))]]),
)
const wordsType = sliceOf(
  T.string,
  'main.Words',
  new Map([['Has', method<Slice>([T.string], T.bool, (w, [word]) => w.items.includes(word))]]),
)

/** A duration carries its text along: what time.Duration prints is not under test here. */
const durationType = (text: string): Type => ({
  name: 'time.Duration',
  kind: 'int64',
  methods: new Map([['String', method<Int>([], T.string, () => text)]]),
})

function decodePairs(rest: Encoded[], nested: (inner: Encoded) => Value): [string, Value][] {
  const pairs: [string, Value][] = []
  for (let i = 0; i < rest.length; i += 2) pairs.push([decodeText(rest[i]!), nested(rest[i + 1]!)])
  return pairs
}

/** The value that an encoding stands for; `functions` are those that values may be. */
export function decode(e: Encoded, functions: ReadonlyMap<string, Func> = new Map()): Value {
  const nested = (inner: Encoded): Value => decode(inner, functions)
  if (typeof e !== 'object') return e
  if (!Array.isArray(e)) return decodeText(e)
  const [tag, ...rest] = e as [string, ...Encoded[]]
  switch (tag) {
    case 'nil':
      return null
    case 'float64':
      return Number((rest[0] as string).replace('Inf', 'Infinity'))
    case 'complex128':
      return new Complex(decode(rest[0]!) as number, decode(rest[1]!) as number)
    case 'nil []uint8':
      return new Slice([], T.bytes, true)
    case 'nil []any':
      return new Slice([], T.anySlice, true)
    case 'nil map':
      return new Dict(undefined, T.anyMap, true)
    case '[]uint8':
      return new Slice(
        [...Buffer.from(rest[0] as string, 'base64')].map((b) => new Int(BigInt(b), T.uint8)),
        T.bytes,
      )
    case '[]any':
      return new Slice(rest.map(nested))
    case '[]string':
      return new Slice(rest.map(nested), T.stringSlice)
    case 'Words':
      return new Slice(rest.map(nested), wordsType)
    case '[]int':
      return new Slice(rest.map(nested), T.intSlice)
    case 'map':
      return new Dict(decodePairs(rest, nested))
    case 'Table':
      return new Dict(decodePairs(rest, nested), tableType)
    case 'map[string]string':
      return new Dict(decodePairs(rest, nested), T.stringMap)
    case 'Point':
    case '*Point':
      return new Point(
        decode(rest[0]!) as Int,
        decodeText(rest[1]!),
        nested(rest[2]!),
        tag === 'Point' ? pointType : pointPointer,
      )
    case 'func':
      return functions.get(rest[0] as string)
    case 'Stamp':
      return new Stamp(rest[0] as number)
    case 'Fault':
      return new Fault(rest[0] as number)
    case 'Level':
      return new Int(BigInt(rest[0] as string), levelType)
    case 'Duration':
      return new Int(BigInt(rest[0] as string), durationType(rest[1] as string))
    default: {
      const type = T[tag as 'int']
      return type === T.int ? Int.of(BigInt(rest[0] as string)) : new Int(BigInt(rest[0] as string), type)
    }
  }
}
