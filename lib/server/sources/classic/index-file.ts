import { parsePlainYaml } from '../../chart/plain-yaml.ts'
import { SourceError } from '../../errors/source-error.ts'
import { entryOf, quickFields, type IndexEntry } from './index-entry.ts'
import { itemsOf, scanIndex } from './index-scan.ts'

/** A repository's index. Charts are read when they are asked for; the text of the others is only walked over. */
export class IndexFile {
  /** by name, the way to the versions */
  readonly #charts: ReadonlyMap<string, () => readonly IndexEntry[]>
  readonly #read = new Map<string, readonly IndexEntry[]>()

  private constructor(charts: ReadonlyMap<string, () => readonly IndexEntry[]>) {
    this.#charts = charts
  }

  /**
   * @param host for messages
   * @throws SourceError MALFORMED_RESPONSE
   */
  static parse(bytes: Uint8Array, host: string): IndexFile {
    const text = new TextDecoder().decode(bytes)
    const spans = /^\s*\{/.test(text) ? undefined : scanIndex(text)
    if (spans !== undefined) {
      return new IndexFile(
        new Map(spans.map(({ name, start, end }) => [name, () => readSpan(text.slice(start, end))])),
      )
    }
    const entries = parseWhole(text, host)
    return new IndexFile(
      new Map(
        Object.entries(entries).map(([name, list]) => [name, () => usable(Array.isArray(list) ? list : [])]),
      ),
    )
  }

  get names(): string[] {
    return [...this.#charts.keys()].sort()
  }

  /** The versions of a chart as the index has them, unsorted; undefined for a name it does not know. */
  versions(name: string): readonly IndexEntry[] | undefined {
    const known = this.#read.get(name)
    if (known !== undefined) return known
    const entries = this.#charts.get(name)?.()
    if (entries !== undefined) this.#read.set(name, entries)
    return entries
  }
}

const usable = (items: readonly unknown[]): IndexEntry[] =>
  items.map(entryOf).filter((entry) => entry !== undefined)

/** One chart's versions; an item that cannot be read is left out, as Helm does. */
function readSpan(text: string): IndexEntry[] {
  const items = itemsOf(text)
  if (items === undefined) {
    try {
      const list = parsePlainYaml(text)
      return Array.isArray(list) ? usable(list) : []
    } catch {
      return []
    }
  }
  return usable(
    items.map((item) => {
      const quick = quickFields(item)
      if (quick !== undefined) return quick
      try {
        return parsePlainYaml(item)
      } catch {
        return undefined
      }
    }),
  )
}

function parseWhole(text: string, host: string): Readonly<Record<string, unknown>> {
  const facts = { host, phase: 'index' } as const
  let value: unknown
  try {
    value = /^\s*\{/.test(text) ? JSON.parse(text) : parsePlainYaml(text)
  } catch (error) {
    throw new SourceError('MALFORMED_RESPONSE', 'index.yaml is neither YAML nor JSON', {
      ...facts,
      seen: (error as Error).message.slice(0, 200),
      cause: error,
    })
  }
  const entries =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as { entries?: unknown }).entries
      : undefined
  if (entries === null && text.includes('apiVersion')) return {}
  if (typeof entries !== 'object' || entries === null || Array.isArray(entries)) {
    throw new SourceError('MALFORMED_RESPONSE', 'index.yaml has no mapping "entries"', facts)
  }
  return entries as Readonly<Record<string, unknown>>
}
