/** Days and dates of the Gregorian calendar, extended in both directions, as Go counts them. */
export interface Civil {
  readonly year: number
  /** 1..12 */
  readonly month: number
  readonly day: number
  /** 1..366 */
  readonly yearDay: number
}

const SECONDS_PER_DAY = 86_400n
/** Go counts 64 unsigned bits of seconds from the year -292277022399, and wraps around. */
const UNIX_TO_ABSOLUTE = 9_223_372_028_741_760_000n
const UNIX_DAY = UNIX_TO_ABSOLUTE / SECONDS_PER_DAY

const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]

export const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** Days of a month (1..12). */
export const daysIn = (month: number, year: number): number =>
  month === 2 && isLeap(year) ? 29 : DAYS_BEFORE[month]! - DAYS_BEFORE[month - 1]!

/** Days of a common year before a month (1..13). */
export const daysBefore = (month: number): number => DAYS_BEFORE[month - 1]!

/** Splits a count of seconds since 1970 into days since then and seconds of the day. */
export function splitDays(seconds: bigint): { days: number; second: number } {
  const absolute = BigInt.asUintN(64, seconds + UNIX_TO_ABSOLUTE)
  return { days: Number(absolute / SECONDS_PER_DAY - UNIX_DAY), second: Number(absolute % SECONDS_PER_DAY) }
}

/** The date of a day counted from 1970-01-01. */
export function civilOf(days: number): Civil {
  // years are counted from March, so that the leap day comes last
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const leap = month > 2 && isLeap(year) ? 1 : 0
  return { year, month, day, yearDay: daysBefore(month) + day + leap }
}

const floorDiv = (a: bigint, b: bigint): bigint => (a - (((a % b) + b) % b)) / b

/** Days from 1970-01-01 to a date; `month` is 1..12, `day` any number. */
export function daysOf(year: bigint, month: number, day: bigint): bigint {
  const y = month <= 2 ? year - 1n : year
  const era = floorDiv(y, 400n)
  const yearOfEra = y - era * 400n
  const dayOfYear = BigInt(Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5)) + day - 1n
  return era * 146_097n + yearOfEra * 365n + yearOfEra / 4n - yearOfEra / 100n + dayOfYear - 719_468n
}

/** 0 is Sunday. */
export const weekdayOf = (days: number): number => (((days + 4) % 7) + 7) % 7
