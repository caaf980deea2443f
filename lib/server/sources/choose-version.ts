import { parseConstraints, parseVersion, type Version } from '../../go/semver/index.ts'

/** Whether Helm takes this as the one version to fetch and not as a range: anything that reads as a version, or no range. */
export function isExact(asked: string): boolean {
  if (asked === '') return false
  return readsAs(parseVersion, asked) || !readsAs(parseConstraints, asked)
}

const readsAs = (parse: (text: string) => unknown, text: string): boolean => {
  try {
    parse(text)
    return true
  } catch {
    return false
  }
}

/**
 * The first version that a range admits; "" admits the newest release. Mirrors `GetTagMatchingVersionOrConstraint`.
 * @param versions newest first
 */
export function chooseVersion(versions: readonly string[], asked: string): string | undefined {
  if (versions.includes(asked)) return asked
  const range = parseConstraints(asked === '' ? '*' : asked)
  return versions.find((text) => {
    const version = versionOf(text)
    return version !== undefined && range.check(version)
  })
}

/** Whether a range, or a version, admits a version. A range that cannot be read admits nothing. */
export function admits(asked: string, version: string): boolean {
  try {
    return chooseVersion([version], asked) !== undefined
  } catch {
    return false
  }
}

/** A version as Helm reads one from an index, loosely, or undefined. */
export function versionOf(text: string): Version | undefined {
  try {
    return parseVersion(text)
  } catch {
    return undefined
  }
}
