import { fnWith } from '../go/signature.ts'
import { tryParseInt, NumError, parseGoInt } from '../go/strconv/index.ts'
import {
  formatDuration,
  formatTime,
  loadLocation,
  localOf,
  parseDuration,
  parseTime,
  roundDuration,
  SECOND,
  Time,
  timeType,
  TimeValue,
  UTC,
  type Location,
} from '../go/time/index.ts'
import { Func, GoError, Int, T, type Host, type Run, type Type, type Value } from '../go/value.ts'
import type { Family } from './family.ts'

const now = (host: Host): Time => Time.fromNanoseconds(host.now(), localOf(host), host.monotonic?.() ?? 0n)

/** What sprig takes for a date: a time, or whole seconds of these types; anything else is now. */
function dateOf(host: Host, v: Value, types: readonly Type[]): Time {
  if (v instanceof TimeValue) return v.time
  if (v instanceof Int && types.includes(v.type)) return new Time(v.value, 0, localOf(host))
  return now(host)
}

/** A zone that is not known is UTC. */
function zoneOf(host: Host, name: string): Location {
  try {
    return loadLocation(host, name)
  } catch (error) {
    if (error instanceof GoError) return UTC
    throw error
  }
}

/** Steps that asking the platform about a zone takes. */
const ZONE = 200

const SECONDS = [T.int64, T.int, T.int32]

function dateInZone(run: Run, layout: string, date: Value, zone: string): string {
  const host = run.host
  run.budget.step((zone === '' || zone === 'UTC' || zone === 'Local' ? 10 : ZONE) + (layout.length >> 1))
  const text = formatTime(dateOf(host, date, SECONDS).in(zoneOf(host, zone)), layout)
  run.budget.grow(text.length)
  return text
}

const HTML = '2006-01-02'

function attempt<R>(make: () => R): R | undefined {
  try {
    return make()
  } catch (error) {
    if (error instanceof GoError) return undefined
    throw error
  }
}

function ago(run: Run, date: Value): string {
  const since = now(run.host).sub(dateOf(run.host, date, [T.int64, T.int]))
  return formatDuration(roundDuration(since, SECOND))
}

/** Go's ParseInt gives the nearest bound for a number beyond 64 bits, and sprig drops the error. */
function wholeSeconds(text: string): bigint {
  const value = tryParseInt(text)
  if (value !== undefined) return value
  try {
    return parseGoInt(text)
  } catch (error) {
    if (error instanceof NumError) return BigInt(error.value)
    throw error
  }
}

function durationOf(v: Value): string {
  const seconds =
    typeof v === 'string' ? wholeSeconds(v) : v instanceof Int && v.type === T.int64 ? v.value : 0n
  return formatDuration(BigInt.asIntN(64, seconds * SECOND))
}

const HOUR = 3600n * SECOND
const UNITS: readonly (readonly [bigint, string])[] = [
  [365n * 24n * HOUR, 'y'],
  [30n * 24n * HOUR, 'mo'],
  [24n * HOUR, 'd'],
  [HOUR, 'h'],
  [60n * SECOND, 'm'],
  [SECOND, 's'],
]

/** The largest unit that a duration exceeds, and how many of it. */
function durationRound(run: Run, v: Value): string {
  let d = 0n
  if (typeof v === 'string') d = attempt(() => parseDuration(v)) ?? 0n
  else if (v instanceof Int && v.type === T.int64) d = v.value
  else if (v instanceof TimeValue) d = now(run.host).sub(v.time)
  const size = d < 0n ? -d : d
  const unit = UNITS.find(([length]) => size > length)
  return unit === undefined ? '0s' : `${size / unit[0]}${unit[1]}`
}

const timeFunc = (
  params: readonly Type[],
  call: (run: Run, args: readonly Value[]) => Time,
  fallible = false,
): Func => new Func(params, false, timeType, (run, args) => new TimeValue(call(run, args)), fallible)
const later = (text: Value, date: Value): Time => (date as TimeValue).time.add(parseDuration(text as string))
const parse = (run: Run, layout: Value, text: Value): Time =>
  parseTime(layout as string, text as string, localOf(run.host))

const inZone = fnWith(['string', 'any', 'string'], 'string', dateInZone)
const modify = timeFunc(
  [T.string, timeType],
  (_run, [text, date]) => attempt(() => later(text, date)) ?? (date as TimeValue).time,
)
const mustModify = timeFunc([T.string, timeType], (_run, [text, date]) => later(text, date), true)

/** sprig's `date.go`. */
export const dateFunctions: Family = {
  now: timeFunc([], (run) => now(run.host)),
  ago: fnWith(['any'], 'string', ago),
  date: fnWith(['string', 'any'], 'string', (run, layout, date) => dateInZone(run, layout, date, 'Local')),
  dateInZone: inZone,
  date_in_zone: inZone,
  dateModify: modify,
  date_modify: modify,
  mustDateModify: mustModify,
  must_date_modify: mustModify,
  htmlDate: fnWith(['any'], 'string', (run, date) => dateInZone(run, HTML, date, 'Local')),
  htmlDateInZone: fnWith(['any', 'string'], 'string', (run, date, zone) => dateInZone(run, HTML, date, zone)),
  toDate: timeFunc(
    [T.string, T.string],
    (run, [layout, text]) => attempt(() => parse(run, layout, text)) ?? Time.zero,
  ),
  mustToDate: timeFunc([T.string, T.string], (run, [layout, text]) => parse(run, layout, text), true),
  unixEpoch: new Func([timeType], false, T.string, (_run, [date]) =>
    String((date as TimeValue).time.seconds),
  ),
  duration: fnWith(['any'], 'string', (_run, seconds) => durationOf(seconds)),
  durationRound: fnWith(['any'], 'string', durationRound),
}
