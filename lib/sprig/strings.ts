import { sprint } from '../go/fmt/index.ts'
import { sliceBounds } from '../go/panic.ts'
import { fn, fnWith } from '../go/signature.ts'
import { quote } from '../go/strconv/index.ts'
import * as go from '../go/strings.ts'
import { byteLength, normal, sliceBytes } from '../go/text.ts'
import { Dict, Slice, T, type Func, type Run, type Value } from '../go/value.ts'
import type { Family } from './family.ts'
import * as goutils from './goutils.ts'
import { strslice, strval, toStrings } from './strval.ts'
import * as xstrings from './xstrings.ts'

const present = (v: Value): boolean => v !== null && v !== undefined

function join(run: Run, pieces: readonly string[], separator: string): string {
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0)
  run.budget.grow(size + separator.length * Math.max(0, pieces.length - 1))
  return normal(pieces.join(separator))
}

const quoteEach = (run: Run, list: readonly Value[], mark: (v: Value) => string): string =>
  join(run, list.filter(present).map(mark), ' ')

/** Characters of most texts. */
const SHORT = 256
/** No chart pads by more. */
const WIDEST = 32n

/** Sprig's indent: every line, the empty ones too. */
function indent(run: Run, spaces: bigint, text: string): string {
  const pad =
    spaces >= 0n && spaces <= WIDEST
      ? ' '.repeat(Number(spaces))
      : go.repeat(' ', spaces, (bytes) => run.budget.grow(bytes))
  const lines = go.count(text, '\n')
  run.budget.grow(text.length + lines * pad.length)
  return pad + text.replaceAll('\n', `\n${pad}`)
}

function replace(run: Run, old: string, by: string, text: string): string {
  if (by.length > old.length) {
    const times = old === '' ? text.length + 1 : go.count(text, old)
    run.budget.grow(text.length + times * (by.length - old.length))
  }
  return go.replaceAll(text, old, by)
}

/** Sprig's trunc: bytes kept, from the end when negative. */
function trunc(bytes: bigint, text: string): string {
  const length = byteLength(text)
  if (bytes < 0n) {
    const from = BigInt(length) + bytes
    return from > 0n ? sliceBytes(text, Number(from), length) : text
  }
  return BigInt(length) > bytes ? sliceBytes(text, 0, Number(bytes)) : text
}

/** Sprig's substr, with the panics of Go's slicing. */
function substr(start: bigint, end: bigint, text: string): string {
  const length = byteLength(text)
  let [low, high] = [start, end]
  if (start < 0n) low = 0n
  else if (end < 0n || end > BigInt(length)) high = BigInt(length)
  const panic = sliceBounds(low, high, length)
  if (panic) throw panic
  return sliceBytes(text, Number(low), Number(high))
}

/** What an entry of a map takes, in items of a list. */
const KEY = 4

function cut(run: Run, text: string, separator: string, n: number): readonly string[] {
  run.budget.hold(separator === '' ? text.length : go.count(text, separator) + 1)
  return go.splitN(text, separator, n) ?? []
}

/** Sprig's split: pieces under `_0`, `_1`, … */
function numbered(run: Run, pieces: readonly string[]): Dict {
  // each piece gets a key of its own
  run.budget.hold(KEY * pieces.length)
  return new Dict(
    pieces.map((piece, i) => [`_${i}`, piece]),
    T.stringMap,
  )
}

const splitCount = (n: bigint): number => (n < 0n ? -1 : Number(n))

/** Bytes that a character takes while it stands alone. */
const ALONE = 32

/** A function that takes a text apart into its characters. */
const byCharacter = (convert: (text: string) => string): Func =>
  fnWith(['string'], 'string', (run, text) => {
    if (text.length > SHORT) run.budget.grow(ALONE * text.length)
    return convert(text)
  })

const trimAll = fn(['string', 'string'], 'string', (cutset, text) => go.trim(text, cutset))

/** Sprig's strings.go, and the string functions of its functions.go. */
export const stringFunctions: Family = {
  abbrev: fn(['int', 'string'], 'string', (width, text) => goutils.abbreviate(text, 0n, width, 4n)),
  abbrevboth: fn(['int', 'int', 'string'], 'string', (left, right, text) =>
    goutils.abbreviate(text, left, right, left > 0n ? 7n : 4n),
  ),
  trunc: fn(['int', 'string'], 'string', trunc),
  trim: fn(['string'], 'string', go.trimSpace),
  upper: fn(['string'], 'string', go.upper),
  lower: fn(['string'], 'string', go.lower),
  title: byCharacter(go.title),
  untitle: byCharacter(goutils.uncapitalize),
  substr: fn(['int', 'int', 'string'], 'string', substr),
  repeat: fnWith(['int', 'string'], 'string', (run, times, text) =>
    go.repeat(text, times, (bytes) => run.budget.grow(bytes)),
  ),
  trimall: trimAll,
  trimAll,
  trimSuffix: fn(['string', 'string'], 'string', (suffix, text) => go.trimSuffix(text, suffix)),
  trimPrefix: fn(['string', 'string'], 'string', (prefix, text) => go.trimPrefix(text, prefix)),
  nospace: byCharacter(goutils.deleteWhiteSpace),
  initials: byCharacter(goutils.initials),
  swapcase: byCharacter(goutils.swapCase),
  snakecase: byCharacter((text) => xstrings.toDelimited(text, '_')),
  camelcase: byCharacter(xstrings.toPascalCase),
  kebabcase: byCharacter((text) => xstrings.toDelimited(text, '-')),
  wrap: fnWith(['int', 'string'], 'string', (run, width, text) =>
    goutils.wrap(run, text, width, '\n', false),
  ),
  wrapWith: fnWith(['int', 'string', 'string'], 'string', (run, width, lineEnd, text) =>
    goutils.wrap(run, text, width, lineEnd === '' ? '\n' : lineEnd, true),
  ),
  contains: fn(['string', 'string'], 'bool', (part, text) => go.contains(text, part)),
  hasPrefix: fn(['string', 'string'], 'bool', (prefix, text) => go.hasPrefix(text, prefix)),
  hasSuffix: fn(['string', 'string'], 'bool', (suffix, text) => go.hasSuffix(text, suffix)),
  quote: fnWith(['...any'], 'string', (run, ...list) =>
    quoteEach(run, list, (v) => quote(strval(v, run.budget))),
  ),
  squote: fnWith(['...any'], 'string', (run, ...list) =>
    quoteEach(run, list, (v) => `'${sprint([v], run.budget)}'`),
  ),
  cat: fnWith(['...any'], 'string', (run, ...list) => quoteEach(run, list, (v) => sprint([v], run.budget))),
  indent: fnWith(['int', 'string'], 'string', indent),
  nindent: fnWith(['int', 'string'], 'string', (run, spaces, text) => `\n${indent(run, spaces, text)}`),
  replace: fnWith(['string', 'string', 'string'], 'string', replace),
  plural: fn(['string', 'string', 'int'], 'string', (one, many, n) => (n === 1n ? one : many)),
  toString: fnWith(['any'], 'string', (run, v) => strval(v, run.budget)),
  toStrings: fnWith(['any'], 'stringSlice', toStrings),
  join: fnWith(['string', 'any'], 'string', (run, separator, v) =>
    join(run, strslice(v, run.budget), separator),
  ),
  split: fnWith(['string', 'string'], 'stringMap', (run, separator, text) =>
    numbered(run, cut(run, text, separator, -1)),
  ),
  splitn: fnWith(['string', 'int', 'string'], 'stringMap', (run, separator, n, text) =>
    numbered(run, cut(run, text, separator, splitCount(n))),
  ),
  splitList: fnWith(
    ['string', 'string'],
    'stringSlice',
    (run, separator, text) => new Slice(cut(run, text, separator, -1), T.stringSlice, false, 0),
  ),
}
