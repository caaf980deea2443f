import { marshal } from './marshal.ts'
import type { Value } from '../value.ts'

/** `json.MarshalIndent(value, "", indent)`. */
export const marshalIndent = (value: Value, indent = '  '): string => indentJson(marshal(value), indent)

/** `json.Indent` of valid and compact JSON. */
function indentJson(text: string, indent: string): string {
  let out = ''
  let depth = 0
  const newline = (): string => `\n${indent.repeat(depth)}`
  // Strings are taken whole; of the rest only brackets, commas and colons matter
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|\{\}|\[\]|[{}[\],:]|[^"{}[\],:]+/g)) {
    switch (token) {
      case '{':
      case '[':
        depth++
        out += token + newline()
        break
      case '}':
      case ']':
        depth--
        out += newline() + token
        break
      case ',':
        out += token + newline()
        break
      case ':':
        out += ': '
        break
      default:
        out += token
    }
  }
  return out
}
