import { quote } from '../strconv/index.ts'
import { byteLength } from '../text.ts'
import { GoError } from '../value.ts'
import { onlyReleases, violation, type Constraint, type Operator } from './constraint.ts'
import { parseVersion, type Version } from './version.ts'

const MAX_BYTES = 512
const MAX_GROUPS = 32

/** Go's `\s`; JavaScript's own knows more spaces. */
const SPACE = '[\\t\\n\\f\\r ]'
const VERSION =
  'v?([0-9|xX*]+)(\\.[0-9|xX*]+)?(\\.[0-9|xX*]+)?(-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?'
const bare = VERSION.replaceAll(/\((?!\?)/g, '(?:')
const RANGE = new RegExp(`${SPACE}*(${bare})${SPACE}+-${SPACE}+(${bare})${SPACE}*`, 'g')
/** One comparison and the gap after it: read in one direction, since the library's own pattern backtracks without end. */
const ITEM = new RegExp(`(!=|>=|=>|<=|=<|~>|[=<>~^])?${SPACE}*(${VERSION})(${SPACE}*(?:,${SPACE}*)?)`, 'y')
const LEADING = new RegExp(`${SPACE}*`, 'y')

/** A constraint: groups joined by `||`, each of which asks for all of its comparisons. */
export class Constraints {
  readonly #groups: readonly (readonly Constraint[])[]
  /** groups in which some comparison names a pre-release */
  readonly #containsPre: readonly boolean[]
  /** let pre-releases match even where no comparison names one */
  readonly includePrerelease: boolean

  constructor(groups: readonly (readonly Constraint[])[], includePrerelease = false) {
    this.#groups = groups
    this.#containsPre = groups.map((group) => group.some((c) => c.version.pre !== ''))
    this.includePrerelease = includePrerelease
  }

  /** Whether `v` satisfies the constraint. */
  check(v: Version): boolean {
    return this.#groups.some((group, i) =>
      group.every((c) => violation(v, c, this.#admitsPre(i)) === undefined),
    )
  }

  /** Why `v` does not satisfy the constraint, in the library's words; empty where it does. Mirrors `Validate`. */
  validate(v: Version): string[] {
    const reasons: string[] = []
    let saidPrerelease = false
    for (const [i, group] of this.#groups.entries()) {
      let holds = true
      for (const c of group) {
        if (!this.#admitsPre(i) && v.pre !== '') {
          if (!saidPrerelease) reasons.push(onlyReleases(v))
          saidPrerelease = true
          holds = false
          continue
        }
        const reason = violation(v, c, this.#admitsPre(i))
        if (reason === undefined) continue
        reasons.push(reason)
        holds = false
      }
      if (holds) return []
    }
    return reasons
  }

  string(): string {
    return this.#groups.map((group) => group.map((c) => c.operator + c.original).join(' ')).join(' || ')
  }

  #admitsPre(group: number): boolean {
    return this.includePrerelease || this.#containsPre[group]!
  }
}

/** Reads a constraint. Throws `GoError` with the library's text. Mirrors Masterminds/semver `NewConstraint`. */
export function parseConstraints(text: string): Constraints {
  if (byteLength(text) > MAX_BYTES)
    throw new GoError(`constraint string is too long (max ${MAX_BYTES} bytes)`)
  const groups = rewriteRanges(text).split('||')
  if (groups.length > MAX_GROUPS) throw new GoError(`too many constraint groups (max ${MAX_GROUPS})`)
  return new Constraints(groups.map(parseGroup))
}

/** `1.2 - 2` means `>= 1.2, <= 2`. */
function rewriteRanges(text: string): string {
  let out = text
  for (const [whole, low, high] of text.matchAll(RANGE)) {
    const at = out.indexOf(whole)
    out = `${out.slice(0, at)}>= ${low}, <= ${high} ${out.slice(at + whole.length)}`
  }
  return out
}

function parseGroup(text: string): Constraint[] {
  const items: RegExpExecArray[] = []
  LEADING.lastIndex = 0
  LEADING.exec(text)
  for (let at = LEADING.lastIndex; ;) {
    ITEM.lastIndex = at
    const item = ITEM.exec(text)
    if (item === null) throw improper(text)
    items.push(item)
    at = ITEM.lastIndex
    // a gap is a space or a comma, and a comma must be followed by more
    const gap = item.at(-1)!
    if (at === text.length && !gap.includes(',')) break
    if (gap === '') throw improper(text)
  }
  return items.map(parseItem)
}

const improper = (text: string): GoError => new GoError(`improper constraint: ${quote(text)}`)
const isWild = (part: string | undefined): boolean => part === undefined || /^\.?[xX*]$/.test(part)

function parseItem([, operator = '', original, major, minor, patch, pre = '']: RegExpExecArray): Constraint {
  const anyMajor = isWild(major)
  const minorDirty = !anyMajor && isWild(minor)
  const patchDirty = !anyMajor && !minorDirty && isWild(patch)
  const text = anyMajor
    ? `0.0.0${pre}`
    : minorDirty
      ? `${major}.0.0${pre}`
      : patchDirty
        ? `${major}${minor}.0${pre}`
        : original!
  let version: Version
  try {
    version = parseVersion(text)
  } catch {
    throw new GoError('constraint parser error')
  }
  return {
    operator: operator as Operator,
    version,
    original: original!,
    dirty: anyMajor || minorDirty || patchDirty,
    minorDirty,
    patchDirty,
  }
}
