import { archiveEntries, ArchiveError, isLimit, withoutMark } from '../../archive/index.ts'
import { bounded, YamlError, unmarshal } from '../../yaml/index.ts'
import { Dict } from '../../go/value.ts'
import { dependencyText, MetadataError, readFields, type Fields } from './metadata.ts'

/** What an archive's own entries say, once it is known to be fit to open. */
export interface ArchiveFacts {
  readonly entries: number
  /** Chart.yaml; for apiVersion v1 with the dependencies of requirements.yaml */
  readonly fields: Fields
  /** names that look like another: bidirectional controls, or not in Unicode's composed form */
  readonly confusable: readonly string[]
}

/** An archive that must not be opened, or cannot be. `damaged`: its bytes are no archive at all. */
export class ArchiveRefused extends Error {
  override name = 'ArchiveRefused'
  readonly code: 'MALFORMED' | 'AMBIGUOUS' | 'LIMIT'
  readonly isDamaged: boolean
  constructor(code: ArchiveRefused['code'], message: string, isDamaged = false) {
    super(message)
    this.code = code
    this.isDamaged = isDamaged
  }
}

const refuse = (message: string): never => {
  throw new ArchiveRefused('MALFORMED', message)
}

/**
 * Reads every entry's raw name and type and the chart's own metadata, stricter than any unpacker: what one tool takes for one
 * file and another for another is refused. Nothing is written anywhere.
 * @throws ArchiveRefused
 */
export function inspectArchive(packed: Uint8Array): ArchiveFacts {
  const seen = new Set<string>()
  const confusable: string[] = []
  let entries = 0
  let chart: Uint8Array | undefined
  let requirements: Uint8Array | undefined
  try {
    for (const { name, typeflag, data } of archiveEntries(packed)) {
      entries++
      if (typeflag === 'g') continue
      const path = checkName(name)
      if (typeflag === '5') continue
      if (typeflag !== '0' && typeflag !== '7') refuse(`${shown(name)} is ${typeName(typeflag)}, not a file`)
      const inside = path.slice(path.indexOf('/') + 1)
      if (!path.includes('/')) refuse(`${shown(name)} lies outside the chart's folder`)
      if (seen.has(inside)) throw new ArchiveRefused('AMBIGUOUS', `two entries are called ${shown(inside)}`)
      seen.add(inside)
      if (/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/.test(name) || name !== name.normalize('NFC'))
        confusable.push(name)
      if (inside === 'Chart.yaml') chart = data
      else if (inside === 'requirements.yaml') requirements = data
    }
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error
    if (isLimit(error.code)) throw new ArchiveRefused('LIMIT', error.message)
    throw new ArchiveRefused('MALFORMED', error.message, error.entry === '')
  }
  if (entries === 0) refuse('the archive is empty')
  if (chart === undefined) throw new ArchiveRefused('MALFORMED', 'the archive holds no Chart.yaml')
  return { entries, fields: readChart(chart, requirements), confusable }
}

function checkName(name: string): string {
  if (!name.isWellFormed()) refuse(`${shown(name)} is not UTF-8`)
  if (/[\0-\x1f\x7f]/.test(name)) refuse(`${shown(name)} holds a control character`)
  if (name.includes('\\')) refuse(`${shown(name)} holds a backslash`)
  if (name.startsWith('/')) refuse(`${shown(name)} is an absolute path`)
  const parts = name.replace(/^\.\//, '').replace(/\/$/, '').split('/')
  if (parts.some((part) => part === '..')) refuse(`${shown(name)} leads out of the archive`)
  if (parts.some((part, i) => part === '' || (part === '.' && i > 0)))
    refuse(`${shown(name)} is not a plain path`)
  if (parts.slice(0, 2).some((part) => /^[A-Za-z]:/.test(part))) refuse(`${shown(name)} names a drive`)
  return parts.join('/')
}

const shown = (name: string): string => JSON.stringify(name.length <= 120 ? name : `${name.slice(0, 119)}…`)

const typeName = (typeflag: string): string =>
  ({ 1: 'a hard link', 2: 'a symbolic link', 3: 'a device', 4: 'a device', 6: 'a pipe' })[typeflag] ??
  `an entry of type ${JSON.stringify(typeflag)}`

function readChart(chart: Uint8Array, requirements: Uint8Array | undefined): Fields {
  try {
    const fields = new Map(readFields(toText(chart)))
    if (requirements !== undefined && !fields.has('dependencies') && fields.get('apiVersion') !== 'v2') {
      const value = bounded(toText(requirements), unmarshal)
      const text = value instanceof Dict ? dependencyText(value.get('dependencies')) : '[]'
      if (text !== '[]') fields.set('dependencies', text)
    }
    const name = fields.get('name') ?? ''
    if (name === '') refuse('Chart.yaml has no name')
    if (name === '.' || name === '..' || name.includes('/') || name.includes('\\'))
      refuse(`the chart's name ${shown(name)} is not a file name`)
    return fields
  } catch (error) {
    if (error instanceof YamlError || error instanceof MetadataError)
      throw new ArchiveRefused('MALFORMED', `Chart.yaml cannot be read: ${error.message}`)
    throw error
  }
}

const toText = (bytes: Uint8Array): string => new TextDecoder().decode(withoutMark(bytes))
