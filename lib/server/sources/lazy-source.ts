import type { Listing, Versions } from '../../schema/source.ts'
import { toSourceError } from '../errors/source-error.ts'
import { Fresh } from './fresh.ts'
import type { ManifestStore } from './manifest-store.ts'
import type { ChartSource, ResolvedChart } from './source.ts'

/**
 * A source that is made when it is first asked, so that one whose certificate or secret cannot be read says so by itself and
 * leaves the others alone. A failed making is tried again at the next call.
 */
export class LazySource implements ChartSource {
  readonly #make: () => Promise<ChartSource>
  #made: Promise<ChartSource> | undefined
  /** lists cost many requests, so an older one is shown, with its time, while it is made anew */
  readonly #listings = new Fresh<Listing>({ fresh: 60_000, stale: 7 * 86_400_000 }, () => Date.now())

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

  /** A list that cannot be renewed is still a list: it is told with its age, and with why it is no younger. */
  async list(): Promise<Listing> {
    try {
      const listing = await this.#listings.get('', async () => (await this.#source()).list())
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
    void this.#made?.then(
      (source) => source.refresh?.(),
      () => {},
    )
  }

  async artifacts(): Promise<ManifestStore | null> {
    return (await (await this.#source()).artifacts?.()) ?? null
  }
}
