import { GIVE_UP } from './quick-scalar.ts'

const isBlank = (c: number): boolean => c === 32 || c === 9

/**
 * Reads a literal or folded scalar at the reader's position, in a collection at column `parent`. Leaves the position
 * at the start of the first line that is not its own.
 */
export function quickBlockScalar(
  reader: { readonly text: string; position: number },
  parent: number,
  literal: boolean,
  isBuilt: boolean,
): string {
  const { text } = reader
  const { chomping, increment, start } = header(text, reader.position + 1)
  const indent = increment === 0 ? detectIndent(text, start, parent) : Math.max(parent, 0) + increment

  let value = ''
  let leadingBreak = ''
  let breaks = ''
  let leadingBlank = false
  let at = start
  for (;;) {
    let content = at
    const limit = at + indent
    while (content < limit && text.charCodeAt(content) === 32) content++
    const c = text.charCodeAt(content)
    if (c === 10) {
      breaks += '\n'
      at = content + 1
      continue
    }
    if (c === 0 || content < limit) {
      if (c === 9) throw GIVE_UP
      reader.position = at
      break
    }
    const found = text.indexOf('\n', content)
    const end = found < 0 ? text.length - 4 : found
    if (isBuilt) {
      const blank = isBlank(c)
      if (literal || leadingBlank || blank || leadingBreak === '') value += leadingBreak + breaks
      else value += breaks === '' ? ' ' : breaks
      leadingBlank = blank
      value += text.slice(content, end)
    }
    breaks = ''
    leadingBreak = found < 0 ? '' : '\n'
    at = found < 0 ? end : end + 1
  }
  if (chomping >= 0) value += leadingBreak
  return chomping > 0 ? value + breaks : value
}

/** The indicators after `|` or `>`, and where the next line starts. */
function header(text: string, from: number): { chomping: number; increment: number; start: number } {
  let at = from
  let chomping = 0
  let increment = 0
  for (let k = 0; k < 2; k++) {
    const c = text.charCodeAt(at)
    if ((c === 43 || c === 45) && chomping === 0) chomping = c === 43 ? 1 : -1
    else if (c >= 49 && c <= 57 && increment === 0) increment = c - 48
    else break
    at++
  }
  let c = text.charCodeAt(at)
  while (c === 32) c = text.charCodeAt(++at)
  if (c === 35) {
    const end = text.indexOf('\n', at)
    at = end < 0 ? text.length - 4 : end
    c = text.charCodeAt(at)
  }
  if (c === 10) return { chomping, increment, start: at + 1 }
  if (c === 0) return { chomping, increment, start: at }
  throw GIVE_UP
}

/** The deepest of the blank lines and the first other one, but deeper than the parent. */
function detectIndent(text: string, start: number, parent: number): number {
  let deepest = Math.max(parent + 1, 1)
  for (let at = start; ; at++) {
    const lineStart = at
    while (text.charCodeAt(at) === 32) at++
    if (at - lineStart > deepest) deepest = at - lineStart
    const c = text.charCodeAt(at)
    if (c === 9) throw GIVE_UP
    if (c !== 10) return deepest
  }
}
