import { appendedCapacity, grownCapacity } from '../go/capacity.ts'
import { compile, mustCompile, quoteMeta, type Regexp } from '../go/regexp/index.ts'
import { fn, fnWith } from '../go/signature.ts'
import { GoError, Slice, T, type Budget } from '../go/value.ts'
import type { Family } from './family.ts'

type Compile = (pattern: string, budget?: Budget) => Regexp

/** @param capacity of Go's slice, which grew from that of its first array */
const list = (found: readonly string[] | undefined, capacity: (length: number) => number): Slice =>
  found === undefined
    ? new Slice([], T.stringSlice, true)
    : new Slice(found, T.stringSlice, false, capacity(found.length) - found.length)

const allCapacity = (length: number): number => appendedCapacity(length, T.string, 10)
const splitCapacity = (length: number): number => grownCapacity(length - 1, length, T.string)
/** A count beyond what a number holds exactly asks for all, as any count beyond the matches does. */
const count = (n: bigint): number => (n > 2n ** 31n ? -1 : Number(n))

/** The functions that come in two forms: one panics on a bad pattern, its `must` twin returns the error. */
const twins = (make: Compile, fallible: boolean): Family => ({
  FindAll: fnWith(
    ['string', 'string', 'int'],
    'stringSlice',
    (run, pattern, text, n) =>
      list(make(pattern, run.budget).findAllString(text, count(n), run.budget), allCapacity),
    fallible,
  ),
  Find: fnWith(
    ['string', 'string'],
    'string',
    (run, pattern, text) => make(pattern, run.budget).findString(text, run.budget),
    fallible,
  ),
  ReplaceAll: fnWith(
    ['string', 'string', 'string'],
    'string',
    (run, pattern, text, replacement) =>
      make(pattern, run.budget).replaceAllString(text, replacement, run.budget),
    fallible,
  ),
  ReplaceAllLiteral: fnWith(
    ['string', 'string', 'string'],
    'string',
    (run, pattern, text, replacement) =>
      make(pattern, run.budget).replaceAllLiteralString(text, replacement, run.budget),
    fallible,
  ),
  Split: fnWith(
    ['string', 'string', 'int'],
    'stringSlice',
    (run, pattern, text, n) =>
      list(make(pattern, run.budget).split(text, count(n), run.budget), splitCapacity),
    fallible,
  ),
})

const named = (prefix: string, functions: Family): Family =>
  Object.fromEntries(Object.entries(functions).map(([name, func]) => [prefix + name, func]))

const mustMatch = fnWith(
  ['string', 'string'],
  'bool',
  (run, pattern, text) => compile(pattern, run.budget).matchString(text, run.budget),
  true,
)

/** sprig swallows a bad pattern here: it matches nothing. */
const match = fnWith(['string', 'string'], 'bool', (run, pattern, text) => {
  try {
    return compile(pattern, run.budget).matchString(text, run.budget)
  } catch (error) {
    if (error instanceof GoError) return false
    throw error
  }
})

/** sprig's `regex.go`. */
export const regexFunctions: Family = {
  regexMatch: match,
  mustRegexMatch: mustMatch,
  ...named('regex', twins(mustCompile, false)),
  ...named('mustRegex', twins(compile, true)),
  regexQuoteMeta: fn(['string'], 'string', quoteMeta),
}
