import { quote as goQuote } from '../../go/strconv/index.ts'
import { pointerOf } from './pointer.ts'

/** `group` only gathers; `reference` with a single cause is passed over in the text. */
export type ViolationKind = 'schema' | 'group' | 'reference' | 'other'

/** What is wrong, where in the value, and why. Mirrors the library's `ValidationError`. */
export interface Violation {
  readonly kind: ViolationKind
  readonly text: string
  /** the way into the value, unescaped */
  readonly at: readonly string[]
  readonly causes: readonly Violation[]
}

/** The library's single quotes around Go's escapes. */
export const quote = (s: string): string =>
  `'${goQuote(s).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

/** The whole as the library's `Error()` prints it, a line for each cause. */
export function violationText(violation: Violation, indent = 0): string {
  const skip = violation.kind === 'reference' && violation.causes.length === 1
  let out = ''
  if (!skip) {
    if (indent > 0) out += `\n${'  '.repeat(indent - 1)}- `
    out +=
      violation.kind === 'schema' ? violation.text : `at ${quote(pointerOf(violation.at))}: ${violation.text}`
  }
  return out + violation.causes.map((cause) => violationText(cause, skip ? indent : indent + 1)).join('')
}
