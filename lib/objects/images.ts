import { parseImage, looksLikeImage } from './image-reference.ts'
import { isObject, type ManifestObject } from './manifest-object.ts'
import { isList, isMap, textAt, type Plain, type PlainMap } from './plain.ts'

/** What an image is for, where it was found. `field`, `flag` and `env` are read from names and look, not from a known form. */
export type ImageRole = 'container' | 'init' | 'ephemeral' | 'volume' | 'field' | 'flag' | 'env'

export interface ImagePlace {
  /** index into the objects that were given */
  readonly object: number
  readonly role: ImageRole
  /** the container's name, the field, flag or variable */
  readonly name: string
  /** index in standard output of the line that holds it; -1 where it is put together from several */
  readonly line: number
}

export interface FoundImage {
  /** as written */
  readonly image: string
  readonly places: readonly ImagePlace[]
}

const CONTAINERS: Readonly<Record<string, ImageRole>> = {
  containers: 'container',
  initContainers: 'init',
  ephemeralContainers: 'ephemeral',
}

/** Every image that a render names, sorted by name, each with all its places. */
export function imagesOf(objects: readonly ManifestObject[]): FoundImage[] {
  const found = new Map<string, ImagePlace[]>()
  for (const [index, object] of objects.entries()) {
    if (object.kind === 'CustomResourceDefinition' || !isObject(object)) continue
    const lines = new LineFinder(object)
    const told = new Set<string>()
    for (const { image, role, name } of within(object.content)) {
      const places = found.get(image) ?? []
      const place = `${image}\0${role}\0${name}`
      if (told.has(place)) continue
      told.add(place)
      places.push({ object: index, role, name, line: lines.next(image) })
      found.set(image, places)
    }
  }
  return [...found]
    .map(([image, places]) => ({ image, places }))
    .sort((a, b) => (a.image < b.image ? -1 : a.image > b.image ? 1 : 0))
}

interface Hit {
  readonly image: string
  readonly role: ImageRole
  readonly name: string
}

function* within(value: Plain | undefined, key = ''): Generator<Hit> {
  if (isList(value)) {
    const role = CONTAINERS[key]
    for (const item of value) {
      if (role !== undefined && isMap(item)) yield* container(item, role)
      else yield* within(item, key)
    }
    return
  }
  if (!isMap(value)) return
  for (const [name, item] of Object.entries(value)) {
    if (name === 'container' && isMap(item) && textAt(item, 'image') !== '')
      yield* container(item, 'container') // a step of a workflow
    else if (name === 'image' && isMap(item)) yield* imageMap(item, key)
    else if (typeof item === 'string' && isImageField(name)) {
      if (
        item !== '' &&
        parseImage(item) !== undefined &&
        !/^(?:true|false|Always|IfNotPresent|Never)$/.test(item)
      )
        yield { image: item, role: 'field', name: key === '' ? name : `${key}.${name}` }
    } else if (name !== 'annotations' && name !== 'labels' && name !== 'data' && name !== 'stringData')
      yield* within(item, name)
  }
}

/** `image`, `baseImage`, `prometheusConfigReloaderImage`; not `imagePullPolicy` or `imagePullSecrets`. */
const isImageField = (name: string): boolean => /^image$|[a-z]Image$/.test(name)

function* container(item: PlainMap, role: ImageRole): Generator<Hit> {
  const name = textAt(item, 'name')
  const image = textAt(item, 'image')
  if (image !== '') yield { image, role, name }
  for (const list of ['command', 'args'] as const) yield* flags(item[list])
  yield* variables(item['env'])
}

/** `--x-image=ref`, `--x-image ref`, and any flag whose value can hardly be anything else. */
function* flags(list: Plain | undefined): Generator<Hit> {
  if (!isList(list)) return
  for (const [i, arg] of list.entries()) {
    if (typeof arg !== 'string') continue
    const assigned = /^(-{1,2}[\w.-]+)=(.*)$/s.exec(arg)
    const before = list[i - 1]
    const flag = assigned?.[1] ?? (typeof before === 'string' && /^-{1,2}[\w.-]+$/.test(before) ? before : '')
    const value = (assigned?.[2] ?? arg).replace(/^(["'])(.*)\1$/, '$2')
    if (isNamedImage(flag, value) || (flag !== '' && looksLikeImage(value)))
      yield { image: value, role: 'flag', name: flag }
  }
}

function* variables(list: Plain | undefined): Generator<Hit> {
  if (!isList(list)) return
  for (const item of list) {
    const name = textAt(item, 'name')
    const value = textAt(item, 'value')
    if (value !== '' && (isNamedImage(name, value) || looksLikeImage(value)))
      yield { image: value, role: 'env', name }
  }
}

/** A name that says image, and a value with a tag, digest or path in it. */
const isNamedImage = (name: string, value: string): boolean =>
  /image/i.test(name) &&
  !/pull|policy|secret|registry|prefix|format|size|type|name$/i.test(name) &&
  /[/:]/.test(value) &&
  !/^\/|:\/\//.test(value) &&
  parseImage(value) !== undefined

/** `image: {registry, repository, tag, digest}` of own kinds, and `image: {reference}` of volumes. */
function* imageMap(item: PlainMap, key: string): Generator<Hit> {
  const reference = textAt(item, 'reference')
  if (reference !== '' && parseImage(reference) !== undefined) {
    yield { image: reference, role: 'volume', name: key }
    return
  }
  const repository = textAt(item, 'repository') || textAt(item, 'name')
  if (repository === '') return
  const registry = textAt(item, 'registry')
  const tag = item['tag'] ?? item['version']
  const digest = textAt(item, 'digest') || textAt(item, 'sha')
  const image =
    (registry === '' ? '' : `${registry}/`) +
    repository +
    (tag === null || tag === undefined || tag === '' ? '' : `:${String(tag as string)}`) +
    (digest === '' ? '' : `@${digest.includes(':') ? digest : `sha256:${digest}`}`)
  if (parseImage(image) !== undefined) yield { image, role: 'field', name: key === '' ? 'image' : key }
}

/** Characters of one document that are searched for lines; a document made to take for ever has none. */
const MOST_SEARCHED = 64 * 1024 * 1024

/** Finds a text's lines one after another: the same image may stand on several. */
class LineFinder {
  readonly #object: ManifestObject
  readonly #from = new Map<string, number>()
  #starts: readonly number[] | undefined
  #searched = 0
  constructor(object: ManifestObject) {
    this.#object = object
  }
  next(text: string): number {
    const whole = this.#object.text
    const from = this.#from.get(text) ?? 0
    if (this.#searched > MOST_SEARCHED) return -1
    const at = whole.indexOf(text, from)
    this.#searched += (at < 0 ? whole.length : at) - from
    if (at < 0) return -1
    this.#from.set(text, at + text.length)
    return this.#object.line + this.#lineAt(at)
  }

  #lineAt(at: number): number {
    const starts = (this.#starts ??= lineStarts(this.#object.text))
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (starts[middle]! <= at) low = middle
      else high = middle - 1
    }
    return low
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  return starts
}
