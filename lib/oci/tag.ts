import { parseVersion, type Version } from '../go/semver/index.ts'
import { isTag, versionOfTag } from './reference.ts'

/** A tag that Helm's version ranges can see. */
export interface VersionTag {
  readonly tag: string
  /** the tag with `+` again where Helm wrote `_` */
  readonly version: string
  readonly semver: Version
}

const STRICT =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/

/** The version that a tag stands for, or undefined where Helm does not see one: it must be strict semver. */
export function versionTag(tag: string): VersionTag | undefined {
  const version = versionOfTag(tag)
  if (version.length > 256 || !STRICT.test(version)) return undefined
  return { tag, version, semver: parseVersion(version) }
}

/**
 * Parts what a registry lists into versions, newest first, and other tags in their own order. What is no tag at all
 * (null, digests, unprintable names) is dropped, and so is what is listed twice.
 */
export function sortTags(listed: readonly unknown[]): { versions: VersionTag[]; others: string[] } {
  const versions: VersionTag[] = []
  const others: string[] = []
  for (const tag of new Set(listed)) {
    if (typeof tag !== 'string' || !isTag(tag)) continue
    const version = versionTag(tag)
    if (version === undefined) others.push(tag)
    else versions.push(version)
  }
  return { versions: versions.sort(newestFirst), others: others.sort() }
}

/** Semver precedence, then build metadata so that the order is total. */
export function newestFirst(a: VersionTag, b: VersionTag): number {
  const order = b.semver.compare(a.semver)
  if (order !== 0) return order
  return a.version === b.version ? 0 : a.version < b.version ? 1 : -1
}

/** Tags that cosign and the referrers fallback write beside the artefacts they speak of. */
export const isAttachmentTag = (tag: string): boolean =>
  /^sha(?:256|512)-[0-9a-f]{64,128}(?:\.[a-z]+)?$/.test(tag)
