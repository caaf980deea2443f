const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/
const COMPACT = new RegExp(`${STRING.source}|[ \\t\\r\\n]+`, 'g')
const TOKENS = new RegExp(`${STRING.source}|\\{\\}|\\[\\]|[{}[\\],:]|[^"{}[\\],:]+`, 'g')

const unicodeEscape = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`

/** `json.Compact` of valid JSON, which also escapes what HTML could mistake. */
export function compactJson(json: string, html: boolean): string {
  const compact = json.replace(COMPACT, (found) => (found.startsWith('"') ? found : ''))
  return html ? compact.replace(/[<>&\u2028\u2029]/g, unicodeEscape) : compact
}

/** `json.Indent` of valid and compact JSON that stands `depth` levels deep. */
export function indentJson(json: string, indent: string, depth: number): string {
  let out = ''
  let level = depth
  const newline = (): string => `\n${indent.repeat(level)}`
  for (const [token] of json.matchAll(TOKENS)) {
    if (token === '{' || token === '[') {
      level++
      out += token + newline()
    } else if (token === '}' || token === ']') {
      level--
      out += newline() + token
    } else if (token === ',') out += token + newline()
    else out += token === ':' ? ': ' : token
  }
  return out
}
