import { tryParseFloat, tryParseInt, tryParseUint } from '../go/strconv/index.ts'
import { YamlError } from './error.ts'
import { isTimestamp } from './timestamp.ts'

/** A scalar of yaml.v2: an integer is a bigint (its kind follows from its size), a float a number. */
export type Scalar = null | boolean | bigint | number | string

export const LONG_TAG = 'tag:yaml.org,2002:'

const WORDS = new Map<string, null | boolean | number>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((w) => [w, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (w) => [w, false] as const,
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map((w) => [w, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((w) => [w, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((w) => [w, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((w) => [w, -Infinity] as const),
])

/** What the first byte of a scalar says: 0 nothing special, 1 maybe a word, 2 a dot, 3 a digit or sign. */
export const HINT = new Uint8Array(128)
for (const c of 'yYnNtTfFoO~') HINT[c.charCodeAt(0)] = 1
HINT[46] = 2
for (const c of '+-0123456789') HINT[c.charCodeAt(0)] = 3

/** Whatever is no word and holds another character than these is neither number nor timestamp. */
const NUMBER_LIKE = /^[-+.0-9a-fA-FxXoO_:tTzZ ,]+$/
const STYLE_FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const SMALL_INT = /^(?:0|-?[1-9][0-9]{0,14})$/

/** yaml.v2's `resolve("", text)`; a timestamp stays its text. */
export function resolvePlain(text: string): Scalar {
  if (text === '') return null
  const first = text.charCodeAt(0)
  if (first >= 128) return text
  switch (HINT[first]) {
    case 0:
      return text
    case 1:
      return wordOr(text)
    case 2:
      return WORDS.get(text) ?? tryParseFloat(text) ?? text
    default:
      if (!NUMBER_LIKE.test(text)) return wordOr(text)
      return resolveNumber(text)
  }
}

function wordOr(text: string): Scalar {
  if (text.length > 5) return text
  const word = WORDS.get(text)
  return word === undefined ? text : word
}

function resolveNumber(text: string): Scalar {
  if (SMALL_INT.test(text)) return BigInt(text)
  // Underscores go first, wherever they stand
  const plain = text.replaceAll('_', '')
  const int = tryParseInt(plain, 0) ?? tryParseUint(plain, 0)
  if (int !== undefined) return int
  if (STYLE_FLOAT.test(plain)) {
    const float = Number(plain)
    if (Number.isFinite(float)) return float
  }
  if (plain.startsWith('0b')) return tryParseInt(plain.slice(2), 2) ?? tryParseUint(plain.slice(2), 2) ?? text
  if (plain.startsWith('-0b')) return tryParseInt(`-${plain.slice(3)}`, 2) ?? text
  return text
}

/** Whether a string written plain is read back as that string and nothing else; the emitter quotes all others. */
export function staysString(text: string): boolean {
  if (text === '') return false
  const first = text.charCodeAt(0)
  if (first >= 128) return true
  const hint = HINT[first]
  if (hint === 0) return true
  if (hint === 3) {
    if (!NUMBER_LIKE.test(text)) return typeof wordOr(text) === 'string'
    if (isTimestamp(text) || BASE_60.test(text)) return false
  }
  return typeof resolvePlain(text) === 'string'
}

/** The same for yaml.v3, which knows octal numbers of one more form. */
export const staysStringV3 = (text: string): boolean => {
  if (!staysString(text)) return false
  const octal = /^(-?)0o(.*)$/s.exec(text.replaceAll('_', ''))
  if (octal === null) return true
  const digits = octal[1]! + octal[2]!
  return tryParseInt(digits, 8) === undefined && (octal[1] === '-' || tryParseUint(digits, 8) === undefined)
}

/** Numbers to the base 60, which YAML 1.1 readers other than yaml.v2 would take for numbers. */
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/

const tagOf = (value: Scalar): string =>
  value === null
    ? 'null'
    : typeof value === 'string'
      ? 'str'
      : typeof value === 'boolean'
        ? 'bool'
        : typeof value === 'bigint'
          ? 'int'
          : 'float'

/** yaml.v2's `resolve(tag, text)` for a tag that is not empty. Throws where the text is not what the tag says. */
export function resolveTagged(tag: string, text: string): Scalar {
  const name = tag.startsWith(LONG_TAG) ? tag.slice(LONG_TAG.length) : ''
  switch (name) {
    case 'str':
      return text
    case 'timestamp':
      if (isTimestamp(text)) return text
      break
    case 'bool':
    case 'int':
    case 'float':
    case 'null':
      break
    default:
      return text
  }
  const value = resolvePlain(text)
  const found = tagOf(value)
  if (found === name) return value
  if (name === 'float' && typeof value === 'bigint' && value < 1n << 63n) return Number(value)
  throw new YamlError(`yaml: cannot decode !!${found} \`${text}\` as a !!${name}`, 'decode')
}
