/** Go's `regexp` over re2js, with Go's own errors, replacements and iteration. */
import { byParts } from '../by-parts.ts'

export { compile, mustCompile } from './compile.ts'
export { Regexp } from './regexp.ts'

/** `regexp.QuoteMeta`: the pattern that matches just `text`. */
export const quoteMeta = (text: string): string =>
  byParts(text, (part) => part.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&'))
