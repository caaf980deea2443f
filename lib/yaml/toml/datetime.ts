import { quote } from '../../go/strconv/index.ts'
import { localOf, parseTime, TimeValue, type Location } from '../../go/time/index.ts'
import { GoError, type Host } from '../../go/value.ts'
import { localZone, type LocalKind } from './local-zone.ts'

/** Layouts in the order in which they are tried, with the zone that a text without one is in. */
const FORMS: readonly (readonly [string, LocalKind | 'local'])[] = [
  ['2006-01-02T15:04:05.999999999Z07:00', 'local'],
  ['2006-01-02T15:04:05.999999999', 'datetime-local'],
  ['2006-01-02', 'date-local'],
  ['15:04:05.999999999', 'time-local'],
  ['2006-01-02T15:04Z07:00', 'local'],
  ['2006-01-02T15:04', 'datetime-local'],
  ['15:04', 'time-local'],
]

export function parseDatetime(text: string, host: Host, fail: (problem: string) => never): TimeValue {
  const value = text.replaceAll('z', 'Z').replaceAll('t', 'T').replaceAll(' ', 'T')
  for (const [layout, kind] of FORMS) {
    const time = tryParse(layout, value, kind === 'local' ? localOf(host) : localZone(kind, offsetOf(host)))
    if (time === undefined) continue
    if (lacksZero(value, layout)) fail(`invalid datetime: ${quote(value)}`)
    return time
  }
  return fail(`invalid datetime: ${quote(value)}`)
}

const offsetOf = (host: Host): number => host.localZone(Number(host.now() / 1_000_000_000n)).offset

function tryParse(layout: string, text: string, location: Location): TimeValue | undefined {
  try {
    return new TimeValue(parseTime(layout, text, location))
  } catch (error) {
    if (error instanceof GoError) return undefined
    throw error
  }
}

/** Go's time.Parse takes a month or hour of one digit, TOML does not: the separators would stand elsewhere. */
function lacksZero(text: string, layout: string): boolean {
  for (let i = 0; i < layout.length; i++) {
    const c = layout[i]!
    if (c === '.' || c === 'Z') return false
    if ((c < '0' || c > '9') && text[i] !== c) return true
  }
  return false
}
