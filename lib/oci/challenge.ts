/** One challenge of a `WWW-Authenticate` header. */
export interface Challenge {
  /** in lower case */
  readonly scheme: string
  /** names in lower case */
  readonly params: Readonly<Record<string, string>>
}

const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y
const TOKEN68 = /[A-Za-z0-9\-._~+/]+=*(?=[ \t]*(?:,|$))/y

/**
 * Reads every challenge of every header, in order. Accepts what registries send: bare schemes, several schemes in one
 * header, unquoted values, quoted pairs, missing commas, an unclosed quote. Never throws.
 */
export function parseChallenges(headers: string | readonly string[] | undefined): Challenge[] {
  return (typeof headers === 'string' ? [headers] : (headers ?? [])).flatMap(parseHeader)
}

function parseHeader(text: string): Challenge[] {
  const challenges: { scheme: string; params: Record<string, string> }[] = []
  let at = 0
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0] ?? ''
    at += found.length
    return found
  }
  const blank = (): void => {
    while (text[at] === ' ' || text[at] === '\t') at++
  }
  while (at < text.length) {
    blank()
    if (text[at] === ',') {
      at++
      continue
    }
    const word = take(TOKEN)
    if (word === '') {
      at++
      continue
    }
    blank()
    const current = challenges.at(-1)
    if (text[at] === '=' && current !== undefined) {
      at++
      blank()
      const value = text[at] === '"' ? quoted() : take(/[^,\s]*/y)
      const name = word.toLowerCase()
      if (!Object.hasOwn(current.params, name)) current.params[name] = value
      continue
    }
    challenges.push({ scheme: word.toLowerCase(), params: {} })
    take(TOKEN68_AFTER_SCHEME(text, at))
  }
  return challenges

  function quoted(): string {
    let value = ''
    for (at++; at < text.length && text[at] !== '"'; at++) {
      if (text[at] === '\\' && at + 1 < text.length) at++
      value += text[at]
    }
    at++
    return value
  }
}

/** A `token68` may follow a scheme; the next scheme's name after a comma must not be taken for one. */
const TOKEN68_AFTER_SCHEME = (text: string, at: number): RegExp =>
  /[ \t]/.test(text[at - 1] ?? '') ? TOKEN68 : /(?:)/y
