import { toByteText } from '../../../go/byte-text.ts'
import { Compiler } from './compile.ts'
import { BadPattern, parsePattern } from './parse.ts'

/**
 * Tells whether names match a pattern, as gobwas/glob with "/" between names: `*` and `?` stop at it, `**` does not,
 * `[…]` does not care, `{a,b}` is either. A pattern that does not compile matches everything, as in Helm.
 * @param step is told of each try, for a budget
 */
export function globMatcher(pattern: string, step: () => void): (name: string) => boolean {
  try {
    const matcher = new Compiler(step).compile(parsePattern(pattern))
    return (name) => matcher.match(toByteText(name))
  } catch (error) {
    if (error instanceof BadPattern) return () => true
    throw error
  }
}
