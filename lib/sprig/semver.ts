import {
  parseConstraints,
  parseVersion,
  versionPointer,
  VersionValue,
  type Constraints,
} from '../go/semver/index.ts'
import { fn } from '../go/signature.ts'
import { Func, T } from '../go/value.ts'
import type { Family } from './family.ts'

const KEPT = 256
const constraints = new Map<string, Constraints>()

function constraintsOf(text: string): Constraints {
  let known = constraints.get(text)
  if (known === undefined) {
    known = parseConstraints(text)
    if (constraints.size >= KEPT) constraints.clear()
    constraints.set(text, known)
  }
  return known
}

/** sprig's `semver.go`. */
export const semverFunctions: Family = {
  semver: new Func(
    [T.string],
    false,
    versionPointer,
    (_run, [text]) => new VersionValue(parseVersion(text as string)),
    true,
  ),
  semverCompare: fn(
    ['string', 'string'],
    'bool',
    (constraint, version) => constraintsOf(constraint).check(parseVersion(version)),
    true,
  ),
}
