import { sprint, sprintf, sprintln } from '../fmt/index.ts'
import { reflectValue } from '../reflect.ts'
import { normal } from '../text.ts'
import { Func, T, type Budget, type Run, type Type, type Value } from '../value.ts'
import { equal, lessOrEqual, lessThan } from './compare.ts'
import { htmlEscape, jsEscape, urlQueryEscape } from './escape.ts'
import { index, length, slice } from './index-value.ts'
import { printed } from './print-value.ts'
import { isTrue } from './truth.ts'

type Call = (run: Run, args: readonly Value[]) => Value

/** A function of `count` reflect.Values, the last one variadic where `rest`. */
const ofValues = (count: number, rest: boolean, result: Type, call: Call): Func =>
  new Func(Array<Type>(count).fill(reflectValue), rest, result, call, true)

/** Sprint, but each argument as a template prints it: so that nil is a string. Mirrors `evalArgs`. */
function evalArgs(args: readonly Value[], budget: Budget): string {
  let out = ''
  let previousString = false
  args.forEach((arg, i) => {
    const isString = typeof arg === 'string' || arg === null
    if (i > 0 && !isString && !previousString) out += ' '
    out += printed(arg, budget, false) ?? sprint([arg], budget)
    previousString = isString
  })
  return normal(out)
}

const escaper = (escape: (s: string) => string): Func =>
  new Func([T.any], true, T.string, (run, args) => escape(evalArgs(args, run.budget)))

const handled: Call = () => {
  throw new Error('compiled as a special case')
}

/**
 * Go's own template functions. `and`, `or` and `call` are compiled as special cases. Mirrors funcs.go; `fmt` and the
 * comparisons lie in files of their own.
 */
export const BUILTINS: ReadonlyMap<string, Func> = new Map<string, Func>([
  ['and', ofValues(2, true, reflectValue, handled)],
  ['or', ofValues(2, true, reflectValue, handled)],
  ['call', ofValues(2, true, reflectValue, handled)],
  ['not', ofValues(1, false, T.bool, (_run, [v]) => !isTrue(v))],
  ['index', ofValues(2, true, reflectValue, (_run, [item, ...keys]) => index(item, keys))],
  ['slice', ofValues(2, true, reflectValue, (_run, [item, ...bounds]) => slice(item, bounds))],
  ['len', ofValues(1, false, T.int, (_run, [item]) => length(item))],
  ['print', new Func([T.any], true, T.string, (run, args) => sprint(args, run.budget))],
  [
    'printf',
    new Func([T.string, T.any], true, T.string, (run, [format, ...args]) =>
      sprintf(format as string, args, run.budget),
    ),
  ],
  ['println', new Func([T.any], true, T.string, (run, args) => sprintln(args, run.budget))],
  ['html', escaper(htmlEscape)],
  ['js', escaper(jsEscape)],
  ['urlquery', escaper(urlQueryEscape)],
  ['eq', ofValues(2, true, T.bool, (_run, [first, ...others]) => equal(first, others))],
  ['ne', ofValues(2, false, T.bool, (_run, [a, b]) => !equal(a, [b]))],
  ['lt', ofValues(2, false, T.bool, (_run, [a, b]) => lessThan(a, b))],
  ['le', ofValues(2, false, T.bool, (_run, [a, b]) => lessOrEqual(a, b))],
  ['gt', ofValues(2, false, T.bool, (_run, [a, b]) => !lessOrEqual(a, b))],
  ['ge', ofValues(2, false, T.bool, (_run, [a, b]) => !lessThan(a, b))],
])
