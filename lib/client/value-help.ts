import { readValues, setPath, type ValueKey } from './values-doc.ts'
import { schemaReader } from './values-schema.ts'

/** What is known of one key below a map of values. */
export interface KeyHelp {
  readonly name: string
  /** as `--set` writes it */
  readonly set: string
  /** of the schema, else of the default */
  readonly type: string
  /** the default, short; "" for a map with keys of its own */
  readonly shown: string
  readonly description: string
  /** keys stand below it */
  readonly isMap: boolean
}

/** Answers about a chart's values while they are written. */
export interface ValueHelp {
  /** keys directly below a path, in the chart's own order */
  below(path: readonly string[]): readonly KeyHelp[]
  /** one key; null where neither defaults nor schema know it */
  at(path: readonly string[]): KeyHelp | null
}

interface Branch {
  readonly key: ValueKey | null
  readonly below: Map<string, Branch>
}

/**
 * Reads what a chart says of its values: its defaults with their comments, and its schema.
 * @param schemaText values.schema.json, null where there is none
 */
export function readHelp(defaults: string, schemaText: string | null): ValueHelp {
  const schemaAt = schemaReader(schemaText)
  const root: Branch = { key: null, below: new Map() }
  for (const key of readValues(defaults, []).keys) {
    let at = root
    for (const [i, name] of key.path.entries()) {
      const last = i === key.path.length - 1
      const next = at.below.get(name) ?? { key: last ? key : null, below: new Map() }
      at.below.set(name, next)
      at = next
    }
  }
  const branchAt = (path: readonly string[]): Branch | undefined => {
    let at: Branch | undefined = root
    for (const name of path) at = at?.below.get(name)
    return at
  }
  const helpAt = (path: readonly string[]): KeyHelp | null => {
    const branch = branchAt(path)
    const said = schemaAt(path)
    if (branch === undefined && said === null) return null
    const key = branch?.key ?? null
    return {
      name: path.at(-1) ?? '',
      set: setPath(path),
      type: said?.type || (key?.kind ?? (branch === undefined ? '' : 'map')),
      shown: key?.shown ?? '',
      description: key?.description || (said?.description ?? ''),
      isMap: (branch?.below.size ?? 0) > 0 || (key === null && /^(?:map|object)/.test(said?.type ?? '')),
    }
  }
  return {
    at: helpAt,
    below(path) {
      const names = new Set([...(branchAt(path)?.below.keys() ?? []), ...schemaAt.below(path)])
      return [...names].map((name) => helpAt([...path, name])).filter((help) => help !== null)
    },
  }
}

const KEY =
  /^(\s*)(?:("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#'"[\]{},&*!|>%@`-][^:#]*?|-[^\s:#][^:#]*?)\s*:(?=\s|$))?/

/**
 * Where a line of a values file stands, by indentation alone, so that it holds for text that is still being written.
 * @param lines of the file
 * @param at the line, from 0
 * @param indent of what stands or would stand there; by default that of the line
 * @returns names of the maps around it, outermost first; null inside a list or a block of text
 */
export function pathAround(lines: readonly string[], at: number, indent?: number): readonly string[] | null {
  let least = indent ?? /^ */.exec(lines[at] ?? '')![0].length
  const path: string[] = []
  for (let i = at - 1; i >= 0 && least > 0; i--) {
    const line = lines[i]!
    if (/^\s*(?:#|$)/.test(line)) continue
    const [, spaces = '', name] = KEY.exec(line)!
    if (spaces.length >= least) continue
    if (name === undefined || /:\s*[|>][0-9+-]*\s*$/.test(line)) return null
    path.unshift(unquoted(name))
    least = spaces.length
  }
  return path
}

/** The key that a line begins with; null where it has none. */
export function keyOf(line: string): string | null {
  const name = KEY.exec(line)?.[2]
  return name === undefined ? null : unquoted(name)
}

const unquoted = (name: string): string =>
  name.startsWith('"')
    ? name.slice(1, -1).replace(/\\(.)/g, '$1')
    : name.startsWith("'")
      ? name.slice(1, -1).replaceAll("''", "'")
      : name

/**
 * The line of the deepest key of a path that a values file has, for findings that name a path.
 * @returns from 0; null where the file has not even the first key
 */
export function lineOfPath(lines: readonly string[], path: readonly string[]): number | null {
  let found: number | null = null
  let from = 0
  let indent = -1
  for (const name of path) {
    let own: number | null = null
    let next = -1
    for (let i = from; i < lines.length; i++) {
      const line = lines[i]!
      if (/^\s*(?:#|$)/.test(line)) continue
      const spaces = /^ */.exec(line)![0].length
      if (spaces <= indent) break
      own ??= spaces
      if (spaces === own && keyOf(line) === name) {
        next = i
        break
      }
    }
    if (next < 0) return found
    found = next
    indent = own!
    from = next + 1
  }
  return found
}
