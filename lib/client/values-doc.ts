import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml'

/** One key of a values file. */
export interface ValueKey {
  /** names from the root; sequences are not entered */
  readonly path: readonly string[]
  /** as `--set` writes it */
  readonly set: string
  /** from 1 */
  readonly line: number
  /** what kind of value the default is */
  readonly kind: 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'map' | 'list'
  /** the default, short enough for a row */
  readonly shown: string
  /** the default as JSON; null where it is null or nothing */
  readonly json: string
  /** what the comments above it or behind it say */
  readonly description: string
  /** the chart below `charts/` that gets it, "" for the chart itself */
  readonly subchart: string
}

/** Values as keys with their comments. `problem` where the text is no YAML; keys are then what could still be read. */
export interface ValuesDoc {
  readonly keys: readonly ValueKey[]
  readonly problem: string | null
  readonly lines: number
}

/** Names as `--set` takes them: commas, dots, brackets and equal signs inside a name are escaped. */
export const setPath = (path: readonly string[]): string =>
  path.map((name) => name.replace(/[.,=[\]\\]/g, '\\$&')).join('.')

/**
 * Reads a values file for people: every key that is no map, every empty map, with its comment.
 * @param subcharts names (or aliases) of the chart's dependencies
 */
export function readValues(text: string, subcharts: readonly string[]): ValuesDoc {
  const document = parseDocument(text, {
    merge: false,
    uniqueKeys: false,
    logLevel: 'silent',
    intAsBigInt: true,
  })
  const lineAt = lineIndex(text)
  const lines = text.split('\n')
  const inherited = paramComments(lines)
  const keys: ValueKey[] = []

  const visit = (map: YAMLMap<unknown, unknown>, path: readonly string[]): void => {
    for (const pair of map.items as Pair<Node, Node | null>[]) {
      const name = isScalar(pair.key) ? String(pair.key.value) : null
      if (name === null) continue
      const here = [...path, name]
      const line = lineAt(pair.key.range?.[0] ?? 0)
      if (isMap(pair.value) && pair.value.items.length > 0 && !pair.value.flow) {
        visit(pair.value, here)
        continue
      }
      const set = setPath(here)
      keys.push({
        path: here,
        set,
        line,
        ...valueOf(pair.value, text),
        description: inherited.get(here.join('.')) ?? commentAt(lines, line),
        subchart: subcharts.includes(here[0]!) && here.length > 1 ? here[0]! : '',
      })
    }
  }
  if (isMap(document.contents)) visit(document.contents as YAMLMap<unknown, unknown>, [])
  return {
    keys,
    problem: document.errors[0]?.message.split('\n')[0]?.replace(/:$/, '') ?? null,
    lines: text === '' ? 0 : lines.length - (text.endsWith('\n') ? 1 : 0),
  }
}

function valueOf(node: Node | null, text: string): Pick<ValueKey, 'kind' | 'shown' | 'json'> {
  if (node === null) return { kind: 'null', shown: 'not set', json: 'null' }
  if (isAlias(node)) return { kind: 'map', shown: `*${node.source}`, json: 'null' }
  if (isMap(node))
    return {
      kind: 'map',
      shown: node.items.length === 0 ? '{}' : short(sourceOf(node, text)),
      json: jsonOf(node),
    }
  if (isSeq(node))
    return { kind: 'list', shown: node.items.length === 0 ? '[]' : short(flat(node)), json: jsonOf(node) }
  return scalarOf(node as Scalar)
}

function scalarOf({ value, source, type }: Scalar): Pick<ValueKey, 'kind' | 'shown' | 'json'> {
  switch (typeof value) {
    case 'boolean':
      return { kind: 'boolean', shown: String(value), json: String(value) }
    case 'bigint':
      return { kind: 'integer', shown: source ?? String(value), json: String(value) }
    case 'number':
      return { kind: 'number', shown: source ?? String(value), json: JSON.stringify(value) }
    case 'string': {
      // Helm reads YAML 1.1, where these are booleans too
      if (type === 'PLAIN' && /^(?:yes|Yes|YES|on|On|ON|no|No|NO|off|Off|OFF)$/.test(value))
        return { kind: 'boolean', shown: value, json: String(/^(?:yes|on)$/i.test(value)) }
      const quoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE' || value === ''
      const first = value.split('\n')[0]!
      const shown = value.includes('\n') ? `${first} …` : first
      return {
        kind: 'string',
        shown: quoted ? short(JSON.stringify(shown)) : short(shown),
        json: JSON.stringify(value),
      }
    }
    default:
      return { kind: 'null', shown: 'not set', json: 'null' }
  }
}

const sourceOf = (node: Node, text: string): string =>
  node.range === null || node.range === undefined ? '' : text.slice(node.range[0], node.range[1]).trim()
const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 58)}…` : text)

function jsonOf(node: Node): string {
  try {
    return (
      JSON.stringify(node.toJSON() as unknown, (_key, value: unknown) =>
        typeof value === 'bigint' ? Number(value) : value,
      ) ?? 'null'
    )
  } catch {
    return 'null'
  }
}

function flat(node: Node): string {
  const json = jsonOf(node)
  return json.replace(/"([A-Za-z0-9_./-]+)"/g, '$1')
}

function lineIndex(text: string): (offset: number) => number {
  const starts = [0]
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  return (offset) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }
}

const NOISE = /^(?:@section\b|@skip\b|@extra\b|[-=#*\s]*$)/

/** The comment block right above a line, else the one behind its value. helm-docs' `-- ` and its type are taken off. */
function commentAt(lines: readonly string[], line: number): string {
  const block: string[] = []
  const indent = /^\s*/.exec(lines[line - 1] ?? '')![0].length
  for (let i = line - 2; i >= 0; i--) {
    const comment = /^(\s*)#+ ?(.*)$/.exec(lines[i]!)
    if (comment === null || comment[1]!.length > indent) break
    block.unshift(comment[2]!.trim())
  }
  const start = block.findLastIndex((text) => text.startsWith('-- '))
  const own = start >= 0 ? block.slice(start) : lastParagraph(block)
  const text = own
    .filter((part) => !NOISE.test(part) && !part.startsWith('@default'))
    .join(' ')
    .replace(/^-- (?:\([^)]*\) ?)?/, '')
    .trim()
  if (text !== '') return text
  return /\s#\s?(?:-- )?(.*)$/.exec(lines[line - 1] ?? '')?.[1]?.trim() ?? ''
}

/** What is commented out (`# key: value`) or stands above an empty comment line describes something else. */
function lastParagraph(block: readonly string[]): readonly string[] {
  const end = block.findLastIndex((text) => text !== '')
  const start = block.slice(0, end + 1).findLastIndex((text) => text === '')
  const paragraph = block.slice(start + 1, end + 1)
  const code = paragraph.findIndex((text) => /^[\w.-]+:(?:\s|$)/.test(text) || /^- /.test(text))
  return code >= 0 ? paragraph.slice(0, code) : paragraph
}

/** readme-generator's `## @param a.b [type] words`, wherever they stand. */
function paramComments(lines: readonly string[]): Map<string, string> {
  const params = new Map<string, string>()
  for (const line of lines) {
    const param = /^\s*##? @param\s+(\S+)\s+(?:\[[^\]]*\]\s*)?(.*)$/.exec(line)
    if (param !== null) params.set(param[1]!, param[2]!.trim())
  }
  return params
}

/** The default at a path, for conditions such as `subchart.enabled`. Undefined where the key is not there. */
export function defaultAt(keys: readonly ValueKey[], path: string): string | undefined {
  return keys.find((key) => key.path.join('.') === path)?.json
}
