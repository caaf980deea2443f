/** What an index says about one version of a chart. */
export interface IndexEntry {
  readonly version: string
  readonly appVersion: string | null
  readonly description: string | null
  /** `sha256:…`, null where the index has none */
  readonly digest: string | null
  readonly created: string | null
  readonly deprecated: boolean
  readonly urls: readonly string[]
}

type Fields = Readonly<Record<string, unknown>>

/** An entry from its fields; undefined for one that cannot be used, which does not spoil the others. */
export function entryOf(fields: unknown): IndexEntry | undefined {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return undefined
  const { version, appVersion, description, digest, created, deprecated, urls } = fields as Fields
  const text = (value: unknown): string =>
    typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
  if (text(version) === '') return undefined
  return {
    version: text(version),
    appVersion: text(appVersion) || null,
    description: text(description) || null,
    digest: digestOf(text(digest)),
    created: text(created) || null,
    deprecated: deprecated === true,
    urls: Array.isArray(urls) ? urls.filter((u) => typeof u === 'string' && u !== '') : [],
  }
}

/** Indexes write the bare hexadecimal digits; some add the algorithm. */
const digestOf = (text: string): string | null => {
  const hex = text
    .trim()
    .toLowerCase()
    .replace(/^sha256:/, '')
  return /^[0-9a-f]{64}$/.test(hex) ? `sha256:${hex}` : null
}

const WANTED: ReadonlySet<string> = new Set([
  'version',
  'appVersion',
  'description',
  'digest',
  'created',
  'deprecated',
  'urls',
])
/** Plain scalars that YAML may read as something else than the text they are. */
const NOT_TEXT =
  /^(?:[-+]?(?:\d[\d_]*)?(?:\.[\d_]*)?(?:e[-+]?\d+)?|[-+]?0[xob][\da-f_]+|~|null|true|false|yes|no|on|off|[yn]|[-+]?\.inf|\.nan|=|<<)$/i

/**
 * The fields of a list item that an index is read for, straight from its lines; undefined where a value is written in a way
 * that takes the parser (block scalars, continued lines, numbers, anchors, flow style).
 */
export function quickFields(item: string): Fields | undefined {
  const fields: Record<string, unknown> = {}
  const lines = item.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    if (line === '' || line[0] === ' ' || line[0] === '#' || line[0] === '-') continue
    const colon = line.indexOf(':')
    const name = line.slice(0, colon)
    if (!/^\w+$/.test(name)) return undefined
    if (!WANTED.has(name)) continue
    if (Object.hasOwn(fields, name)) return undefined
    const rest = line.slice(colon + 1)
    if (rest !== '' && rest[0] !== ' ') return undefined
    if (name === 'urls') {
      const urls = rest.trim() === '' ? quickList(lines, i + 1) : undefined
      if (urls === undefined) return undefined
      fields[name] = urls
      continue
    }
    if (/^ +\S/.test(lines[i + 1] ?? '')) return undefined
    const value = rest.trim()
    if (name === 'deprecated' && (value === 'true' || value === 'false')) {
      fields[name] = value === 'true'
      continue
    }
    const text = quickScalar(value)
    if (text === undefined) return undefined
    fields[name] = text
  }
  return fields
}

function quickScalar(value: string): string | undefined {
  if (/^"[^"\\]*"$/.test(value) || /^'[^']*'$/.test(value)) return value.slice(1, -1)
  if (
    value === '' ||
    /^[|>&*!{}[\]%@`"'#,?-]/.test(value) ||
    value.includes(' #') ||
    value.includes(': ') ||
    value.endsWith(':')
  )
    return undefined
  return NOT_TEXT.test(value) ? undefined : value
}

function quickList(lines: readonly string[], from: number): string[] | undefined {
  const texts: string[] = []
  for (let i = from; i < lines.length; i++) {
    const line = lines[i]!
    const match = /^ *- +(\S.*)$/.exec(line)
    if (match === null) return line === '' || /^\w/.test(line) ? texts : undefined
    const text = quickScalar(match[1]!.trim())
    if (text === undefined) return undefined
    texts.push(text)
  }
  return texts
}
