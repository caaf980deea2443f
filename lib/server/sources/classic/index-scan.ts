/** Where one chart's versions stand in the text of an index. */
export interface ChartSpan {
  readonly name: string
  readonly start: number
  readonly end: number
}

/**
 * Finds the charts of an `index.yaml` by looking at the beginnings of lines, without parsing: real indexes reach 15 MB, and a
 * YAML parser takes seconds and hundreds of megabytes for them. Gives undefined for a text that is not laid out as every
 * known writer does (`entries:` with one indented key a line); such a text needs the parser.
 */
export function scanIndex(text: string): ChartSpan[] | undefined {
  const entries = /^entries:[ \t]*(\{\}[ \t]*)?(?:#.*)?\r?$/m.exec(text)
  if (entries === null || /^(?:%|---.*\n[^]*^---|<<|\?)/m.test(text.slice(0, entries.index))) return undefined
  if (entries[1] !== undefined) return []
  const spans: { name: string; start: number; end: number }[] = []
  let indent = -1
  let at = entries.index + entries[0].length + 1
  while (at < text.length) {
    const newline = text.indexOf('\n', at)
    const next = newline < 0 ? text.length : newline + 1
    let first = at
    while (text[first] === ' ') first++
    const depth = first - at
    const c = text[first]
    if (c === '\t') return undefined
    if (c !== '\n' && c !== '\r' && c !== undefined && c !== '#' && first < next) {
      if (depth === 0) break
      if (indent < 0) indent = depth
      if (depth < indent) return undefined
      if (depth === indent && c !== '-') {
        const name = keyOf(text.slice(first, next))
        if (name === undefined) return undefined
        const last = spans.at(-1)
        if (last !== undefined) last.end = at
        spans.push({ name, start: next, end: text.length })
      }
    }
    at = next
  }
  const last = spans.at(-1)
  if (last !== undefined && at < text.length) last.end = at
  return spans
}

/** The key of a line `key:`, undefined when the line is anything else. */
function keyOf(line: string): string | undefined {
  const match = /^(?:([\w.@/+-]+)|"([\w.@/+ -]+)"|'([\w.@/+ -]+)'):[ \t]*(?:#.*)?\r?\n?$/.exec(line)
  return match === null ? undefined : (match[1] ?? match[2] ?? match[3])
}

/** The list items of one chart's span, each as YAML text of a mapping without indentation; undefined where it is no such list. */
export function itemsOf(text: string): string[] | undefined {
  const lines = text.split(/\r?\n/)
  const dash = lines.find((line) => /^ *-(?: |$)/.test(line))
  if (dash === undefined)
    return lines.every((l) => l.trim() === '' || l.trim().startsWith('#')) ? [] : undefined
  const depth = dash.indexOf('-')
  const items: string[][] = []
  let field = 0
  for (const line of lines) {
    const width = line.length - line.trimStart().length
    if (width === depth && /^-(?: |$)/.test(line.slice(depth))) {
      const body = line.slice(depth + 1)
      field = depth + 1 + (body.length - body.trimStart().length)
      items.push([line.slice(field)])
    } else if (line.trim() === '') items.at(-1)?.push('')
    else if (line.trimStart().startsWith('#') && width <= depth) continue
    else if (items.length === 0 || width <= depth) return undefined
    else items.at(-1)!.push(line.slice(field))
  }
  return items.map((item) => item.join('\n'))
}
