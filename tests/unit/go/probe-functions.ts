import { fn } from '../../../lib/go/signature.ts'
import { zeroOf } from '../../../lib/go/reflect.ts'
import { sprintf } from '../../../lib/go/fmt/index.ts'
import { Complex, Dict, Func, GoError, Int, Slice, Struct, T, type Value } from '../../../lib/go/value.ts'
import { Stamp, stampType, tableType } from './probe-values.ts'

const plain = (params: Func['params'], result: Func['result'], call: (...args: Value[]) => Value): Func =>
  new Func(params, false, result, (_run, args) => call(...args))

const box = (): Dict =>
  new Dict([
    ['k', 'v'],
    ['n', null],
  ])

/** The functions of tests/oracle/go/template.go, declared a second time. */
export const PROBE_FUNCTIONS: ReadonlyMap<string, Func> = new Map<string, Func>([
  ['anInt', fn(['int'], 'int', (n) => n)],
  ['anInt8', plain([T.int8], T.int8, (n) => n)],
  ['anInt64', fn(['int64'], 'int64', (n) => n)],
  ['aUint', plain([T.uint], T.uint, (n) => n)],
  ['aUint8', plain([T.uint8], T.uint8, (n) => n)],
  ['aString', fn(['string'], 'string', (s) => s)],
  ['aBool', fn(['bool'], 'bool', (b) => b)],
  ['aFloat', fn(['float64'], 'float64', (f) => f)],
  ['aComplex', plain([T.complex128], T.complex128, (c) => c as Complex)],
  ['aMap', fn(['anyMap'], 'int', (m) => BigInt(m.size))],
  ['aTable', plain([tableType], T.int, (t) => Int.of((t as Dict).size))],
  ['aList', fn(['anySlice'], 'int', (l) => BigInt(l.items.length))],
  ['strings', fn(['stringSlice'], 'string', (l) => l.items.join(','))],
  [
    'anError',
    plain([T.error], T.string, (e) => {
      if (e === null) throw new GoError('runtime error: invalid memory address or nil pointer dereference')
      return (e as Struct).string!()
    }),
  ],
  ['same', fn(['any'], 'any', (v) => v)],
  ['typeName', fn(['any'], 'string', (v) => sprintf('%T', [v]))],
  ['joined', fn(['string', '...string'], 'string', (sep, ...parts) => parts.join(sep))],
  ['count', fn(['...any'], 'int', (...parts) => BigInt(parts.length))],
  ['nothing', fn([], 'any', () => null)],
  ['word', fn([], 'string', () => 'word')],
  ['table', fn([], 'anyMap', box)],
  ['box', fn([], 'any', box)],
  [
    'fails',
    fn(
      ['string'],
      'string',
      (s) => {
        throw new GoError(`fails: ${s}`)
      },
      true,
    ),
  ],
  ['sum', fn(['int', 'int'], 'int', (a, b) => BigInt.asIntN(64, a + b))],
  ['stampOf', plain([T.int], stampType, (y) => new Stamp(Number((y as Int).value)))],
  ['nilStrings', plain([], T.stringSlice, () => zeroOf(T.stringSlice) as Slice)],
])
