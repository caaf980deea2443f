import { fromByteText, toByteText } from '../../go/byte-text.ts'
import { quote } from '../../go/strconv/index.ts'
import { formatUrl, parseUrl } from '../../go/url/index.ts'
import { GoError } from '../../go/value.ts'
import { draftFromUrl, type Draft } from './draft.ts'
import { isObject, type Json } from './json.ts'
import { metaschema } from './metaschemas.ts'
import { placeText, splitHash, type Place } from './pointer.ts'

/** The documents that schemas may refer to: those given, the drafts' own, and nothing from disk or network. */
export class Documents {
  readonly #known = new Map<string, Json>()
  /** `urn:` references that nobody could resolve; Helm warns of each once and lets everything pass */
  readonly unresolved: string[] = []

  add(url: string, document: Json): void {
    this.#known.set(url, document)
  }

  /** @throws GoError `failing loading …` */
  load(url: string): Json {
    const known = this.#known.get(url)
    if (known !== undefined) return known
    const found = metaschema(url) ?? this.#refuse(url)
    this.#known.set(url, found)
    return found
  }

  #refuse(url: string): Json {
    let parsed
    try {
      parsed = parseUrl(toByteText(url))
    } catch (error) {
      throw new GoError(`failing loading ${quote(url)}: ${(error as Error).message}`)
    }
    switch (parsed.scheme) {
      case 'urn':
        this.unresolved.push(url)
        return true
      case 'http':
      case 'https':
        throw new GoError(`failing loading ${quote(url)}: schemas are not fetched from the network`)
      case 'file':
        throw new GoError(
          `failing loading ${quote(url)}: open ${fromByteText(parsed.path)}: no such file or directory`,
        )
      default:
        throw new GoError(
          `failing loading ${quote(url)}: no URLLoader registered for ${quote(fromByteText(formatUrl(parsed)))}`,
        )
    }
  }

  /** The draft that a schema is written in, by its `$schema` or that schema's own. @throws GoError */
  draftOf(schema: Json, place: Place, fallback: Draft, seen: ReadonlySet<string> = new Set()): Draft {
    const named = isObject(schema) ? schema.get('$schema') : undefined
    if (typeof named !== 'string') return fallback
    const draft = draftFromUrl(named)
    if (draft !== undefined) return draft
    const [url] = splitHash(named)
    try {
      parseUrl(toByteText(url))
    } catch (error) {
      throw new GoError(`invalid $schema in ${quote(placeText(place))}: ${(error as Error).message}`)
    }
    if (place.pointer === '' && url === place.url) throw new GoError(`draft ${quote(url)} is not supported`)
    if (seen.has(url)) throw new GoError(`cycle in resolving $schema in ${quote(url)}`)
    return this.draftOf(this.load(url), { url, pointer: '' }, fallback, new Set([...seen, url]))
  }
}
