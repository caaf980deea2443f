const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const LONG_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const two = (n: number): string => String(n).padStart(2, '0')
const valid = (iso: string): Date | null => {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? null : date
}

/** `20 Nov`, with the year where it is not the one of `now`. Always UTC, so that server and browser say the same. */
export function shortDay(iso: string, now: number): string {
  const date = valid(iso)
  if (date === null) return iso
  const year = date.getUTCFullYear()
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}${year === new Date(now).getUTCFullYear() ? '' : ` ${year}`}`
}

/** `20 Nov 2026` */
export function day(iso: string): string {
  const date = valid(iso)
  return date === null ? iso : `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** `3 March 2026`, for sentences */
export function longDay(iso: string): string {
  const date = valid(iso)
  return date === null
    ? iso
    : `${date.getUTCDate()} ${LONG_MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** `20 Nov 2026, 16:02 UTC`, with seconds on demand */
export function moment(iso: string, seconds = false): string {
  const date = valid(iso)
  if (date === null) return iso
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}${seconds ? `:${two(date.getUTCSeconds())}` : ''}`
  return `${day(iso)}, ${time} UTC`
}

/** `now`, `2 min ago`, `3 h ago`, `yesterday`, then the day */
export function ago(iso: string, now: number): string {
  const date = valid(iso)
  if (date === null) return iso
  const seconds = Math.floor((now - date.getTime()) / 1000)
  if (seconds < 45) return 'now'
  if (seconds < 3600) return `${Math.max(1, Math.round(seconds / 60))} min ago`
  if (seconds < 86_400) return `${Math.round(seconds / 3600)} h ago`
  if (seconds < 172_800) return 'yesterday'
  return shortDay(iso, now)
}

/** `894,596`, of a whole number. By hand, since the first number would wait 10 ms for the tables of all languages. */
export const count = (n: number): string => String(n).replace(/\B(?=(?:\d{3})+$)/g, ',')

/** `1 file`, `2 files` */
export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${count(n)} ${n === 1 ? one : many}`

/** Times that a machine wrote into words, as people write days. */
export const withDays = (text: string): string =>
  text.replace(/\b(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z)?(?![\w-])/g, (whole, date: string) =>
    day(date.length === 10 ? `${date}T00:00:00Z` : whole),
  )
