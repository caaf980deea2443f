import { quote } from '../../go/strconv/index.ts'
import { GoError } from '../../go/value.ts'
import { idOf, latest, subschemas, type Draft } from './draft.ts'
import type { Documents } from './documents.ts'
import { isObject, type Json } from './json.ts'
import { lookup, placeText, type Place } from './pointer.ts'
import { Root, type Resource } from './resource.ts'
import { join, type Reference } from './uri.ts'

/** Checks a (part of a) document against its draft's own schema. @throws GoError */
type CheckDocument = (root: Root, value: Json, pointer: string) => void

/** Every document that has been opened, its resources found and its text judged. Mirrors the library's `roots`. */
export class Roots {
  readonly documents: Documents
  readonly #check: CheckDocument
  readonly #roots = new Map<string, Root>()

  constructor(documents: Documents, check: CheckDocument) {
    this.documents = documents
    this.#check = check
  }

  /** @throws GoError when the document cannot be had or is no schema */
  open(url: string): Root {
    const known = this.#roots.get(url)
    if (known !== undefined) return known
    const root = new Root(url, this.documents.load(url))
    this.#collect(root, root.document, url, '', latest)
    if (!/^https?:\/\/json-schema\.org\//.test(url)) this.#check(root, root.document, '')
    this.#roots.set(url, root)
    return root
  }

  resolve(reference: Reference): Place {
    return this.open(reference.url).resolveFragment(reference.fragment)
  }

  /** Makes sure that a place, which may lie outside the known keywords, is read as a schema. */
  ensureSubschema({ url, pointer }: Place): void {
    const root = this.open(url)
    if (root.processed.has(pointer)) return
    const value = lookup(root.document, { url, pointer })
    const base = root.resource(pointer)
    this.#collect(root, value, base.id, pointer, base.draft)
    if (!root.resources.has(pointer)) root.collectAnchors(value, pointer, root.resource(pointer))
    this.#check(root, value, pointer)
  }

  #collect(root: Root, schema: Json, base: string, pointer: string, fallback: Draft): void {
    if (root.processed.has(pointer)) return
    if (isObject(schema)) this.#collectObject(root, schema, base, pointer, fallback)
    else if (pointer === '') root.resources.set('', resourceAt('', base, fallback))
    root.processed.add(pointer)
  }

  #collectObject(
    root: Root,
    schema: ReadonlyMap<string, Json>,
    base: string,
    pointer: string,
    fallback: Draft,
  ): void {
    let hasSchema = typeof schema.get('$schema') === 'string'
    let draft = this.documents.draftOf(schema, { url: root.url, pointer }, fallback)
    let id = idOf(draft, schema)
    if (id === '' && pointer !== '') {
      draft = fallback
      hasSchema = false
      id = idOf(draft, schema)
    }
    let url = base
    if (id !== '') {
      try {
        url = join(base, id).url
      } catch {
        throw new GoError(`error in parsing id at ${quote(placeText({ url: root.url, pointer }))}`)
      }
    }
    if (id !== '' || pointer === '') {
      const same = root.byId(url)
      if (same === undefined)
        root.resources.set(pointer, resourceAt(pointer, url, hasSchema ? draft : fallback))
      else if (same.pointer !== pointer) {
        throw new GoError(
          `duplicate id ${quote(url)} in ${quote(root.url)} at ${quote(pointer)} and ${quote(same.pointer)}`,
        )
      }
    }
    const resource = root.byId(url)!
    root.collectAnchors(schema, pointer, resource)
    for (const [at, value] of subschemas(draft, schema, pointer))
      this.#collect(root, value, url, at, resource.draft)
  }
}

const resourceAt = (pointer: string, id: string, draft: Draft): Resource => ({
  pointer,
  id,
  draft,
  anchors: new Map(),
  dynamicAnchors: [],
})
