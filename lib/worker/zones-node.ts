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

const utc: Lookup = () => ({ offset: 0, name: 'UTC', dst: false })
let local: Lookup | undefined

/** `time.Local` as Go finds it: the TZ variable, else /etc/localtime, else UTC. */
export function systemLocalZone(unixSeconds: number): Zone {
  if (local === undefined) {
    const tz = process.env['TZ']
    if (tz === undefined) local = readZone('/etc/localtime')
    else {
      const name = tz.replace(/^:/, '')
      if (name.startsWith('/')) local = readZone(name)
      else if (name !== '' && name !== 'UTC' && systemZone(name, 0) !== undefined)
        local = (at) => systemZone(name, at)!
    }
    local ??= utc
  }
  return local(unixSeconds)
}
