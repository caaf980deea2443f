import { chartMetadata } from '../../chart/metadata.ts'
import { filesOf } from '../../chart/unpack.ts'
import type { Connection } from '../../connection/connection.ts'
import { SourceError } from '../../errors/source-error.ts'
import { place } from '../../transport/http-client.ts'
import { singleListing, singleVersions } from '../single-chart.ts'
import { hashOf } from '../checked-bytes.ts'
import type { ChartSource, ResolvedChart } from '../source.ts'
import type { Listing, Versions } from '../../../schema/source.ts'
import { WebClient } from './web-client.ts'

/** One archive by its URL, with no repository around it. There is nothing to check it against but a digest that was asked for. */
export class ArchiveUrlSource implements ChartSource {
  readonly #url: URL
  readonly #client: WebClient
  #bytes: Promise<Uint8Array> | undefined

  constructor(url: URL, connection: Connection) {
    this.#url = url
    this.#client = new WebClient(connection)
  }

  #fetch(signal: AbortSignal | undefined): Promise<Uint8Array> {
    if (this.#bytes === undefined) {
      const { limits } = this.#client.connection
      this.#bytes = this.#client.download({
        url: this.#url,
        what: place(this.#url),
        // where this is missing there is nothing at all, unlike an archive that an index names
        phase: 'request',
        limit: limits.archive,
        signal,
      })
      this.#bytes.catch(() => (this.#bytes = undefined))
    }
    return this.#bytes
  }

  /** The archive is fetched again with the next question. */
  refresh(): void {
    this.#bytes = undefined
  }

  async list(signal?: AbortSignal): Promise<Listing> {
    return singleListing(place(this.#url), chartMetadata(filesOf(await this.#fetch(signal))), new Date())
  }

  async versions(_repository: string, _options?: object, signal?: AbortSignal): Promise<Versions> {
    const bytes = await this.#fetch(signal)
    return singleVersions(chartMetadata(filesOf(bytes)), hashOf(bytes))
  }

  async resolve(_repository: string, asked: string, signal?: AbortSignal): Promise<ResolvedChart> {
    const digest = hashOf(await this.#fetch(signal))
    return {
      repository: '',
      asked,
      tag: null,
      reference: place(this.#url),
      digest,
      created: null,
      manifest: null,
      layers: [],
    }
  }

  archive(_chart: ResolvedChart, signal?: AbortSignal): Promise<Uint8Array> {
    return this.#fetch(signal)
  }

  async provenance(_chart: ResolvedChart, signal?: AbortSignal): Promise<Uint8Array | null> {
    const url = new URL(this.#url)
    url.pathname += '.prov'
    try {
      return (
        (
          await this.#client.get({
            url,
            what: place(url),
            phase: 'archive',
            limit: this.#client.connection.limits.provenance,
            signal,
          })
        )?.bytes ?? null
      )
    } catch (error) {
      if (error instanceof SourceError && error.code === 'NOT_FOUND') return null
      throw error
    }
  }

  async config(): Promise<null> {
    return null
  }
}
