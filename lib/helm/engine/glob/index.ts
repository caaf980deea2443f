import { toByteText } from '../../../go/byte-text.ts'
import { Compiler } from './compile.ts'
import { BadPattern, parsePattern } from './parse.ts'

/**
 * Tells whether names match a pattern, as gobwas/glob with "/" between names: `*` and `?` stop at it, `**` does not,
 * `[…]` does not care, `{a,b}` is either. A pattern that does not compile matches everything, as in Helm.
 * @param step is told of work, for a budget: compiling takes up to the cube of a pattern's length, a match its length
 *   for each part of the name, and each try of a pattern in two halves one more
 */
export function globMatcher(pattern: string, step: (n?: number) => void): (name: string) => boolean {
  step(1 + Math.ceil(pattern.length ** 3 / 64))
  try {
    const matcher = new Compiler(() => step()).compile(parsePattern(pattern))
    return (name) => {
      step(1 + ((pattern.length * name.length) >> 6))
      return matcher.match(toByteText(name))
    }
  } catch (error) {
    if (error instanceof BadPattern) return () => true
    throw error
  }
}
