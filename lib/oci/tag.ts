import { parseVersion, type Version } from '../go/semver/index.ts'
import { isTag, versionOfTag } from './reference.ts'

/** A tag that Helm's version ranges can see. Lists reach 10,000, so what it means is read when it is asked. */
export class VersionTag {
  readonly tag: string
  /** the tag with `+` again where Helm wrote `_` */
  readonly version: string
  /** `rc.1` of `1.0.0-rc.1`, "" for a release */
  readonly pre: string
  readonly #numbers: readonly [number, number, number]
  #semver: Version | undefined

  constructor(tag: string, version: string, numbers: readonly [number, number, number], pre: string) {
    this.tag = tag
    this.version = version
    this.pre = pre
    this.#numbers = numbers
  }

  get semver(): Version {
    return (this.#semver ??= parseVersion(this.version))
  }

  /** Order by precedence, then by build metadata so that it is total; newest first. */
  static newestFirst(this: void, a: VersionTag, b: VersionTag): number {
    const [x, y] = [a.#numbers, b.#numbers]
    const order = y[0] - x[0] || y[1] - x[1] || y[2] - x[2]
    // numbers beyond what a float holds exactly are compared as they are written
    if (Number.isSafeInteger(order) && order !== 0) return order
    if (a.pre === b.pre && a.version === b.version) return 0
    const exact = b.semver.compare(a.semver)
    return exact !== 0 ? exact : a.version < b.version ? 1 : -1
  }
}

const STRICT =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/

/** Whether Go reads these digits as a uint64. */
const fitsGo = (digits: string): boolean => digits.length < 19 || BigInt(digits) <= 0xffff_ffff_ffff_ffffn

/** The version that a tag stands for, or undefined where Helm does not see one: it must be strict semver. */
export function versionTag(tag: string): VersionTag | undefined {
  const version = tag.includes('_') ? versionOfTag(tag) : tag
  const match = version.length > 256 ? null : STRICT.exec(version)
  if (match === null) return undefined
  const [, major = '', minor = '', patch = '', pre = ''] = match
  if (![major, minor, patch].every(fitsGo)) return undefined
  return new VersionTag(tag, version, [Number(major), Number(minor), Number(patch)], pre)
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
  return { versions: versions.sort(VersionTag.newestFirst), others: others.sort() }
}

/** Tags that cosign and the referrers fallback write beside the artefacts they speak of. */
export const isAttachmentTag = (tag: string): boolean =>
  /^sha(?:256|512)-[0-9a-f]{64,128}(?:\.[a-z]+)?$/.test(tag)
