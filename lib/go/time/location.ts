import { GoError, type Host } from '../value.ts'

/** What holds in a location at some second. */
export interface Zone {
  /** seconds east of UTC */
  readonly offset: number
  /** abbreviation, such as CET; "" where there is none */
  readonly name: string
  readonly dst?: boolean
}

/** A `*time.Location`. */
export interface Location {
  readonly name: string
  /** Go's `time.Local` itself, whatever its name */
  readonly isLocal?: boolean
  lookup(unixSeconds: number): Zone
  /** The offset that an abbreviation stands for here, best at the given second; undefined where it is unknown. */
  lookupName(abbreviation: string, unixSeconds: number): number | undefined
}

export const UTC: Location = {
  name: 'UTC',
  lookup: () => ({ offset: 0, name: 'UTC' }),
  lookupName: () => undefined,
}

/** `time.FixedZone` */
export const fixedZone = (name: string, offset: number): Location => ({
  name,
  lookup: () => ({ offset, name }),
  lookupName: (abbreviation) => (abbreviation === name ? offset : undefined),
})

const HALF_YEAR = 15_778_800
/** 1900 and 2037, between which zones' histories lie */
const FIRST = -2_208_988_800
const LAST = 2_114_380_800

/** A location whose history is asked from the host second by second, so that its zones are found by sampling. */
function sampled(name: string, lookup: (unixSeconds: number) => Zone): Location {
  let zones: readonly Zone[] | undefined
  const known = (): readonly Zone[] => {
    if (zones !== undefined) return zones
    const found = new Map<string, Zone>()
    for (let at = FIRST; at <= LAST; at += HALF_YEAR) {
      const zone = lookup(at)
      found.set(`${zone.name} ${zone.offset}`, zone)
    }
    return (zones = [...found.values()])
  }
  return {
    name,
    lookup,
    lookupName(abbreviation, unixSeconds) {
      const named = known().filter((zone) => zone.name === abbreviation)
      return (named.find((zone) => lookup(unixSeconds - zone.offset).name === abbreviation) ?? named[0])
        ?.offset
    },
  }
}

const locals = new WeakMap<Host, Location>()

/** `time.Local` of a host; the same object for the same host. */
export function localOf(host: Host): Location {
  let local = locals.get(host)
  if (local === undefined) {
    local = { ...sampled(host.localName ?? 'Local', (at) => host.localZone(at)), isLocal: true }
    locals.set(host, local)
  }
  return local
}

/** `time.LoadLocation`. Throws `GoError` where the host does not know the zone. */
export function loadLocation(host: Host, name: string): Location {
  if (name === '' || name === 'UTC') return UTC
  if (name === 'Local') return localOf(host)
  if (name.includes('..') || name.startsWith('/') || name.startsWith('\\')) {
    throw new GoError('time: invalid location name')
  }
  if (host.zone(name, 0) === undefined) throw new GoError(`unknown time zone ${name}`)
  return sampled(name, (at) => host.zone(name, at) ?? { offset: 0, name: 'UTC' })
}
