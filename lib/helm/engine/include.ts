import { replaceAll } from '../../go/strings.ts'
import { fnWith } from '../../go/signature.ts'
import { quote } from '../../go/strconv/index.ts'
import { GoError } from '../../go/value.ts'
import type { HelmRun } from './run.ts'

/** How often a template may stand in its own includes. */
export const RECURSION_MAX = 1000

export const NO_VALUE = '<no value>'

/** An error of Go's with another inside it. */
export function wrapped(message: string, cause: unknown): GoError {
  const error = new GoError(message)
  error.cause = cause
  return error
}

/** `include NAME DATA`: what the template writes, as a text. */
export const include = fnWith(
  ['string', 'any'],
  'string',
  (run, name, data) => {
    const { included, set } = run as HelmRun
    const count = included.get(name) ?? 0
    if (count > RECURSION_MAX) {
      throw new GoError(`rendering template has a nested reference name: ${name}: unable to execute template`)
    }
    included.set(name, count + 1)
    try {
      return set.execute(run, name, data)
    } finally {
      included.set(name, included.get(name)! - 1)
    }
  },
  true,
)

/** `tpl TEXT DATA`: the text as a template that sees all others; what it defines is seen by nobody else. */
export const tpl = fnWith(
  ['string', 'any'],
  'string',
  (run, text, data) => {
    const set = (run as HelmRun).set.clone()
    let template
    try {
      template = set.parse('gotpl', text)
    } catch (error) {
      if (!(error instanceof GoError)) throw error
      run.budget.grow(2 * text.length + error.message.length)
      throw wrapped(`cannot parse template ${quote(text)}: ${error.message}`, error)
    }
    try {
      return replaceAll(set.run((run as HelmRun).over(set), template, data), NO_VALUE, '')
    } catch (error) {
      if (!(error instanceof GoError)) throw error
      run.budget.grow(2 * text.length + error.message.length)
      throw wrapped(`error during tpl function execution for ${quote(text)}: ${error.message}`, error)
    }
  },
  true,
)
