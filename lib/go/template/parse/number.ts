import {
  parseGoFloat,
  quote,
  tryParseFloat,
  tryParseInt,
  tryParseUint,
  unquoteChar,
} from '../../strconv/index.ts'
import { GoError } from '../../value.ts'
import type { NumberNode } from './node.ts'

type Constant = Pick<NumberNode, 'int64' | 'uint64' | 'float64' | 'complex128'>

const NONE: Constant = { int64: undefined, uint64: undefined, float64: undefined, complex128: undefined }

const toInt64 = (f: number): bigint | undefined =>
  Number.isInteger(f) && f >= -(2 ** 63) && f < 2 ** 63 ? BigInt(f) : undefined
const toUint64 = (f: number): bigint | undefined =>
  Number.isInteger(f) && f >= 0 && f < 2 ** 64 ? BigInt(f) : undefined

/**
 * The values of a number, character or complex literal. Throws `GoError`. Mirrors `Tree.newNumber`.
 */
export function parseNumber(text: string, type: 'number' | 'charConstant' | 'complex'): Constant {
  if (type === 'charConstant') return parseChar(text)
  if (type === 'complex') return simplifyComplex(...parseComplexPair(text))
  // imaginary constants can only be complex unless they are zero
  if (text.endsWith('i')) {
    const imaginary = tryParseFloat(text.slice(0, -1))
    if (imaginary !== undefined) return simplifyComplex(0, imaginary)
  }
  const int64 = tryParseInt(text, 0)
  // ParseUint takes no sign, and so fails for -0
  const uint64 = tryParseUint(text, 0) ?? (int64 === 0n ? 0n : undefined)
  if (int64 !== undefined) return { int64, uint64, float64: Number(int64), complex128: undefined }
  if (uint64 !== undefined) return { int64, uint64, float64: Number(uint64), complex128: undefined }
  const float64 = tryParseFloat(text)
  if (float64 === undefined) throw new GoError(`illegal number syntax: ${quote(text)}`)
  // a float that looks like an integer is one too large for int
  if (!/[.eEpP]/.test(text)) throw new GoError(`integer overflow: ${quote(text)}`)
  return { int64: toInt64(float64), uint64: toUint64(float64), float64, complex128: undefined }
}

function parseChar(text: string): Constant {
  const char = unquoteChar(text, 1, "'")
  if (char === undefined) throw new GoError('invalid syntax')
  if (text.slice(char.next) !== "'") throw new GoError(`malformed character constant: ${text}`)
  const rune = BigInt(char.value)
  return { ...NONE, int64: rune, uint64: rune, float64: char.value }
}

/** Takes a float as fmt's scanner does. Mirrors `fmt.ss.floatToken`. */
const FLOAT_TOKEN =
  /^[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eEpP][+-]?[0-9_]*)?)/

function parseComplexPair(text: string): [number, number] {
  const re = FLOAT_TOKEN.exec(text)![0]
  const rest = text.slice(re.length)
  // the scanner takes an i right after the sign for the start of Inf
  if (!/^[+-][^iI]/.test(rest)) throw new GoError('syntax error scanning complex number')
  const im = FLOAT_TOKEN.exec(rest)![0]
  if (rest.slice(im.length)[0] !== 'i') throw new GoError('syntax error scanning complex number')
  return [parseGoFloat(re), parseGoFloat(im)]
}

/** Also the other types that a complex number without imaginary part fits. */
function simplifyComplex(re: number, im: number): Constant {
  const complex128 = { re, im }
  if (im !== 0) return { ...NONE, complex128 }
  return { int64: toInt64(re), uint64: toUint64(re), float64: re, complex128 }
}
