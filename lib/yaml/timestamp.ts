const FORMS =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d))|(?: +(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?)))?$/
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const below = (text: string | undefined, limit: number): boolean => text === undefined || Number(text) < limit

/** Whether yaml.v2 and v3 take a text for a timestamp: the four layouts they hand to Go's `time.Parse`. */
export function isTimestamp(text: string): boolean {
  if (text.charCodeAt(4) !== 45) return false
  const found = FORMS.exec(text)
  if (found === null) return false
  const [, year, month, day, hour, minute, second, zoneHour, zoneMinute, h, m, s] = found
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0)
  const days = Number(month) === 2 && leap ? 29 : DAYS[Number(month) - 1]
  if (days === undefined || Number(day) < 1 || Number(day) > days) return false
  return (
    below(hour ?? h, 24) &&
    below(minute ?? m, 60) &&
    below(second ?? s, 60) &&
    below(zoneHour, 25) &&
    below(zoneMinute, 61)
  )
}
