/** A replacement cut into what stands as it is and what refers to a group, by number or name. */
export type Piece = string | { readonly group: number | string }

/**
 * Reads a replacement by the rules of Go's `Regexp.Expand`: `$1W` is the group called `1W`, `${1}W` is group 1 and a W,
 * `$$` a dollar, and a dollar before anything else stands for itself.
 */
export function parseReplacement(text: string): Piece[] {
  const pieces: Piece[] = []
  let literal = ''
  for (let i = 0; i < text.length;) {
    const dollar = text.indexOf('$', i)
    if (dollar < 0) {
      literal += text.slice(i)
      break
    }
    literal += text.slice(i, dollar)
    i = dollar + 1
    if (text[i] === '$') {
      literal += '$'
      i++
      continue
    }
    const match = /^(?:\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/u.exec(text.slice(i))
    if (match === null) {
      literal += '$'
      continue
    }
    if (literal !== '') pieces.push(literal)
    literal = ''
    pieces.push({ group: groupOf((match[1] ?? match[2])!) })
    i += match[0].length
  }
  if (literal !== '') pieces.push(literal)
  return pieces
}

function groupOf(name: string): number | string {
  if (!/^(?:0|[1-9][0-9]*)$/.test(name) || name.length > 9) return name
  return Number(name)
}
