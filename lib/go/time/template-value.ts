import { method } from '../signature.ts'
import { quote } from '../strconv/index.ts'
import { toBytes } from '../text.ts'
import { GoError, Int, Slice, Struct, T, type Func, type Type, type Value } from '../value.ts'
import {
  formatDuration,
  HOUR,
  inUnits,
  MAX,
  MIN,
  MINUTE,
  roundDuration,
  SECOND,
  truncateDuration,
} from './duration.ts'
import { formatTime, goTime, printTime, strictRfc3339 } from './format.ts'
import { DAYS, MONTHS } from './layout.ts'
import { localOf, UTC, type Location } from './location.ts'
import { Time } from './time.ts'

const NO_FIELDS: ReadonlyMap<string, Value> = new Map()
const UNEXPORTED = new Set(['wall', 'ext', 'loc'])
const named = (name: string, kind: Type['kind'], methods: Map<string, Func>): Type => ({
  name,
  kind,
  methods,
})
const bytes = (text: string): Slice =>
  new Slice(
    [...toBytes(text)].map((b) => new Int(BigInt(b), T.uint8)),
    T.bytes,
  )

const durationMethods = new Map<string, Func>()
/** `time.Duration`, an `Int` of nanoseconds. */
export const durationType = named('time.Duration', 'int64', durationMethods)
const duration = (nanoseconds: bigint): Int => new Int(nanoseconds, durationType)

type OnInt = (value: bigint, args: readonly Value[]) => Value
const onInt = (params: Type[], result: Type, call: OnInt): Func =>
  method(params, result, (receiver: Int, args) => call(receiver.value, args))
const size = (v: Value): bigint => (v as Int).value

for (const [name, func] of [
  ['String', onInt([], T.string, formatDuration)],
  ['Nanoseconds', onInt([], T.int64, (d) => Int.int64(d))],
  ['Microseconds', onInt([], T.int64, (d) => Int.int64(d / 1000n))],
  ['Milliseconds', onInt([], T.int64, (d) => Int.int64(d / 1_000_000n))],
  ['Seconds', onInt([], T.float64, (d) => inUnits(d, SECOND))],
  ['Minutes', onInt([], T.float64, (d) => inUnits(d, MINUTE))],
  ['Hours', onInt([], T.float64, (d) => inUnits(d, HOUR))],
  ['Round', onInt([durationType], durationType, (d, [m]) => duration(roundDuration(d, size(m))))],
  ['Truncate', onInt([durationType], durationType, (d, [m]) => duration(truncateDuration(d, size(m))))],
  ['Abs', onInt([], durationType, (d) => duration(d === MIN ? MAX : d < 0n ? -d : d))],
] as const) {
  durationMethods.set(name, func)
}

const enumeration = (name: string, names: readonly string[], first: number): Type => {
  const text: OnInt = (value) => names[Number(value) - first] ?? `%!${name}(${BigInt.asUintN(64, value)})`
  return named(`time.${name}`, 'int', new Map([['String', onInt([], T.string, text)]]))
}
const monthType = enumeration('Month', MONTHS, 1)
const weekdayType = enumeration('Weekday', DAYS, 0)

const locationStruct: Type = { name: 'time.Location', kind: 'struct' }
const locationType: Type = {
  name: '*time.Location',
  kind: 'ptr',
  elem: locationStruct,
  methods: new Map([['String', method([], T.string, (l: LocationValue) => l.string())]]),
}

/** A `*time.Location` in a template. */
class LocationValue extends Struct {
  readonly type = locationType
  readonly location: Location
  constructor(location: Location) {
    super()
    this.location = location
  }
  fields(): ReadonlyMap<string, Value> {
    return NO_FIELDS
  }
  override string(): string {
    return this.location.name
  }
  override equal(other: Struct): boolean {
    return other instanceof LocationValue && other.location === this.location
  }
}

const timeMethods = new Map<string, Func>()
/** `time.Time` */
export const timeType = named('time.Time', 'struct', timeMethods)

/** A `time.Time` in a template. */
export class TimeValue extends Struct {
  readonly type = timeType
  override readonly unexported = UNEXPORTED
  readonly time: Time
  constructor(time: Time) {
    super()
    this.time = time
  }
  /** All of Go's fields are unexported. */
  fields(): ReadonlyMap<string, Value> {
    return NO_FIELDS
  }
  override string(): string {
    return printTime(this.time)
  }
  override json(): string {
    return quote(strictRfc3339(this.time, 'Time.MarshalJSON'))
  }
  /** Go's `==`: the same instant, location and monotonic reading. */
  override equal(other: Struct): boolean {
    if (!(other instanceof TimeValue)) return false
    const [a, b] = [this.time, other.time]
    return (
      a.seconds === b.seconds &&
      a.nanosecond === b.nanosecond &&
      a.location === b.location &&
      a.monotonic === b.monotonic
    )
  }
}

const on = (
  params: Type[],
  result: Type,
  call: (t: Time, args: readonly Value[]) => Value,
  fallible = false,
): Func => method(params, result, (receiver: TimeValue, args) => call(receiver.time, args), { fallible })
const int = (read: (t: Time) => number): Func => on([], T.int, (t) => Int.of(read(t)))
const int64 = (read: (t: Time) => bigint): Func =>
  on([], T.int64, (t) => Int.int64(BigInt.asIntN(64, read(t))))
const value = (t: Time): TimeValue => new TimeValue(t)
const other = (v: Value): Time => (v as TimeValue).time
const compare = (result: Type, read: (order: number) => Value): Func =>
  on([timeType], result, (t, [u]) => read(t.compare(other(u))))

for (const [name, func] of [
  ['Format', on([T.string], T.string, (t, [layout]) => formatTime(t, layout as string))],
  ['String', on([], T.string, printTime)],
  ['GoString', on([], T.string, goTime)],
  ['Year', int((t) => t.date().year)],
  ['Month', on([], monthType, (t) => new Int(BigInt(t.date().month), monthType))],
  ['Day', int((t) => t.date().day)],
  ['YearDay', int((t) => t.date().yearDay)],
  ['Weekday', on([], weekdayType, (t) => new Int(BigInt(t.weekday()), weekdayType))],
  ['Hour', int((t) => t.clock().hour)],
  ['Minute', int((t) => t.clock().minute)],
  ['Second', int((t) => t.clock().second)],
  ['Nanosecond', int((t) => t.nanosecond)],
  ['Unix', int64((t) => t.seconds)],
  ['UnixMilli', int64((t) => t.seconds * 1000n + BigInt(Math.floor(t.nanosecond / 1e6)))],
  ['UnixMicro', int64((t) => t.seconds * 1_000_000n + BigInt(Math.floor(t.nanosecond / 1e3)))],
  ['UnixNano', int64((t) => t.unixNano())],
  ['Add', on([durationType], timeType, (t, [d]) => value(t.add(size(d))))],
  [
    'AddDate',
    on([T.int, T.int, T.int], timeType, (t, [y, m, d]) => value(t.addDate(size(y), size(m), size(d)))),
  ],
  ['Sub', on([timeType], durationType, (t, [u]) => duration(t.sub(other(u))))],
  ['After', compare(T.bool, (order) => order > 0)],
  ['Before', compare(T.bool, (order) => order < 0)],
  ['Equal', compare(T.bool, (order) => order === 0)],
  ['Compare', compare(T.int, (order) => Int.of(order))],
  ['Round', on([durationType], timeType, (t, [d]) => value(t.round(size(d))))],
  ['Truncate', on([durationType], timeType, (t, [d]) => value(t.truncate(size(d))))],
  ['IsZero', on([], T.bool, (t) => t.seconds === Time.zero.seconds && t.nanosecond === 0)],
  ['IsDST', on([], T.bool, (t) => t.zone().dst ?? false)],
  ['UTC', on([], timeType, (t) => value(t.in(UTC)))],
  [
    'Local',
    method([], timeType, (receiver: TimeValue, _args, run) => value(receiver.time.in(localOf(run.host)))),
  ],
  [
    'In',
    on([locationType], timeType, (t, [place]) => {
      if (!(place instanceof LocationValue)) throw new GoError('time: missing Location in call to Time.In')
      return value(t.in(place.location))
    }),
  ],
  ['Location', on([], locationType, (t) => new LocationValue(t.location))],
  ['MarshalJSON', on([], T.bytes, (t) => bytes(quote(strictRfc3339(t, 'Time.MarshalJSON'))), true)],
  ['MarshalText', on([], T.bytes, (t) => bytes(strictRfc3339(t, 'Time.MarshalText')), true)],
] as const) {
  timeMethods.set(name, func)
}
