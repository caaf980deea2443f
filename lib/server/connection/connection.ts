import { defaultLimits, type Limits } from '../sources/limits.ts'
import { AllowedAddresses } from './address.ts'
import { anonymous, secretsOf, type Credential } from './credential.ts'
import type { ProxyRule } from './proxy.ts'
import { Secrets } from './secrets.ts'
import type { TlsMaterial } from './tls-material.ts'

/** In milliseconds. */
export interface Timeouts {
  readonly connect: number
  readonly headers: number
  /** without a byte */
  readonly idle: number
  /** a request from its beginning to its last byte, with redirects and further tries; as long as it takes by default */
  readonly whole: number | null
}

export const defaultTimeouts: Timeouts = { connect: 10_000, headers: 30_000, idle: 60_000, whole: null }

/**
 * `--timeout`, as Helm's: the time for a request as a whole, its answer read. Connecting is never given more than usual.
 */
export const timeoutsOf = (milliseconds: number): Timeouts => ({
  connect: Math.min(milliseconds, defaultTimeouts.connect),
  headers: milliseconds,
  idle: milliseconds,
  whole: milliseconds,
})

export interface Retries {
  /** how often a request is sent at most */
  readonly tries: number
  /** first pause before trying again, doubled each time, in milliseconds */
  readonly pause: number
  /** the longest `Retry-After` that is waited for, in milliseconds */
  readonly longest: number
}

/** Name to addresses. */
export type Resolver = (
  hostname: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>

/**
 * How one source is reached: who asks, over which TLS, through which proxy, within which limits. Built completely before
 * the first byte and never changed; every request takes it, so nothing can be sent with half of it.
 */
export interface Connection {
  /** scheme, host and port of the source itself */
  readonly origin: URL
  readonly credential: Credential
  readonly tls: TlsMaterial
  readonly proxy: ProxyRule
  readonly limits: Limits
  readonly timeouts: Timeouts
  readonly retries: Retries
  /** classic repositories: send the login to every host that the index names */
  readonly passCredentials: boolean
  readonly allowed: AllowedAddresses
  /** whether the source itself may be at a private, loopback or link-local address */
  readonly mayBePrivate: boolean | 'but-link-local'
  readonly secrets: Secrets
  readonly resolver: Resolver | undefined
  /** what a person should know when a login is missing, as: a credential helper that failed */
  readonly notes: readonly string[]
}

export type ConnectionSettings = Pick<Connection, 'origin' | 'tls' | 'proxy'> &
  Partial<Omit<Connection, 'origin' | 'tls' | 'proxy' | 'allowed' | 'secrets'>> & {
    readonly allowAddresses?: readonly string[]
  }

/** A complete connection from what is set, the rest by default. */
export function buildConnection(settings: ConnectionSettings): Connection {
  const { allowAddresses = [], ...set } = settings
  const credential = set.credential ?? anonymous
  const secrets = new Secrets()
  secrets.add(...secretsOf(credential))
  return Object.freeze({
    limits: defaultLimits,
    timeouts: defaultTimeouts,
    retries: { tries: 3, pause: 250, longest: 10_000 },
    passCredentials: false,
    mayBePrivate: true,
    resolver: undefined,
    notes: [],
    ...set,
    credential,
    allowed: new AllowedAddresses(allowAddresses),
    secrets,
  })
}
