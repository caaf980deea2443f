import { base, match } from '../../go/path/index.ts'
import { trimSpace } from '../../go/trim-space.ts'
import { GoError } from '../../go/value.ts'

interface Pattern {
  /** the rule says what is kept: everything that it does not match is ignored */
  readonly negate: boolean
  readonly directoryOnly: boolean
  matches(path: string): boolean
}

/** The rules of a `.helmignore`, with Helm's default rule last. Mirrors Helm's `ignore.Rules`. */
export class IgnoreRules {
  readonly #patterns: readonly Pattern[]

  /**
   * @param text the file's text, "" where there is none
   * @throws GoError for `**` or a pattern that does not compile
   */
  constructor(text: string) {
    const lines = text.replace(/^\ufeff/, '').split('\n')
    this.#patterns = [...lines, 'templates/.?*'].flatMap(parseRule)
  }

  /** Whether a path below the chart's folder ("/" between names) is left out; a folder's whole content goes with it. */
  ignores(path: string, isDirectory: boolean): boolean {
    if (path === '' || path === '.' || path === './') return false
    for (const pattern of this.#patterns) {
      const applies = !pattern.directoryOnly || isDirectory
      if (pattern.negate) {
        if (!applies || !pattern.matches(path)) return true
      } else if (applies && pattern.matches(path)) return true
    }
    return false
  }
}

function parseRule(line: string): Pattern[] {
  let rule = trimSpace(line)
  if (rule === '' || rule.startsWith('#')) return []
  if (rule.includes('**')) throw new GoError('double-star (**) syntax is not supported')
  match(rule, 'abc')
  const negate = rule.startsWith('!')
  if (negate) rule = rule.slice(1)
  const directoryOnly = rule.endsWith('/')
  if (directoryOnly) rule = rule.slice(0, -1)
  const rooted = rule.startsWith('/')
  const pattern = rooted ? rule.slice(1) : rule
  const nameOnly = !rooted && !rule.includes('/')
  return [{ negate, directoryOnly, matches: (path) => matchesQuietly(pattern, nameOnly ? base(path) : path) }]
}

/** A pattern whose mistake shows only against this name matches nothing. */
function matchesQuietly(pattern: string, path: string): boolean {
  try {
    return match(pattern, path)
  } catch {
    return false
  }
}
