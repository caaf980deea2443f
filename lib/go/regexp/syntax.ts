import { RE2JS, RE2JSSyntaxException } from 're2js'
import { GoError } from '../value.ts'

export type Program = RE2JS['re2Input']

/** Go's long names of Unicode categories, spelt as `canonicalName` spells them. */
const CATEGORIES: Record<string, string> = {
  Casedletter: 'LC', Closepunctuation: 'Pe', Combiningmark: 'M', Connectorpunctuation: 'Pc', Control: 'Cc',
  Currencysymbol: 'Sc', Dashpunctuation: 'Pd', Decimalnumber: 'Nd', Enclosingmark: 'Me', Finalpunctuation: 'Pf',
  Format: 'Cf', Initialpunctuation: 'Pi', Letter: 'L', Letternumber: 'Nl', Lineseparator: 'Zl', Lowercaseletter: 'Ll',
  Mark: 'M', Mathsymbol: 'Sm', Modifierletter: 'Lm', Modifiersymbol: 'Sk', Nonspacingmark: 'Mn', Number: 'N',
  Openpunctuation: 'Ps', Other: 'C', Otherletter: 'Lo', Othernumber: 'No', Otherpunctuation: 'Po', Othersymbol: 'So',
  Paragraphseparator: 'Zp', Privateuse: 'Co', Punctuation: 'P', Separator: 'Z', Spaceseparator: 'Zs', Spacingmark: 'Mc',
  Surrogate: 'Cs', Symbol: 'S', Titlecaseletter: 'Lt', Unassigned: 'Cn', Uppercaseletter: 'Lu', Cntrl: 'Cc', Digit: 'Nd',
  Punct: 'P', Lc: 'LC',
} // prettier-ignore

/** Names that re2js knows and Go does not. */
const NOT_IN_GO = new Set([
  'Alphabetic', 'Dash', 'Emoji', 'Lowercase', 'Math', 'Uppercase', 'Garay', 'Sidetic', 'Sunuwar', 'Todhri', 'Unknown',
]) // prettier-ignore

/** A pattern that re2js reads as Go reads the original, and how to tell of the original again. */
interface Rewritten {
  readonly pattern: string
  /** replacements made, in order, as [now, before] */
  readonly changes: readonly (readonly [string, string])[]
  /** group numbers by name: Go allows a name more than once */
  readonly names: ReadonlyMap<string, readonly number[]>
}

/** What the parser keeps of a pattern. */
export interface Parsed {
  readonly program: Program
  readonly names: ReadonlyMap<string, readonly number[]>
}

/** Parses and compiles a pattern. Throws `GoError` with the text of Go's `regexp/syntax`. */
export function parse(pattern: string): Parsed {
  const broken = pattern.search(/[\ud800-\udfff]/u)
  if (broken >= 0) throw refuseBroken(pattern, broken)
  const { pattern: accepted, changes, names } = rewrite(pattern)
  try {
    return { program: RE2JS.compile(accepted).re2Input, names }
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error
    let where = error.input ?? ''
    for (const [now, before] of changes) where = where.replace(now, () => before)
    throw explain(error.error, where, pattern)
  }
}

const TOKEN = /\\Q[^]*?(?:\\E|$)|\\[pP]\{(\^?)([^}]*)\}|\\[^]|\(\?P?<([A-Za-z0-9_]+)>|\((?!\?)/gu

function rewrite(pattern: string): Rewritten {
  const changes: [string, string][] = []
  const names = new Map<string, number[]>()
  let groups = 0
  const out = pattern.replace(
    TOKEN,
    (token, caret: string | undefined, property: string | undefined, name: string | undefined) => {
      if (property !== undefined) {
        const now = `${token.slice(0, 3)}${caret}${propertyName(property)}}`
        if (now !== token) changes.push([now, token])
        return now
      }
      if (!token.startsWith('(')) return token
      groups++
      if (name === undefined) return token
      const known = names.get(name)
      if (known === undefined) {
        names.set(name, [groups])
        return token
      }
      known.push(groups)
      const now = token.replace(`${name}>`, `${name}_${groups}_>`)
      changes.push([now, token])
      return now
    },
  )
  return { pattern: out, changes, names }
}

/** Mirrors `canonicalName`, then the names of categories; what Go does not know becomes what nobody knows. */
function propertyName(name: string): string {
  const bare = name.replace(/[-_ ]/g, '')
  const canonical =
    bare.slice(0, 1).replace(/[a-z]/, (c) => c.toUpperCase()) +
    bare.slice(1).replace(/[A-Z]/g, (c) => c.toLowerCase())
  return NOT_IN_GO.has(canonical) ? `?${canonical}` : (CATEGORIES[canonical] ?? canonical)
}

function explain(what: string, where: string, pattern: string): GoError {
  if (what === 'expression nests too deeply' || what === 'expression too large')
    return syntaxError(what, pattern)
  // too short to be a capture at all: Go takes it for flags
  if (what === 'invalid named capture' && where === '(?P<')
    return syntaxError('invalid or unsupported Perl syntax', '(?P')
  if (what === 'invalid named capture' && where === '(?<')
    return syntaxError('invalid or unsupported Perl syntax', '(?<')
  return syntaxError(what, where)
}

/** Faults that Go finds before it comes to the broken byte, since they do not ask for what follows. */
const EARLIER = new Set([
  'unexpected )',
  'missing argument to repetition operator',
  'invalid nested repetition operator',
  'invalid repeat count',
  'expression nests too deeply',
  'expression too large',
])

/** Whether a fault in what stands before a broken byte is found before the byte is read. */
const isEarlier = (what: string, where: string, before: string): boolean =>
  EARLIER.has(what) ||
  (what === 'invalid escape sequence' && !(where.startsWith('\\x') && before.endsWith(where))) ||
  (what === 'invalid character class range' && !/^\\[pP]\{[^}]*$/.test(where))

function refuseBroken(pattern: string, at: number): GoError {
  const before = pattern.slice(0, at)
  try {
    RE2JS.compile(before)
  } catch (error) {
    if (error instanceof RE2JSSyntaxException && isEarlier(error.error, error.input ?? '', before)) {
      return explain(error.error, error.input === before ? pattern : (error.input ?? ''), pattern)
    }
  }
  const rest = pattern.slice(at)
  const posix = /\[[^\]]*(\[:[^:]*)$/.exec(before)
  const close = rest.indexOf(':]')
  if (posix !== null && close >= 0)
    return syntaxError('invalid character class range', posix[1]! + rest.slice(0, close + 2))
  // names are checked alone
  const end = /(?:\(\?P?<|\\[pP]\{)[^>}]*$/.test(before) ? rest.search(/[>}]/) : -1
  return syntaxError('invalid UTF-8', end < 0 ? rest : rest.slice(0, end))
}

const syntaxError = (what: string, where: string): GoError =>
  new GoError(`error parsing regexp: ${what}: \`${where}\``)
