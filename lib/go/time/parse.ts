import { fromByteText, toByteText } from '../byte-text.ts'
import { GoError } from '../value.ts'
import { daysBefore, daysIn, isLeap } from './civil.ts'
import { DAYS, MONTHS, nextChunk, type Chunk, type Element } from './layout.ts'
import { fixedZone, UTC, type Location } from './location.ts'
import { quote } from './quote.ts'
import { Time } from './time.ts'
import { readOffset, zoneNameLength } from './zone-text.ts'

/** A part that is there but beyond its range. */
class OutOfRange extends GoError {}
/** A part that is not what the layout asks for. */
class BadValue extends GoError {}

const bad = (): BadValue => new BadValue('bad value for field')

/** What has been read so far. Undefined: not seen. */
interface Parts {
  year: number
  month?: number
  day?: number
  yearDay?: number
  hour: number
  minute: number
  second: number
  nanosecond: number
  half?: 'AM' | 'PM'
  utc: boolean
  offset?: number
  zone: string
}

/** The text left to read, as byte text. */
class Reader {
  rest: string
  constructor(text: string) {
    this.rest = text
  }

  take(pattern: RegExp): string {
    const match = pattern.exec(this.rest)
    if (match === null) throw bad()
    this.rest = this.rest.slice(match[0].length)
    return match[0]
  }

  number(pattern: RegExp): number {
    return Number(this.take(pattern))
  }

  bytes(count: number): string {
    if (this.rest.length < count) throw bad()
    const taken = this.rest.slice(0, count)
    this.rest = this.rest.slice(count)
    return taken
  }

  /** The index of the first name that comes next, in any case. */
  name(names: readonly string[]): number {
    const lower = this.rest.toLowerCase()
    const index = names.findIndex((name) => lower.startsWith(name.toLowerCase()))
    if (index < 0) throw bad()
    this.rest = this.rest.slice(names[index]!.length)
    return index
  }
}

const TWO = /^[0-9]{2}/
const ONE_OR_TWO = /^[0-9]{1,2}/

function ranged(value: number, from: number, to: number, what: string): number {
  if (value < from || value > to) throw new OutOfRange(what)
  return value
}

/** Go's `atoi`: a sign and digits, nothing else. */
function signed(text: string): number {
  if (!/^[-+]?[0-9]*$/.test(text)) throw bad()
  return Number(text.replace('+', '') || '0') || 0
}

/** A point or comma and digits, as nanoseconds; digits beyond the ninth are dropped. */
function nanoseconds(text: string): number {
  if (!/^[.,]/.test(text)) throw bad()
  const digits = text.slice(1, 10)
  const value = signed(digits)
  if (value < 0) throw new OutOfRange('fractional second')
  return value * 10 ** (9 - digits.length)
}

type Read = (from: Reader, into: Parts, chunk: Chunk) => void

const short = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 3))
const SHORT_MONTHS = short(MONTHS)
const SHORT_DAYS = short(DAYS)

const day =
  (pattern: RegExp, spaces: number): Read =>
  (from, into) => {
    for (let i = 0; i < spaces && from.rest.startsWith(' '); i++) from.rest = from.rest.slice(1)
    into.day = from.number(pattern)
  }

const yearDay =
  (pattern: RegExp, spaces: number): Read =>
  (from, into) => {
    for (let i = 0; i < spaces && from.rest.startsWith(' '); i++) from.rest = from.rest.slice(1)
    into.yearDay = from.number(pattern)
  }

const second =
  (pattern: RegExp): Read =>
  (from, into, { suffix }) => {
    into.second = ranged(from.number(pattern), 0, 59, 'second')
    // a fraction may follow that the layout does not name
    const fraction = /^[.,][0-9]+/.exec(from.rest)?.[0]
    if (fraction === undefined || nextChunk(suffix).element === 'fraction') return
    from.rest = from.rest.slice(fraction.length)
    into.nanosecond = nanoseconds(fraction)
  }

const half =
  (afternoon: string, morning: string): Read =>
  (from, into) => {
    const text = from.bytes(2)
    if (text !== afternoon && text !== morning) throw bad()
    into.half = text === afternoon ? 'PM' : 'AM'
  }

const hour =
  (pattern: RegExp, most: number): Read =>
  (from, into) => {
    into.hour = ranged(from.number(pattern), 0, most, 'hour')
  }

const minute =
  (pattern: RegExp): Read =>
  (from, into) => {
    into.minute = ranged(from.number(pattern), 0, 59, 'minute')
  }

const month =
  (pattern: RegExp): Read =>
  (from, into) => {
    into.month = ranged(from.number(pattern), 1, 12, 'month')
  }

const offset: Read = (from, into, { element }) => {
  if (element!.startsWith('Z') && from.rest.startsWith('Z')) {
    from.rest = from.rest.slice(1)
    into.utc = true
    return
  }
  const read = readOffset(from.rest, element!.slice(1))
  if (read === undefined) throw bad()
  into.offset = read.seconds
  from.rest = from.rest.slice(read.length)
  if (read.fault !== undefined) throw new OutOfRange(`time zone offset ${read.fault}`)
  if (read.malformed) throw bad()
}

const zone: Read = (from, into) => {
  if (from.rest.startsWith('UTC')) {
    from.rest = from.rest.slice(3)
    into.utc = true
    return
  }
  const length = zoneNameLength(from.rest)
  if (length === undefined) throw bad()
  into.zone = from.bytes(length)
}

const fraction: Read = (from, into, { spelt }) => {
  if (spelt[1] === '0') into.nanosecond = nanoseconds(from.bytes(spelt.length))
  else {
    const text = /^[.,][0-9]+/.exec(from.rest)?.[0]
    if (text !== undefined) into.nanosecond = nanoseconds(from.bytes(text.length))
  }
}

const READS: Record<Element, Read> = {
  January: (from, into) => void (into.month = from.name(MONTHS) + 1),
  Jan: (from, into) => void (into.month = from.name(SHORT_MONTHS) + 1),
  '1': month(ONE_OR_TWO),
  '01': month(TWO),
  Monday: (from) => void from.name(DAYS),
  Mon: (from) => void from.name(SHORT_DAYS),
  '2': day(ONE_OR_TWO, 0),
  _2: day(ONE_OR_TWO, 1),
  '02': day(TWO, 0),
  __2: yearDay(/^[0-9]{1,3}/, 2),
  '002': yearDay(/^[0-9]{3}/, 0),
  '15': hour(ONE_OR_TWO, 23),
  '3': hour(ONE_OR_TWO, 12),
  '03': hour(TWO, 12),
  '4': minute(ONE_OR_TWO),
  '04': minute(TWO),
  '5': second(ONE_OR_TWO),
  '05': second(TWO),
  '2006': (from, into) => {
    if (!/^[0-9]/.test(from.rest)) throw bad()
    into.year = signed(from.bytes(4))
  },
  '06': (from, into) => {
    const year = signed(from.bytes(2))
    into.year = year >= 69 ? year + 1900 : year + 2000
  },
  PM: half('PM', 'AM'),
  pm: half('pm', 'am'),
  MST: zone,
  Z0700: offset,
  Z070000: offset,
  Z07: offset,
  'Z07:00': offset,
  'Z07:00:00': offset,
  '-0700': offset,
  '-070000': offset,
  '-07': offset,
  '-07:00': offset,
  '-07:00:00': offset,
  fraction,
}

/** Takes `prefix` off `text`, runs of spaces being equal to one another; where it fails, the text not taken. */
function skip(text: string, prefix: string): { rest: string; ok: boolean } {
  let rest = text
  for (let left = prefix; left !== '';) {
    if (left[0] === ' ') {
      if (rest !== '' && rest[0] !== ' ') return { rest, ok: false }
      left = left.replace(/^ +/, '')
      rest = rest.replace(/^ +/, '')
      continue
    }
    if (rest === '' || rest[0] !== left[0]) return { rest, ok: false }
    left = left.slice(1)
    rest = rest.slice(1)
  }
  return { rest, ok: true }
}

/**
 * `time.ParseInLocation`: without a zone in the text, it is the time in `location`; an offset or abbreviation that
 * holds there gives that location too. Throws `GoError` with the text of Go's ParseError.
 */
export function parseTime(layoutText: string, valueText: string, location: Location): Time {
  const layout = toByteText(layoutText)
  const value = toByteText(valueText)
  const mismatch = (at: string, element: string): GoError =>
    new GoError(
      `parsing time ${quote(value)} as ${quote(layout)}: cannot parse ${quote(at)} as ${quote(element)}`,
    )
  const wrong = (what: string): GoError => new GoError(`parsing time ${quote(value)}: ${what}`)
  const parts: Parts = { year: 0, hour: 0, minute: 0, second: 0, nanosecond: 0, utc: false, zone: '' }
  const from = new Reader(value)
  for (let rest = layout; ;) {
    const chunk = nextChunk(rest)
    const skipped = skip(from.rest, chunk.prefix)
    if (!skipped.ok) throw mismatch(skipped.rest, chunk.prefix)
    from.rest = skipped.rest
    if (chunk.element === undefined) break
    const hold = from.rest
    try {
      READS[chunk.element](from, parts, chunk)
    } catch (error) {
      if (error instanceof OutOfRange) throw wrong(`${error.message} out of range`)
      if (error instanceof BadValue) throw mismatch(hold, chunk.spelt)
      throw error
    }
    rest = chunk.suffix
  }
  if (from.rest !== '') throw wrong(`extra text: ${quote(from.rest)}`)
  return assemble(parts, location, wrong)
}

function assemble(parts: Parts, location: Location, wrong: (what: string) => GoError): Time {
  const { year } = parts
  if (parts.half === 'PM' && parts.hour < 12) parts.hour += 12
  else if (parts.half === 'AM' && parts.hour === 12) parts.hour = 0
  if (parts.yearDay !== undefined) placeYearDay(parts, parts.yearDay, wrong)
  const monthOfYear = parts.month ?? 1
  const dayOfMonth = parts.day ?? 1
  if (dayOfMonth < 1 || dayOfMonth > daysIn(monthOfYear, year)) throw wrong('day out of range')
  const seconds = BigInt(parts.hour * 3600 + parts.minute * 60 + parts.second)
  const at = (place: Location): Time =>
    Time.fromDate(BigInt(year), BigInt(monthOfYear), BigInt(dayOfMonth), seconds, parts.nanosecond, place)
  if (parts.utc) return at(UTC)
  if (parts.offset !== undefined && parts.offset !== -1)
    return withOffset(at(UTC), parts.offset, parts.zone, location)
  return parts.zone === '' ? at(location) : withZone(at(UTC), parts.zone, location)
}

function withOffset(utc: Time, seconds: number, zoneName: string, location: Location): Time {
  const t = new Time(utc.seconds - BigInt(seconds), utc.nanosecond)
  const here = location.lookup(Number(t.seconds))
  const fits = here.offset === seconds && (zoneName === '' || here.name === zoneName)
  return t.in(fits ? location : fixedZone(fromByteText(zoneName), seconds))
}

function withZone(utc: Time, zoneName: string, location: Location): Time {
  const known = location.lookupName(zoneName, Number(utc.seconds))
  if (known !== undefined) return new Time(utc.seconds - BigInt(known), utc.nanosecond, location)
  const hours = zoneName.length > 3 && zoneName.startsWith('GMT') ? Number(zoneName.slice(3)) : 0
  return utc.in(fixedZone(zoneName, hours * 3600))
}

function placeYearDay(parts: Parts, given: number, wrong: (what: string) => GoError): void {
  let yday = given
  let place: { month: number; day: number } | undefined
  if (isLeap(parts.year)) {
    if (yday === 60) place = { month: 2, day: 29 }
    else if (yday > 60) yday--
  }
  if (yday < 1 || yday > 365) throw wrong('day-of-year out of range')
  if (place === undefined) {
    let m = Math.floor((yday - 1) / 31) + 1
    if (daysBefore(m + 1) < yday) m++
    place = { month: m, day: yday - daysBefore(m) }
  }
  if (parts.month !== undefined && parts.month !== place.month)
    throw wrong('day-of-year does not match month')
  parts.month = place.month
  if (parts.day !== undefined && parts.day !== place.day) throw wrong('day-of-year does not match day')
  parts.day = place.day
}
