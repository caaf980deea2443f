import { setTimeout as pause } from 'node:timers/promises'
import type { ChartRow, Listing, Versions } from '../../schema/source.ts'
import { toSourceError } from '../errors/source-error.ts'
import { Fresh } from './fresh.ts'
import type { ManifestStore } from './manifest-store.ts'
import type { ChartSource, ResolvedChart } from './source.ts'

/** How much longer than its first part a list may take before that part is told alone, in milliseconds. */
const PATIENCE = 150

/**
 * A source that is made when it is first asked, so that one whose certificate or secret cannot be read says so by itself and
 * leaves the others alone. A failed making is tried again at the next call.
 */
export class LazySource implements ChartSource {
  readonly #make: () => Promise<ChartSource>
  #made: Promise<ChartSource> | undefined
  /** lists cost many requests, so an older one is shown, with its time, while it is made anew */
  readonly #listings = new Fresh<Listing>({ fresh: 60_000, stale: 7 * 86_400_000 }, () => Date.now())

  /** looked into when somebody has them on the screen */
  readonly #rows = new Fresh<ChartRow | null>({ fresh: 600_000, stale: 86_400_000 }, () => Date.now(), 20_000)
  #part: Listing | undefined
  /** those who wait for the first part of a list */
  readonly #waiting: (() => void)[] = []

  constructor(make: () => Promise<ChartSource>) {
    this.#make = make
  }

  #source(): Promise<ChartSource> {
    if (this.#made === undefined) {
      this.#made = this.#make()
      this.#made.catch(() => (this.#made = undefined))
    }
    return this.#made
  }

  /**
   * A list that cannot be renewed is still a list: it is told with its age, and with why it is no younger. While a long one is
   * on its way for the first time, what is known of it already is told.
   */
  async list(_signal?: AbortSignal, soFar?: (listing: Listing) => void): Promise<Listing> {
    const asked = this.#listings.get('', () => this.#ask())
    try {
      const known = this.#listings.last('')
      const listing =
        soFar === undefined || known !== undefined
          ? await asked
          : await Promise.race([asked, this.#early(soFar)])
      const { failed, renewing = false } = this.#listings.last('') ?? {}
      return {
        ...listing,
        ...(renewing && { renewing }),
        ...(failed !== undefined && { notRenewed: toSourceError(failed).toProblem() }),
      }
    } catch (error) {
      const known = this.#listings.last('')
      if (known === undefined) throw error
      return { ...known.value, notRenewed: toSourceError(error).toProblem() }
    }
  }

  async #ask(): Promise<Listing> {
    this.#part = undefined
    const source = await this.#source()
    try {
      return await source.list(undefined, (part) => {
        this.#part = part
        for (const tell of this.#waiting.splice(0)) tell()
      })
    } finally {
      this.#part = undefined
      this.#waiting.length = 0
    }
  }

  /** What is known of a list that takes longer than its first part; never, for one that does not. */
  async #early(soFar: (listing: Listing) => void): Promise<Listing> {
    if (this.#part === undefined) await new Promise<void>((tell) => this.#waiting.push(tell))
    await pause(PATIENCE)
    const part = this.#part
    if (part === undefined) return new Promise(() => {})
    soFar(part)
    return { ...part, renewing: true }
  }

  async look(repository: string, signal?: AbortSignal): Promise<ChartRow | null> {
    const source = await this.#source()
    if (source.look !== undefined) return this.#rows.get(repository, () => source.look!(repository))
    const { charts } = await source.list(signal)
    return charts.find((row) => row.repository === repository) ?? null
  }

  async versions(
    repository: string,
    options?: { digests?: 'newest' | 'all' | 'none' },
    signal?: AbortSignal,
  ): Promise<Versions> {
    return (await this.#source()).versions(repository, options, signal)
  }

  async resolve(repository: string, asked: string, signal?: AbortSignal): Promise<ResolvedChart> {
    return (await this.#source()).resolve(repository, asked, signal)
  }

  async archive(chart: ResolvedChart, signal?: AbortSignal): Promise<Uint8Array> {
    return (await this.#source()).archive(chart, signal)
  }

  async provenance(chart: ResolvedChart, signal?: AbortSignal): Promise<Uint8Array | null> {
    return (await this.#source()).provenance(chart, signal)
  }

  async config(chart: ResolvedChart, signal?: AbortSignal): Promise<Uint8Array | null> {
    return (await this.#source()).config(chart, signal)
  }

  refresh(): void {
    this.#listings.expire()
    this.#rows.expire()
    void this.#made?.then(
      (source) => source.refresh?.(),
      () => {},
    )
  }

  async artifacts(): Promise<ManifestStore | null> {
    return (await (await this.#source()).artifacts?.()) ?? null
  }
}
