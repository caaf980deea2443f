import { civilOf, daysOf, splitDays, weekdayOf, type Civil } from './civil.ts'
import { MAX, MIN } from './duration.ts'
import { UTC, type Location, type Zone } from './location.ts'

const BILLION = 1_000_000_000n
/** seconds from the year 1 to 1970 */
const YEAR_ONE = 62_135_596_800n
/** Go can hold a monotonic reading beside the years 1885 to 2157 only */
const WALL_FIRST = -2_682_288_000n
const WALL_LAST = WALL_FIRST + (1n << 33n) - 1n

const wrap = (n: bigint): bigint => BigInt.asIntN(64, n)
const floorDiv = (a: bigint, b: bigint): bigint => (a - (((a % b) + b) % b)) / b

export interface Clock {
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** An instant to the nanosecond, in a location. Mirrors `time.Time`. */
export class Time {
  /** seconds since 1970 */
  readonly seconds: bigint
  /** 0..999999999 */
  readonly nanosecond: number
  readonly location: Location
  /** the monotonic clock beside it, in nanoseconds */
  readonly monotonic: bigint | undefined

  constructor(seconds: bigint, nanosecond = 0, location: Location = UTC, monotonic?: bigint) {
    this.seconds = wrap(seconds)
    this.nanosecond = nanosecond
    this.location = location
    this.monotonic = seconds >= WALL_FIRST && seconds <= WALL_LAST ? monotonic : undefined
  }

  /** The instant that Go's zero `Time{}` is: the first second of the year 1. */
  static readonly zero = new Time(-YEAR_ONE)

  /** The instant at `nanoseconds` since 1970. */
  static fromNanoseconds(nanoseconds: bigint, location: Location, monotonic?: bigint): Time {
    const seconds = floorDiv(nanoseconds, BILLION)
    return new Time(seconds, Number(nanoseconds - seconds * BILLION), location, monotonic)
  }

  /** `time.Date`: parts beyond their range flow over into the next larger ones. */
  static fromDate(
    year: bigint,
    month: bigint,
    day: bigint,
    seconds: bigint,
    nanosecond: number,
    location: Location,
  ): Time {
    const years = floorDiv(month - 1n, 12n)
    const monthOfYear = Number(month - 1n - years * 12n) + 1
    const local = wrap(daysOf(wrap(year + years), monthOfYear, day) * 86_400n + seconds)
    const guess = location.lookup(Number(local)).offset
    const offset = guess === 0 ? 0 : location.lookup(Number(local) - guess).offset
    return new Time(local - BigInt(offset), nanosecond, location)
  }

  in(location: Location): Time {
    return new Time(this.seconds, this.nanosecond, location)
  }

  zone(): Zone {
    return this.location.lookup(Number(this.seconds))
  }

  /** Days since 1970 and second of the day, in the location. */
  #local(): { days: number; second: number } {
    return splitDays(this.seconds + BigInt(this.zone().offset))
  }

  date(): Civil {
    return civilOf(this.#local().days)
  }

  /** 0 is Sunday. */
  weekday(): number {
    return weekdayOf(this.#local().days)
  }

  clock(): Clock {
    const { second } = this.#local()
    return { hour: Math.floor(second / 3600), minute: Math.floor((second % 3600) / 60), second: second % 60 }
  }

  /** Nanoseconds since 1970, within 64 bits. */
  unixNano(): bigint {
    return wrap(this.seconds * BILLION + BigInt(this.nanosecond))
  }

  add(duration: bigint): Time {
    const nanoseconds = this.seconds * BILLION + BigInt(this.nanosecond) + duration
    const monotonic = this.monotonic === undefined ? undefined : this.monotonic + duration
    const fits = monotonic !== undefined && monotonic <= MAX && monotonic >= MIN
    return Time.fromNanoseconds(nanoseconds, this.location, fits ? monotonic : undefined)
  }

  addDate(years: bigint, months: bigint, days: bigint): Time {
    const { year, month, day } = this.date()
    const { hour, minute, second } = this.clock()
    return Time.fromDate(
      wrap(BigInt(year) + years),
      wrap(BigInt(month) + months),
      wrap(BigInt(day) + days),
      BigInt(hour * 3600 + minute * 60 + second),
      this.nanosecond,
      this.location,
    )
  }

  /** `t.Sub(u)`, held within 64 bits. */
  sub(other: Time): bigint {
    const d =
      this.monotonic !== undefined && other.monotonic !== undefined
        ? this.monotonic - other.monotonic
        : (this.seconds - other.seconds) * BILLION + BigInt(this.nanosecond - other.nanosecond)
    return d > MAX ? MAX : d < MIN ? MIN : d
  }

  compare(other: Time): number {
    if (this.monotonic !== undefined && other.monotonic !== undefined) {
      return this.monotonic < other.monotonic ? -1 : this.monotonic > other.monotonic ? 1 : 0
    }
    if (this.seconds !== other.seconds) return this.seconds < other.seconds ? -1 : 1
    return Math.sign(this.nanosecond - other.nanosecond)
  }

  /** Rounds down to a multiple of `d` since the year 1, as `Truncate`. */
  truncate(d: bigint): Time {
    const bare = this.in(this.location)
    return d <= 0n ? bare : bare.add(-this.#rest(d))
  }

  /** Rounds to the nearest multiple of `d` since the year 1, halves up. */
  round(d: bigint): Time {
    const bare = this.in(this.location)
    if (d <= 0n) return bare
    const rest = this.#rest(d)
    return bare.add(rest + rest < d ? -rest : d - rest)
  }

  #rest(d: bigint): bigint {
    const total = (this.seconds + YEAR_ONE) * BILLION + BigInt(this.nanosecond)
    return ((total % d) + d) % d
  }
}
