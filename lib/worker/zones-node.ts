import { existsSync, readFileSync } from 'node:fs'
import { parseZoneinfo, type Zone } from '../go/time/index.ts'
import { intlZone } from './zones.ts'

type Lookup = (unixSeconds: number) => Zone

/** Where Go looks for zone files on Unix systems. */
const FOLDERS = ['/usr/share/zoneinfo/', '/usr/share/lib/zoneinfo/', '/usr/lib/locale/TZ/', '/etc/zoneinfo/']

function readZone(file: string): Lookup | undefined {
  try {
    return parseZoneinfo(readFileSync(file))
  } catch {
    // no such file: the next folder may have it
    return undefined
  }
}

const known = new Map<string, Lookup | undefined>()
let installed: boolean | undefined

function loadZone(name: string): Lookup | undefined {
  if (known.has(name)) return known.get(name)
  let found: Lookup | undefined
  for (const folder of FOLDERS) found ??= readZone(folder + name)
  known.set(name, found)
  return found
}

/**
 * What holds in an IANA zone, from the system's zone files as Go reads them; from `Intl` where no files are installed.
 */
export function systemZone(name: string, unixSeconds: number): Zone | undefined {
  installed ??= FOLDERS.some((folder) => existsSync(folder))
  return installed ? loadZone(name)?.(unixSeconds) : intlZone(name, unixSeconds)
}

interface Local {
  readonly name: string
  readonly lookup: Lookup
}

const UTC: Local = { name: 'UTC', lookup: () => ({ offset: 0, name: 'UTC', dst: false }) }

/** `time.Local` as Go finds it: the TZ variable, else /etc/localtime, else UTC. Mirrors `initLocal`. */
function findLocal(): Local {
  const tz = process.env['TZ']
  if (tz === undefined) {
    const lookup = readZone('/etc/localtime')
    return lookup === undefined ? UTC : { name: 'Local', lookup }
  }
  const name = tz.replace(/^:/, '')
  if (name.startsWith('/')) {
    const lookup = readZone(name)
    return lookup === undefined ? UTC : { name: name === '/etc/localtime' ? 'Local' : name, lookup }
  }
  if (name === '' || name === 'UTC' || systemZone(name, 0) === undefined) return UTC
  return { name, lookup: (at) => systemZone(name, at)! }
}

let local: Local | undefined

/** What holds where the system is, and what Go calls that place. */
export const systemLocalZone = (unixSeconds: number): Zone => (local ??= findLocal()).lookup(unixSeconds)
export const systemLocalName = (): string => (local ??= findLocal()).name
