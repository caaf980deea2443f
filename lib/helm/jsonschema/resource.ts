import { quote } from '../../go/strconv/index.ts'
import { GoError } from '../../go/value.ts'
import type { Draft } from './draft.ts'
import { isObject, type Json } from './json.ts'
import { encodeFragment, isPointer, placeText, splitFragment, type Place } from './pointer.ts'
import type { Reference } from './uri.ts'

/** A part of a document with an address of its own: the whole, or what stands below an `$id`. */
export interface Resource {
  readonly pointer: string
  readonly id: string
  readonly draft: Draft
  readonly anchors: Map<string, string>
  readonly dynamicAnchors: string[]
}

/** A schema document and the resources found in it. Mirrors the library's `root`. */
export class Root {
  readonly url: string
  readonly document: Json
  readonly resources = new Map<string, Resource>()
  readonly processed = new Set<string>()

  constructor(url: string, document: Json) {
    this.url = url
    this.document = document
  }

  /** The resource that the place belongs to. */
  resource(pointer: string): Resource {
    for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
      const found = this.resources.get(at)
      if (found !== undefined) return found
      if (at === '') throw new GoError(`no resource in ${this.url}`)
    }
  }

  byId(id: string): Resource | undefined {
    for (const resource of this.resources.values()) if (resource.id === id) return resource
    return undefined
  }

  /** Where a fragment of one of the resources points to. @throws GoError for an unknown anchor */
  resolveFragment(fragment: string, resource: Resource = this.resource('')): Place {
    if (isPointer(fragment)) return { url: this.url, pointer: resource.pointer + fragment }
    const pointer = resource.anchors.get(fragment)
    if (pointer === undefined) {
      const reference = `${resource.id}#${encodeFragment(fragment)}`
      throw new GoError(`anchor in ${quote(reference)} not found in schema ${quote(this.url)}`)
    }
    return { url: this.url, pointer }
  }

  /** The place inside this document that a reference means; undefined where it means another document. */
  resolve(reference: Reference): Place | undefined {
    const resource = reference.url === this.url ? this.resource('') : this.byId(reference.url)
    return resource && this.resolveFragment(reference.fragment, resource)
  }

  /** Notes the anchors that `schema` declares. @throws GoError for one declared twice */
  collectAnchors(schema: Json, pointer: string, resource: Resource): void {
    if (!isObject(schema)) return
    const { version, id } = resource.draft
    const add = (anchor: string): void => {
      const known = resource.anchors.get(anchor)
      if (known !== undefined && known !== pointer) {
        throw new GoError(
          `duplicate anchor ${quote(anchor)} in ${quote(this.url)} at ${quote(known)} and ${quote(pointer)}`,
        )
      }
      resource.anchors.set(anchor, pointer)
    }
    if (version < 2019) {
      const declared = schema.get(id)
      if (schema.has('$ref') || typeof declared !== 'string') return
      const fragment = this.#fragmentOf(declared, pointer)
      if (!isPointer(fragment)) add(fragment)
      return
    }
    const anchor = schema.get('$anchor')
    if (typeof anchor === 'string') add(anchor)
    const dynamic = schema.get('$dynamicAnchor')
    if (version >= 2020 && typeof dynamic === 'string') {
      add(dynamic)
      resource.dynamicAnchors.push(dynamic)
    }
  }

  #fragmentOf(id: string, pointer: string): string {
    try {
      return splitFragment(id).fragment
    } catch {
      throw new GoError(`error in parsing anchor at ${quote(placeText({ url: this.url, pointer }))}`)
    }
  }
}
