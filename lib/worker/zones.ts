import type { Zone } from '../go/time/index.ts'
import { ZONE_NAMES } from './zone-names.ts'

type Names = ReadonlyMap<number, { readonly name: string; readonly dst: boolean }>

let table: Map<string, Names> | undefined

function namesOf(zone: string): Names | undefined {
  if (table === undefined) {
    table = new Map()
    for (const line of ZONE_NAMES.trim().split('\n')) {
      const [offsets = '', zones = ''] = line.split('|')
      const names = new Map(
        offsets.split(' ').map((entry) => {
          const [offset, name = ''] = entry.split('=')
          return [Number(offset), { name: name.replace('*', ''), dst: name.endsWith('*') }]
        }),
      )
      for (const name of zones.split(' ')) table.set(name, names)
    }
  }
  return table.get(zone)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The first and last second that JavaScript's dates can hold. */
const LIMIT = 8_640_000_000_000

/** Seconds east of UTC, from the platform's own zone data. */
function offsetOf(zone: string, unixSeconds: number): number {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    formats.set(zone, format)
  }
  const at = Math.min(LIMIT, Math.max(-LIMIT, unixSeconds)) * 1000
  const text = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const match = /([+-])(\d+):(\d+)(?::(\d+))?$/.exec(text)
  if (match === null) return 0
  const size = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0)
  return match[1] === '-' ? -size : size
}

/** Zones without a name of their own are called by their offset: `+0530`, `-03`. */
function numeric(offset: number): string {
  const minutes = Math.floor(Math.abs(offset) / 60)
  const two = (n: number): string => String(n).padStart(2, '0')
  const rest = minutes % 60
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${rest === 0 ? '' : two(rest)}`
}

/**
 * What holds in an IANA zone at a second since 1970, from the platform's `Intl` and our table of abbreviations;
 * undefined for a zone that Go does not know by exactly that name.
 */
export function intlZone(zone: string, unixSeconds: number): Zone | undefined {
  const names = namesOf(zone)
  if (names === undefined) return undefined
  let offset: number
  try {
    offset = offsetOf(zone, unixSeconds)
  } catch {
    // the platform's data does not have it
    return undefined
  }
  const named = names.get(offset)
  // before standard time each place had its own, to the second
  const name = named?.name || (offset % 60 !== 0 ? 'LMT' : numeric(offset))
  return { offset, name, dst: named?.dst ?? false }
}

let here: string | undefined

/** What holds where the platform is. */
export function intlLocalZone(unixSeconds: number): Zone {
  here ??= new Intl.DateTimeFormat().resolvedOptions().timeZone
  return intlZone(here, unixSeconds) ?? { offset: 0, name: 'UTC', dst: false }
}
