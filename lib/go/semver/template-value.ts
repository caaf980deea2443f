import { method } from '../signature.ts'
import { GoError, Int, Slice, Struct, T, type Func, type Type, type Value } from '../value.ts'
import { toBytes } from '../text.ts'
import { validateMetadata, validatePrerelease } from './prerelease.ts'
import { Version } from './version.ts'

const NO_FIELDS: ReadonlyMap<string, Value> = new Map()
const UNEXPORTED = new Set(['major', 'minor', 'patch', 'pre', 'metadata', 'original'])
const NOTHING = new Version({ major: 0n, minor: 0n, patch: 0n, pre: '', metadata: '', original: '' })
const MAX = (1n << 64n) - 1n

/** A version as templates hold it: `*semver.Version`, or `semver.Version` where Go's method returns a copy. */
export class VersionValue extends Struct {
  readonly type: Type
  readonly version: Version
  override readonly unexported = UNEXPORTED

  constructor(version: Version, type: Type = versionPointer) {
    super()
    this.version = version
    this.type = type
  }

  /** All of Go's fields are unexported. */
  fields(): ReadonlyMap<string, Value> {
    return NO_FIELDS
  }

  override string(): string {
    return this.version.string()
  }

  override json(): string {
    return `"${this.version.string()}"`
  }

  override text(): string {
    return this.version.string()
  }

  override deepCopied(): VersionValue {
    return new VersionValue(NOTHING, this.type)
  }

  /** Pointers are equal when they are the same, copies when all their parts are. */
  override equal(other: Struct): boolean {
    if (this.type === versionPointer || !(other instanceof VersionValue) || other.type !== this.type)
      return this === other
    return this.version.original === other.version.original && this.string() === other.string()
  }
}

const copy = (version: Version): VersionValue => new VersionValue(version, versionStruct)
const bytes = (text: string): Slice =>
  new Slice(
    [...toBytes(text)].map((b) => new Int(BigInt(b), T.uint8)),
    T.bytes,
  )

function next(version: Version, part: 'major' | 'minor' | 'patch', keep: boolean): bigint {
  if (keep) return version[part]
  if (version[part] === MAX) throw new GoError(`${part} version increment would overflow uint64`)
  return version[part] + 1n
}

const get = (result: Type, read: (v: Version) => Value): Func =>
  method([], result, (v: VersionValue) => read(v.version))
const uint = (read: (v: Version) => bigint): Func => get(T.uint64, (v) => new Int(read(v), T.uint64))

const onValue: [string, Func][] = [
  ['String', get(T.string, (v) => v.string())],
  ['Major', uint((v) => v.major)],
  ['Minor', uint((v) => v.minor)],
  ['Patch', uint((v) => v.patch)],
  ['Prerelease', get(T.string, (v) => v.pre)],
  ['Metadata', get(T.string, (v) => v.metadata)],
]

/** `semver.Version` itself: what value receivers offer. */
const versionStruct: Type = { name: 'semver.Version', kind: 'struct', methods: new Map(onValue) }

const returningCopy: [string, Func][] = [
  [
    'IncMajor',
    get(versionStruct, (v) =>
      copy(v.with({ major: next(v, 'major', false), minor: 0n, patch: 0n, pre: '', metadata: '' })),
    ),
  ],
  [
    'IncMinor',
    get(versionStruct, (v) =>
      copy(v.with({ minor: next(v, 'minor', false), patch: 0n, pre: '', metadata: '' })),
    ),
  ],
  [
    'IncPatch',
    get(versionStruct, (v) => copy(v.with({ patch: next(v, 'patch', v.pre !== ''), pre: '', metadata: '' }))),
  ],
  ['SetPrerelease', setter('pre', validatePrerelease)],
  ['SetMetadata', setter('metadata', validateMetadata)],
  ['MarshalJSON', method([], T.bytes, (v: VersionValue) => bytes(v.json()), { fallible: true })],
  ['MarshalText', method([], T.bytes, (v: VersionValue) => bytes(v.string()), { fallible: true })],
  ['Value', method([], T.any, (v: VersionValue) => v.string(), { fallible: true })],
]
for (const [name, func] of returningCopy) (versionStruct.methods as Map<string, Func>).set(name, func)

function setter(part: 'pre' | 'metadata', validate: (text: string) => void): Func {
  return method(
    [T.string],
    versionStruct,
    (v: VersionValue, [text]) => {
      if (text !== '') validate(text as string)
      return copy(v.version.with({ [part]: text as string }))
    },
    { fallible: true },
  )
}

/** `*semver.Version`: what `semver` returns. */
export const versionPointer: Type = {
  name: '*semver.Version',
  kind: 'ptr',
  elem: versionStruct,
  methods: new Map(versionStruct.methods),
}

function comparing(result: Type, read: (order: number) => Value): Func {
  return method([versionPointer], result, (v: VersionValue, [other]) => {
    if (!(other instanceof VersionValue))
      throw new GoError('runtime error: invalid memory address or nil pointer dereference')
    return read(v.version.compare(other.version))
  })
}

const onPointer: [string, Func][] = [
  ['Original', get(T.string, (v) => v.original)],
  ['Compare', comparing(T.int, (order) => Int.of(order))],
  ['LessThan', comparing(T.bool, (order) => order < 0)],
  ['LessThanEqual', comparing(T.bool, (order) => order <= 0)],
  ['GreaterThan', comparing(T.bool, (order) => order > 0)],
  ['GreaterThanEqual', comparing(T.bool, (order) => order >= 0)],
  [
    'Equal',
    method(
      [versionPointer],
      T.bool,
      (v: VersionValue, [o]) => o instanceof VersionValue && v.version.compare(o.version) === 0,
    ),
  ],
]
for (const [name, func] of onPointer) (versionPointer.methods as Map<string, Func>).set(name, func)
