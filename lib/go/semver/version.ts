import { parseGoUint } from '../strconv/index.ts'
import { byteLength } from '../text.ts'
import { GoError } from '../value.ts'
import { comparePrerelease, validateMetadata, validatePrerelease } from './prerelease.ts'

const MAX_BYTES = 256
const LOOSE =
  /^v?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/

interface Parts {
  readonly major: bigint
  readonly minor: bigint
  readonly patch: bigint
  readonly pre: string
  readonly metadata: string
  /** the text it was read from */
  readonly original: string
}

/** A semantic version. */
export class Version implements Parts {
  readonly major: bigint
  readonly minor: bigint
  readonly patch: bigint
  readonly pre: string
  readonly metadata: string
  readonly original: string

  constructor(parts: Parts) {
    this.major = parts.major
    this.minor = parts.minor
    this.patch = parts.patch
    this.pre = parts.pre
    this.metadata = parts.metadata
    this.original = parts.original
  }

  /** The version without a leading `v`, always with three numbers. */
  string(): string {
    const pre = this.pre === '' ? '' : `-${this.pre}`
    const metadata = this.metadata === '' ? '' : `+${this.metadata}`
    return `${this.major}.${this.minor}.${this.patch}${pre}${metadata}`
  }

  /** Another version with some parts changed; its original keeps a leading `v`. */
  with(parts: Partial<Omit<Parts, 'original'>>): Version {
    const next = new Version({ ...this, ...parts })
    const prefix = this.original.startsWith('v') ? 'v' : ''
    return new Version({ ...next, original: prefix + next.string() })
  }

  /** Order by precedence: build metadata does not count, a pre-release comes before its release. */
  compare(other: Version): -1 | 0 | 1 {
    for (const part of ['major', 'minor', 'patch'] as const) {
      if (this[part] !== other[part]) return this[part] < other[part] ? -1 : 1
    }
    if (this.pre === other.pre) return 0
    if (this.pre === '') return 1
    if (other.pre === '') return -1
    return comparePrerelease(this.pre, other.pre)
  }
}

function segment(text: string | undefined): bigint {
  if (text === undefined) return 0n
  try {
    return parseGoUint(text)
  } catch (error) {
    throw new GoError(`error parsing version segment: ${(error as Error).message}`)
  }
}

/**
 * A version as people write them: a leading `v`, missing minor or patch, and leading zeroes are accepted.
 * Throws `GoError` with the library's text. Mirrors Masterminds/semver `NewVersion`.
 */
export function parseVersion(text: string): Version {
  if (byteLength(text) > MAX_BYTES) throw new GoError(`version string is too long (max ${MAX_BYTES} bytes)`)
  const match = LOOSE.exec(text)
  if (match === null) throw new GoError('invalid semantic version')
  const [, major, minor, patch, pre = '', metadata = ''] = match
  const version = new Version({
    major: segment(major),
    minor: segment(minor),
    patch: segment(patch),
    pre,
    metadata,
    original: text,
  })
  if (pre !== '') validatePrerelease(pre)
  if (metadata !== '') validateMetadata(metadata)
  return version
}

/** A version by the letter of the specification. Throws `GoError`. Mirrors `StrictNewVersion`. */
export function parseStrictVersion(text: string): Version {
  if (text === '') throw new GoError('version string empty')
  if (byteLength(text) > MAX_BYTES) throw new GoError(`version string is too long (max ${MAX_BYTES} bytes)`)
  const [major, minor, ...more] = text.split('.')
  if (major === undefined || minor === undefined || more.length === 0)
    throw new GoError('invalid semantic version')
  const [beforePlus, metadata] = cut(more.join('.'), '+')
  if (metadata !== undefined) validateMetadata(metadata)
  const [patch, pre] = cut(beforePlus, '-')
  if (pre !== undefined) validatePrerelease(pre)
  for (const part of [major, minor, patch]) {
    if (!/^[0-9]*$/.test(part)) throw new GoError('invalid characters in version')
    if (part.length > 1 && part.startsWith('0')) throw new GoError('version segment starts with 0')
  }
  return new Version({
    major: parseGoUint(major),
    minor: parseGoUint(minor),
    patch: parseGoUint(patch),
    pre: pre ?? '',
    metadata: metadata ?? '',
    original: text,
  })
}

function cut(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}
