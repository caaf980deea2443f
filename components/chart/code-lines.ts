/** What a stretch of code is, as far as its colour goes: keys and words are ink, so they need no kind. */
export type TokenKind = 'plain' | 'value' | 'faint' | 'name'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
}

export type Language = 'yaml' | 'template' | 'json' | 'text'

/** What a path's end says; templates are whatever lies in a `templates` folder. */
export function languageOf(path: string): Language {
  if (/(?:^|\/)templates\//.test(path)) return 'template'
  if (/\.(?:ya?ml|lock)$/i.test(path)) return 'yaml'
  if (/\.json$/i.test(path)) return 'json'
  if (/\.tpl$/i.test(path)) return 'template'
  return 'text'
}

/** Code as lines of tokens; joined they are the text again, without its line ends. */
export function codeLines(text: string, language: Language): Token[][] {
  switch (language) {
    case 'yaml':
      return yamlLines(text)
    case 'template':
      return templateLines(text)
    case 'json':
      return text.split('\n').map(jsonLine)
    case 'text':
      return text.split('\n').map((line) => [{ kind: 'plain', text: line }])
  }
}

const SCALAR_BLOCK = /(?:^|[\s:-])[|>][+-]?\d?[+-]?\s*(?:#.*)?$/

function yamlLines(text: string): Token[][] {
  /** while a block scalar runs: the indent of the line that opened it */
  let block: number | null = null
  return text.split('\n').map((line) => {
    const indent = /^ */.exec(line)![0].length
    if (block !== null) {
      if (line.trim() === '' || indent > block) return [{ kind: 'value', text: line }]
      block = null
    }
    if (SCALAR_BLOCK.test(line) && !/^\s*#/.test(line)) block = indent
    return yamlLine(line)
  })
}

const KEY =
  /^(\s*(?:- +)*)((?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#'"[\]{},&*!|>%@`-][^#:]*?|-[^\s#:][^#:]*?|[^\s:#]+(?::[^\s:#]+)*))(\s*:)(?=\s|$)/

/** Beyond this a line is data, not something to read; and no pattern runs over it. */
const LONGEST = 4000

function yamlLine(line: string): Token[] {
  if (line.length > LONGEST) return [{ kind: 'value', text: line }]
  const comment = /^\s*#/.exec(line)
  if (comment !== null) return [{ kind: 'faint', text: line }]
  if (/^(?:---|\.\.\.)\s*$/.test(line)) return [{ kind: 'faint', text: line }]
  const tokens: Token[] = []
  let rest = line
  const key = KEY.exec(line)
  if (key !== null) {
    const dashes = key[1]!
    if (dashes.trim() === '') tokens.push({ kind: 'plain', text: dashes + key[2]! })
    else tokens.push({ kind: 'faint', text: dashes }, { kind: 'plain', text: key[2]! })
    tokens.push({ kind: 'faint', text: key[3]! })
    rest = line.slice(key[0].length)
  } else {
    const dash = /^\s*(?:- +|-$)+/.exec(line)
    if (dash !== null) {
      tokens.push({ kind: 'faint', text: dash[0] })
      rest = line.slice(dash[0].length)
    }
  }
  if (rest === '') return tokens
  const at = commentAt(rest)
  if (at !== 0) tokens.push({ kind: 'value', text: at < 0 ? rest : rest.slice(0, at) })
  if (at >= 0) tokens.push({ kind: 'faint', text: rest.slice(at) })
  return tokens
}

/** Where a comment begins behind a value, outside quotes; -1 where there is none. */
function commentAt(text: string): number {
  let quote = ''
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if (quote !== '') {
      if (c === '\\' && quote === '"') i++
      else if (c === quote) quote = ''
    } else if ((c === '"' || c === "'") && (i === 0 || /[\s[{,:]/.test(text[i - 1]!))) quote = c
    else if (c === '#' && (i === 0 || /\s/.test(text[i - 1]!))) return i
  }
  return -1
}

const ACTION = /\{\{-?\s?[\s\S]*?-?\}\}/g

/** Templates: actions stand out of the YAML around them; names after include, template, define and block are names. */
function templateLines(text: string): Token[][] {
  const lines: Token[][] = [[]]
  const push = (kind: TokenKind, part: string): void => {
    for (const [i, piece] of part.split('\n').entries()) {
      if (i > 0) lines.push([])
      if (piece !== '') lines.at(-1)!.push({ kind, text: piece })
    }
  }
  let last = 0
  for (const match of text.matchAll(ACTION)) {
    pushYaml(text.slice(last, match.index), push, lines)
    pushAction(match[0], push)
    last = match.index + match[0].length
  }
  pushYaml(text.slice(last), push, lines)
  return lines
}

function pushYaml(
  text: string,
  push: (kind: TokenKind, text: string) => void,
  lines: readonly Token[][],
): void {
  for (const [i, line] of text.split('\n').entries()) {
    if (i > 0) push('plain', '\n')
    if (line === '') continue
    // behind an action a line goes on, so nothing there is a key's beginning
    const starts = lines.at(-1)!.length === 0
    for (const token of starts ? yamlLine(line) : [{ kind: 'value', text: line } as const])
      push(token.kind, token.text)
  }
}

const WORD =
  /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\]|\\.)+'|-?\b\d[\w.]*\b|\b(?:true|false|nil)\b|[A-Za-z_]\w*|\s+|[^\w\s"`']+|["'`]/g

function pushAction(text: string, push: (kind: TokenKind, text: string) => void): void {
  const parts = /^(\{\{-?)([\s\S]*?)(-?\}\})$/.exec(text)!
  if (/^\s*\/\*/.test(parts[2]!)) {
    push('faint', text)
    return
  }
  push('faint', parts[1]!)
  let naming = false
  for (const [word] of parts[2]!.matchAll(WORD)) {
    if (/^["`]/.test(word)) push(naming ? 'name' : 'value', word)
    else if (/^(?:'|-?\d)/.test(word) || /^(?:true|false|nil)$/.test(word)) push('value', word)
    else push('plain', word)
    if (word.trim() !== '') naming = /^(?:include|template|define|block)$/.test(word)
  }
  push('faint', parts[3]!)
}

const JSON_PART =
  /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d[\d.eE+-]*|\b(?:true|false|null)\b|[{}[\],:]|\s+|[^"{}[\],:\d\s]+|./g

function jsonLine(line: string): Token[] {
  if (line.length > LONGEST) return [{ kind: 'value', text: line }]
  return [...line.matchAll(JSON_PART)]
    .map((match): Token[] => {
      if (match[1] !== undefined) {
        const string: Token = { kind: match[2] === undefined ? 'value' : 'plain', text: match[1] }
        return match[2] === undefined ? [string] : [string, { kind: 'faint', text: match[2] }]
      }
      const text = match[0]
      if (/^[{}[\],:]$/.test(text)) return [{ kind: 'faint', text }]
      return [{ kind: /^(?:-?\d|true|false|null)/.test(text) ? 'value' : 'plain', text }]
    })
    .flat()
}
