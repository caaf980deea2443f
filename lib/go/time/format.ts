import { quote } from './quote.ts'
import { normal } from '../text.ts'
import { toByteText } from '../byte-text.ts'
import { GoError } from '../value.ts'
import { DAYS, MONTHS, nextChunk, type Element } from './layout.ts'
import { UTC } from './location.ts'
import type { Time } from './time.ts'

const pad = (n: number, width: number): string =>
  n < 0 ? `-${String(-n).padStart(width, '0')}` : String(n).padStart(width, '0')

type Format = (t: Time, element: Element) => string

const hour12 = (t: Time): number => t.clock().hour % 12 || 12

const FORMATS: Record<Exclude<Element, 'fraction'>, Format> = {
  January: (t) => MONTHS[t.date().month - 1]!,
  Jan: (t) => MONTHS[t.date().month - 1]!.slice(0, 3),
  '1': (t) => String(t.date().month),
  '01': (t) => pad(t.date().month, 2),
  Monday: (t) => DAYS[t.weekday()]!,
  Mon: (t) => DAYS[t.weekday()]!.slice(0, 3),
  '2': (t) => String(t.date().day),
  _2: (t) => String(t.date().day).padStart(2),
  '02': (t) => pad(t.date().day, 2),
  __2: (t) => String(t.date().yearDay).padStart(3),
  '002': (t) => pad(t.date().yearDay, 3),
  '15': (t) => pad(t.clock().hour, 2),
  '3': (t) => String(hour12(t)),
  '03': (t) => pad(hour12(t), 2),
  '4': (t) => String(t.clock().minute),
  '04': (t) => pad(t.clock().minute, 2),
  '5': (t) => String(t.clock().second),
  '05': (t) => pad(t.clock().second, 2),
  '2006': (t) => pad(t.date().year, 4),
  '06': (t) => pad(Math.abs(t.date().year) % 100, 2),
  PM: (t) => (t.clock().hour >= 12 ? 'PM' : 'AM'),
  pm: (t) => (t.clock().hour >= 12 ? 'pm' : 'am'),
  MST: (t) => t.zone().name || offset(t, '-0700'),
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
}

function offset(t: Time, element: Element): string {
  const seconds = t.zone().offset
  if (seconds === 0 && element.startsWith('Z')) return 'Z'
  const minutes = Math.trunc(seconds / 60)
  const size = Math.abs(minutes)
  const colon = element.includes(':') ? ':' : ''
  const parts = [pad(Math.floor(size / 60), 2)]
  if (!element.endsWith('07')) parts.push(pad(size % 60, 2))
  if (/^.07:?00:?00$/.test(element)) parts.push(pad(Math.abs(seconds) % 60, 2))
  return (minutes < 0 ? '-' : '+') + parts.join(colon)
}

/** `.000` keeps its zeroes, `.999` drops those at the end; more than nine digits are nine. */
function fraction(t: Time, spelt: string): string {
  const trims = spelt[1] === '9'
  if (trims && t.nanosecond === 0) return ''
  const digits = pad(t.nanosecond, 9).slice(0, spelt.length - 1)
  const kept = trims ? digits.replace(/0+$/, '') : digits
  return kept === '' ? '' : spelt[0]! + kept
}

/** `t.Format(layout)` */
export function formatTime(t: Time, layout: string): string {
  let out = ''
  for (let rest = layout; rest !== '';) {
    const { prefix, element, spelt, suffix } = nextChunk(rest)
    out += prefix
    if (element === undefined) break
    out += element === 'fraction' ? fraction(t, spelt) : FORMATS[element](t, element)
    rest = suffix
  }
  return normal(out)
}

/** `t.String()`: with the monotonic reading where there is one. */
export function printTime(t: Time): string {
  const text = formatTime(t, '2006-01-02 15:04:05.999999999 -0700 MST')
  if (t.monotonic === undefined) return text
  const size = t.monotonic < 0n ? -t.monotonic : t.monotonic
  const digits = size.toString().padStart(10, '0')
  return `${text} m=${t.monotonic < 0n ? '-' : '+'}${digits.slice(0, -9)}.${digits.slice(-9)}`
}

/** The text of RFC 3339 as `MarshalText` and `MarshalJSON` write it; throws `GoError` beginning with `method`. */
export function strictRfc3339(t: Time, method: string): string {
  const text = formatTime(t, '2006-01-02T15:04:05.999999999Z07:00')
  if (text[4] !== '-') throw new GoError(`${method}: year outside of range [0,9999]`)
  const zone = /[+-](\d+):\d\d$/.exec(text)
  if (zone !== null && (zone[1]!.length > 2 || Number(zone[1]) >= 24)) {
    throw new GoError(`${method}: timezone hour outside of range [0,23]`)
  }
  return text
}

/** `t.GoString()` */
export function goTime(t: Time): string {
  const { year, month, day } = t.date()
  const { hour, minute, second } = t.clock()
  const { name, isLocal } = t.location
  const elsewhere = `time.Location(${quote(toByteText(name))})`
  const place = t.location === UTC ? 'time.UTC' : isLocal === true ? 'time.Local' : elsewhere
  return `time.Date(${year}, time.${MONTHS[month - 1]}, ${day}, ${hour}, ${minute}, ${second}, ${t.nanosecond}, ${place})`
}
