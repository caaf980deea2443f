import { quote } from '../strconv/index.ts'
import { comparePrerelease } from './prerelease.ts'
import type { Version } from './version.ts'

export type Operator = '' | '=' | '!=' | '>' | '<' | '>=' | '=>' | '<=' | '=<' | '~' | '~>' | '^'

/** One comparison of a constraint, such as `>=1.2`. */
export interface Constraint {
  readonly operator: Operator
  readonly version: Version
  /** the version as written */
  readonly original: string
  /** some number is missing or a wildcard */
  readonly dirty: boolean
  /** the minor is the first one missing */
  readonly minorDirty: boolean
  /** the patch is the first one missing */
  readonly patchDirty: boolean
}

type Check = (v: Version, c: Constraint) => string | undefined

const CHECKS: Record<Operator, Check> = {
  '': tildeOrEqual,
  '=': tildeOrEqual,
  '!=': notEqual,
  '>': greaterThan,
  '<': (v, c) => (v.compare(c.version) < 0 ? undefined : says(v, 'is greater than or equal to', c)),
  '>=': greaterThanEqual,
  '=>': greaterThanEqual,
  '<=': lessThanEqual,
  '=<': lessThanEqual,
  '~': tilde,
  '~>': tilde,
  '^': caret,
}

/** Why `v` fails the comparison, in the library's words; undefined where it holds. */
export function violation(v: Version, c: Constraint, includePrerelease: boolean): string | undefined {
  if (v.pre !== '' && !includePrerelease) return onlyReleases(v)
  return CHECKS[c.operator](v, c)
}

export const onlyReleases = (v: Version): string =>
  `${quote(v.string())} is a prerelease version and the constraint is only looking for release versions`

const says = (v: Version, what: string, c: Constraint, more = ''): string =>
  `${quote(v.string())} ${what} ${quote(c.original)}${more}`

function notEqual(v: Version, c: Constraint): string | undefined {
  const equal = (): string => says(v, 'is equal to', c)
  if (c.dirty) {
    if (c.version.major !== v.major) return undefined
    if (c.minorDirty) return equal()
    if (c.version.minor !== v.minor) return undefined
    if (c.patchDirty) {
      const pre = v.pre !== '' || c.version.pre !== ''
      return pre && comparePrerelease(v.pre, c.version.pre) !== 0 ? undefined : equal()
    }
    if (c.version.patch !== v.patch) return undefined
  }
  return v.compare(c.version) === 0 ? equal() : undefined
}

function greaterThan(v: Version, c: Constraint): string | undefined {
  const tooSmall = (): string => says(v, 'is less than or equal to', c)
  if (!c.dirty) return v.compare(c.version) === 1 ? undefined : tooSmall()
  if (v.major !== c.version.major) return v.major > c.version.major ? undefined : tooSmall()
  if (c.minorDirty) return tooSmall()
  if (c.patchDirty) return v.minor > c.version.minor ? undefined : tooSmall()
  return v.compare(c.version) === 1 ? undefined : tooSmall()
}

function greaterThanEqual(v: Version, c: Constraint): string | undefined {
  return v.compare(c.version) >= 0 ? undefined : says(v, 'is less than', c)
}

function lessThanEqual(v: Version, c: Constraint): string | undefined {
  const holds = !c.dirty
    ? v.compare(c.version) <= 0
    : v.major < c.version.major ||
      (v.major === c.version.major && (c.minorDirty || v.minor <= c.version.minor))
  return holds ? undefined : says(v, 'is greater than', c)
}

function tilde(v: Version, c: Constraint): string | undefined {
  const base = c.version
  if (v.compare(base) < 0) return says(v, 'is less than', c)
  const zero = base.major === 0n && base.minor === 0n && base.patch === 0n
  if (zero && !c.minorDirty && !c.patchDirty) return undefined
  if (v.major !== base.major) return says(v, 'does not have same major version as', c)
  if (v.minor !== base.minor && !c.minorDirty)
    return says(v, 'does not have same major and minor version as', c)
  return undefined
}

function tildeOrEqual(v: Version, c: Constraint): string | undefined {
  if (c.dirty) return tilde(v, c)
  return v.compare(c.version) === 0 ? undefined : says(v, 'is not equal to', c)
}

function caret(v: Version, c: Constraint): string | undefined {
  const base = c.version
  if (v.compare(base) < 0) return says(v, 'is less than', c)
  if (base.major > 0n || c.minorDirty) {
    return v.major === base.major ? undefined : says(v, 'does not have same major version as', c)
  }
  if (v.major > 0n) return says(v, 'does not have same major version as', c)
  if (base.minor > 0n || c.patchDirty) {
    if (v.minor === base.minor) return undefined
    return says(
      v,
      'does not have same minor version as',
      c,
      '. Expected minor versions to match when constraint major version is 0',
    )
  }
  if (v.minor > 0n) return says(v, 'does not have same minor version as', c)
  if (base.patch === v.patch) return undefined
  return says(
    v,
    'does not equal',
    c,
    '. Expect version and constraint to equal when major and minor versions are 0',
  )
}
