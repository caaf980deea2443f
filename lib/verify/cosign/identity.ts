import { RE2JS, RE2JSException } from 're2js'

/** A text to be met exactly, or a pattern that must match all of it. */
export type Expectation = { readonly exact: string } | { readonly pattern: string }

/** Who must have signed: both must hold. */
export interface IdentityRule {
  readonly subject: Expectation
  readonly issuer: Expectation
}

export class PatternError extends Error {
  override name = 'PatternError'
}

const compiled = new Map<string, RE2JS>()

/** Patterns are Go's, run in linear time, and always match the whole text: `.*` has to be written where more may follow. */
export function meets(expectation: Expectation, text: string | undefined): boolean {
  if (text === undefined) return false
  if ('exact' in expectation) return expectation.exact !== '' && expectation.exact === text
  return compile(expectation.pattern).matches(text)
}

/** @throws PatternError */
export function compile(pattern: string): RE2JS {
  const known = compiled.get(pattern)
  if (known !== undefined) return known
  try {
    const fresh = RE2JS.compile(pattern)
    if (compiled.size > 500) compiled.clear()
    compiled.set(pattern, fresh)
    return fresh
  } catch (error) {
    if (error instanceof RE2JSException)
      throw new PatternError(`the pattern ${JSON.stringify(pattern)}: ${error.message}`)
    throw error
  }
}

export const describe = (expectation: Expectation): string =>
  'exact' in expectation ? expectation.exact : `/${expectation.pattern}/`
