/** Masterminds/semver 3.5.0, the version that both of our Helm profiles pin. */
export { Constraints, parseConstraints } from './constraints.ts'
export { VersionValue, versionPointer } from './template-value.ts'
export { parseStrictVersion, parseVersion, Version } from './version.ts'
