import { fixedZone, type Location } from '../../go/time/index.ts'

/** Locations that say that a TOML time had no zone of its own; by these names the encoder knows them again. */
export type LocalKind = 'datetime-local' | 'date-local' | 'time-local'

/** BurntSushi's three locations, for a machine whose time is `offset` seconds east of UTC. */
export const localZone = (kind: LocalKind, offset: number): Location => new LocalZone(kind, offset)

class LocalZone implements Location {
  readonly name: LocalKind
  readonly lookup: Location['lookup']
  readonly lookupName: Location['lookupName']
  constructor(name: LocalKind, offset: number) {
    const zone = fixedZone(name, offset)
    this.name = name
    this.lookup = (at) => zone.lookup(at)
    this.lookupName = (abbreviation, at) => zone.lookupName(abbreviation, at)
  }
}

export const localKind = (location: Location): LocalKind | undefined =>
  location instanceof LocalZone ? location.name : undefined
