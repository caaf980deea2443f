import type { TagMove, TagMoves } from '../../schema/ledger.ts'
import type { VerdictStatus } from '../../schema/verdict.ts'
import { appendSighting, compactLedger, readLedger, type Sighting } from './ledger-file.ts'

/** Where one tag led, oldest first; each digest once for each time that it was led to. */
interface Track {
  readonly stays: Stay[]
}
interface Stay {
  readonly source: string
  readonly repository: string
  readonly tag: string
  readonly digest: string
  readonly since: string
  last: string
  status: VerdictStatus | undefined
}

type Env = Readonly<Record<string, string | undefined>>
const MOST_STAYS = 50
const COMPACT_EVERY = 5000

/** What a server saw of tags: where each led, since when, and what the verdict was. Kept in lines that are only added. */
export class Ledger {
  readonly #env: Env
  readonly #places = new Map<string, Map<string, Track>>()
  #since: string | null = null
  #written = 0

  constructor(env: Env) {
    this.#env = env
    for (const sighting of readLedger(env)) this.#take(sighting)
  }

  /** Notes where a tag leads, and the verdict where one was made. Writes only what is new. */
  observe(sighting: Sighting): void {
    const last = this.#places.get(sighting.place)?.get(sighting.tag)?.stays.at(-1)
    const isKnown =
      last?.digest === sighting.digest && (sighting.status === undefined || sighting.status === last.status)
    // a tag that nobody ever saw cannot be gone
    if (last === undefined && sighting.digest === '') return
    this.#take(sighting)
    if (isKnown) return
    appendSighting(sighting, this.#env)
    if (++this.#written % COMPACT_EVERY === 0) compactLedger(() => this.#all(), this.#env)
  }

  /** Tags of a place that led somewhere when last seen. */
  tagsOf(place: string): string[] {
    return [...(this.#places.get(place) ?? [])].flatMap(([tag, { stays }]) =>
      stays.at(-1)?.digest === '' ? [] : [tag],
    )
  }

  /** Moves of one chart's tags, newest first; of all charts without a place. */
  moves(place?: string): TagMoves {
    const tracks =
      place === undefined ? [...this.#places.values()] : [this.#places.get(place) ?? new Map<string, Track>()]
    const moves = tracks.flatMap((tags) => [...tags.values()].flatMap(movesOf))
    return { since: this.#since, moves: moves.sort((a, b) => (a.at < b.at ? 1 : -1)) }
  }

  #take({ at, source, place, repository, tag, digest, status }: Sighting): void {
    this.#since ??= at
    const tags = this.#places.get(place) ?? new Map<string, Track>()
    this.#places.set(place, tags)
    const track = tags.get(tag) ?? { stays: [] }
    tags.set(tag, track)
    const last = track.stays.at(-1)
    if (last?.digest === digest) {
      last.last = at
      last.status = status ?? last.status
      return
    }
    track.stays.push({ source, repository, tag, digest, since: at, last: at, status })
    if (track.stays.length > MOST_STAYS) track.stays.shift()
  }

  #all(): Sighting[] {
    return [...this.#places].flatMap(([place, tags]) =>
      [...tags.values()].flatMap(({ stays }) =>
        stays.map(({ source, repository, tag, digest, since, status }) => ({
          at: since,
          source,
          place,
          repository,
          tag,
          digest,
          ...(status && { status }),
        })),
      ),
    )
  }
}

const movesOf = ({ stays }: Track): TagMove[] =>
  stays.slice(1).map((to, i) => {
    const from = stays[i]!
    return {
      source: to.source,
      repository: to.repository,
      tag: to.tag,
      from: from.digest,
      to: to.digest,
      at: to.since,
      before: from.last,
      isVersion: /^v?\d+\.\d+\.\d+(?:[-+_].*)?$/.test(to.tag),
      then: from.status ?? null,
      now: to.status ?? null,
    }
  })

// pages and routes are bundled apart, and are to speak of one and the same
const PLACE = Symbol.for('chartroom.ledger')
const shared = globalThis as { [PLACE]?: { readonly folder: string; readonly ledger: Ledger } }

/** The ledger of this server. */
export function serverLedger(env: Env = process.env): Ledger {
  const folder = `${env['CHARTROOM_DATA'] ?? ''}\0${env['CHARTROOM_HOME'] ?? ''}`
  if (shared[PLACE]?.folder !== folder) shared[PLACE] = { folder, ledger: new Ledger(env) }
  return shared[PLACE].ledger
}
