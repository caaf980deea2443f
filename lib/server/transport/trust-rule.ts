import { isIP } from 'node:net'
import { zoneOf, type Zone } from '../connection/address.ts'
import type { Connection } from '../connection/connection.ts'

/**
 * Why an address is being connected to. The source's own host was named by the operator or the user; a token realm and a
 * redirect were named by a server, so they may not reach inward.
 */
export type Purpose = 'own' | 'token' | 'redirect'

const RANK: Readonly<Record<Zone, number>> = { public: 0, private: 1, loopback: 2, 'link-local': 3 }

/** Decides which addresses may be connected to, and remembers those of the source itself. */
export class TrustRule {
  readonly #connection: Connection
  readonly #own = new Set<string>()

  constructor(connection: Connection) {
    this.#connection = connection
    const host = bare(connection.origin.hostname)
    if (isIP(host) !== 0) this.#own.add(host)
  }

  /** Any port of the source's own host counts as itself. */
  purposeOf(url: URL, asked: Purpose): Purpose {
    return bare(url.hostname) === bare(this.#connection.origin.hostname) ? 'own' : asked
  }

  /** Notes where the source answers; what a server may point to depends on how near that is. */
  learn(address: string): void {
    this.#own.add(address)
  }

  /** How near the source itself is, by the addresses that it answered from. */
  get nearest(): Zone {
    const zones = [...this.#own].map(zoneOf)
    return zones.reduce<Zone>((near, zone) => (RANK[zone] > RANK[near] ? zone : near), 'public')
  }

  /** Why an address may not be connected to, or undefined when it may. */
  objection(purpose: Purpose, hostname: string, address: string): string | undefined {
    const zone = zoneOf(address)
    if (purpose === 'own') {
      const { mayBePrivate } = this.#connection
      const free =
        mayBePrivate === true ||
        (mayBePrivate === 'but-link-local' && zone !== 'link-local') ||
        zone === 'public' ||
        this.#connection.allowed.has(hostname, address)
      return free ? undefined : `${address} is a ${zone} address`
    }
    if (zone === 'public' || this.#own.has(address) || this.#connection.allowed.has(hostname, address))
      return undefined
    if (purpose === 'token')
      return `a token server at the ${zone} address ${address}, which is not the registry’s own host`
    return RANK[zone] <= RANK[this.nearest] && zone !== 'link-local'
      ? undefined
      : `a redirect to the ${zone} address ${address}`
  }
}

export const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '').toLowerCase()

export const portOf = (origin: URL): number =>
  Number(origin.port) || (origin.protocol === 'https:' ? 443 : 80)
