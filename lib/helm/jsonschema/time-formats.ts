import { quote } from '../../go/strconv/index.ts'
import { byteLength, sliceBytes } from '../../go/text.ts'
import { GoError } from '../../go/value.ts'

const fail = (words: string): never => {
  throw new GoError(words)
}

function prefixed(words: string, check: () => void): void {
  try {
    check()
  } catch (error) {
    fail(`${words}: ${(error as Error).message}`)
  }
}

/** What time.Parse says of a text that is not `2006-01-02`. */
export function checkDate(text: string): void {
  const cannot = (value: string, element: string): never =>
    fail(`parsing time ${quote(text)} as "2006-01-02": cannot parse ${quote(value)} as "${element}"`)
  if (!/^\d{4}/.test(text)) cannot(text, '2006')
  let rest = text.slice(4)
  if (!rest.startsWith('-')) cannot(rest, '-')
  rest = rest.slice(1)
  const month = /^\d\d/.exec(rest)?.[0]
  if (month === undefined) cannot(rest, '01')
  if (Number(month) < 1 || Number(month) > 12) fail(`parsing time ${quote(text)}: month out of range`)
  rest = rest.slice(2)
  if (!rest.startsWith('-')) cannot(rest, '-')
  rest = rest.slice(1)
  const day = /^\d\d/.exec(rest)?.[0]
  if (day === undefined) cannot(rest, '02')
  if (rest.length > 2) fail(`parsing time ${quote(text)}: extra text: ${quote(rest.slice(2))}`)
  const year = Number(text.slice(0, 4))
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month) - 1]!
  if (Number(day) < 1 || Number(day) > days) fail(`parsing time ${quote(text)}: day out of range`)
}

/** RFC 3339 `full-time`, leap seconds only where they can be. */
export function checkTime(text: string): void {
  if (byteLength(text) < 9) fail('less than 9 characters long')
  if (text[2] !== ':' || text[5] !== ':') fail('missing colon in correct place')
  const [h, m, s] = text
    .slice(0, 8)
    .split(':')
    .map((part) => numberOf(part, 'hour/min/sec')) as [number, number, number]
  if (h > 23 || m > 59 || s > 60) fail('hour/min/sec out of range')
  let rest = text.slice(8)
  if (rest.startsWith('.')) {
    const digits = /^\.(\d*)/.exec(rest)![1]!
    if (digits === '') fail('no digits in second fraction')
    rest = rest.slice(1 + digits.length)
  }
  const minutes = h * 60 + m - (rest === 'z' || rest === 'Z' ? 0 : offsetMinutes(rest))
  const utc = minutes < 0 ? minutes + 24 * 60 : minutes
  if (s >= 60 && (Math.floor(utc / 60) !== 23 || utc % 60 !== 59)) fail('invalid leap second')
}

function numberOf(text: string, what: string): number {
  if (!/^[+-]?\d+$/.test(text)) fail(`invalid ${what}`)
  if (Number(text) < 0) fail(`non-positive ${what}`)
  return Number(text)
}

function offsetMinutes(text: string): number {
  if (byteLength(text) !== 6) fail('offset must be 6 characters long')
  if (text[0] !== '+' && text[0] !== '-') fail('offset must begin with plus/minus')
  if (text[3] !== ':') fail('missing colon in offset in correct place')
  const hour = numberOf(text.slice(1, 3), 'hour/min in offset')
  const minute = numberOf(text.slice(4), 'hour/min in offset')
  if (hour > 23 || minute > 59) fail('hour/min in offset out of range')
  return (text[0] === '+' ? 1 : -1) * (hour * 60 + minute)
}

export function checkDateTime(text: string): void {
  if (byteLength(text) < 20) fail('less than 20 characters long')
  const eleventh = sliceBytes(text, 10, 11)
  if (eleventh !== 't' && eleventh !== 'T') fail('11th character must be t or T')
  prefixed('invalid date element', () => checkDate(sliceBytes(text, 0, 10)))
  prefixed('invalid time element', () => checkTime(sliceBytes(text, 11, byteLength(text))))
}

/** RFC 3339 appendix A. */
export function checkDuration(text: string): void {
  if (!text.startsWith('P')) fail('must start with P')
  const body = text.slice(1)
  if (body === '') fail('nothing after P')
  if (body.endsWith('W')) {
    const weeks = body.slice(0, -1)
    if (weeks === '') fail('no number in week')
    if (/[^0-9]/.test(weeks)) fail('invalid week')
    return
  }
  const all = ['YMD', 'HMS']
  for (const [i, part] of body.split('T').entries()) {
    if (i > 0 && part === '') fail('no time elements')
    if (i >= all.length) fail('more than one T')
    let units = all[i]!
    for (let rest = part; rest !== '';) {
      const digits = /^\d*/.exec(rest)![0]
      if (digits === '') fail('missing number')
      const unit = rest[digits.length]
      if (unit === undefined) fail('missing unit')
      const at = units.indexOf(unit!)
      if (at < 0) fail(all[i]!.includes(unit!) ? `unit '${unit}' out of order` : `invalid unit '${unit}'`)
      units = units.slice(at + 1)
      rest = rest.slice(digits.length + 1)
    }
  }
}

/** Two ends, one of which may be a duration, with "/" between them. */
export function checkPeriod(text: string): void {
  const slash = text.indexOf('/')
  if (slash < 0) fail('missing slash')
  const start = text.slice(0, slash)
  const end = text.slice(slash + 1)
  if (start.startsWith('P')) {
    prefixed('invalid start duration', () => checkDuration(start))
    return prefixed('invalid end date-time', () => checkDateTime(end))
  }
  prefixed('invalid start date-time', () => checkDateTime(start))
  if (end.startsWith('P')) prefixed('invalid end duration', () => checkDuration(end))
  else prefixed('invalid end date-time', () => checkDateTime(end))
}
