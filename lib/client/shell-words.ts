/** A word as a shell would hand it over, and where it stood in the text (end exclusive). */
export interface Word {
  readonly text: string
  readonly from: number
  readonly to: number
}

/**
 * Splits a line as a POSIX shell would: quotes, backslashes, line continuations, comments at a word's start.
 * Nothing is expanded; `$X` stays as it is. An unclosed quote runs to the end and is reported.
 */
export function shellWords(text: string): { words: Word[]; openQuote: boolean } {
  const words: Word[] = []
  let at = 0
  let openQuote = false

  while (at < text.length) {
    const char = text[at]!
    if (/\s/.test(char)) {
      at++
      continue
    }
    if (char === '\\' && /^\\\r?\n/.test(text.slice(at, at + 3))) {
      at += text[at + 1] === '\r' ? 3 : 2
      continue
    }
    if (char === '#') {
      while (at < text.length && text[at] !== '\n') at++
      continue
    }
    const from = at
    let word = ''
    for (; at < text.length && !/\s/.test(text[at]!); at++) {
      const c = text[at]!
      if (c === "'") {
        const end = text.indexOf("'", at + 1)
        if (end < 0) openQuote = true
        word += text.slice(at + 1, end < 0 ? undefined : end)
        at = end < 0 ? text.length : end
      } else if (c === '"') {
        at++
        for (; at < text.length && text[at] !== '"'; at++) {
          if (text[at] === '\\' && at + 1 < text.length && '"\\$`\n'.includes(text[at + 1]!)) {
            at++
            if (text[at] !== '\n') word += text[at]
          } else word += text[at]
        }
        if (at >= text.length) openQuote = true
      } else if (c === '\\' && at + 1 < text.length) {
        if (text[at + 1] === '\n') at++
        else if (text[at + 1] === '\r' && text[at + 2] === '\n') at += 2
        else word += text[++at]
      } else word += c
    }
    words.push({ text: word, from, to: Math.min(at, text.length) })
  }
  return { words, openQuote }
}
