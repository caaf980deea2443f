/** Characters that are converted at a time. */
const PART = 32 * 1024

/**
 * A text converted character by character, part by part: what is put together from many small pieces costs engines thirty
 * bytes a piece until it is read, so a long text must not be made of pieces all at once.
 * @param convert of a part; parts begin and end between characters, and what comes of them is joined
 */
export function byParts(text: string, convert: (part: string) => string): string {
  if (text.length <= PART) return convert(text)
  const out: string[] = []
  for (let at = 0; at < text.length;) {
    let end = at + PART
    const unit = text.charCodeAt(end)
    // not between the halves of a character
    if (unit >= 0xdc00 && unit <= 0xdfff) end++
    out.push([convert(text.slice(at, end)), ''].join(''))
    at = end
  }
  return out.join('')
}

/** Makes one piece of memory of a text that is kept in many. */
export function flat(text: string): string {
  // engines put a text together when a character of it is asked for
  text.charCodeAt(0)
  return text
}
