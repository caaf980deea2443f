import { lookup } from 'node:dns/promises'
import { isIP, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { Connection } from '../connection/connection.ts'
import type { Proxy } from '../connection/proxy.ts'
import { SourceError, type Phase } from '../errors/source-error.ts'
import { Deadline } from './deadline.ts'
import { dial, type Address } from './dial.ts'
import { handshake } from './handshake.ts'
import { netCode } from './net-failure.ts'
import { TlsContexts } from './tls-contexts.ts'
import { tlsCode, tlsWords } from './tls-failure.ts'
import { peerChain } from './tls-probe.ts'
import { bare, portOf, type Purpose, type TrustRule } from './trust-rule.ts'
import { tunnel } from './tunnel.ts'

/** Opens sockets for one connection: name, address rule, TCP, proxy, TLS, each failure with its own code. */
export class SocketOpener {
  readonly contexts: TlsContexts
  readonly #connection: Connection
  readonly #rule: TrustRule

  constructor(connection: Connection, rule: TrustRule) {
    this.#connection = connection
    this.#rule = rule
    this.contexts = new TlsContexts(connection.tls)
  }

  /** How long connecting may take, in milliseconds. */
  get patience(): number {
    return this.#connection.timeouts.connect
  }

  /** The client certificate is shown to the source's own host and its token server, not where a server sends us. */
  shows(purpose: Purpose): boolean {
    return purpose !== 'redirect' && this.contexts.hasClient
  }

  /** A socket that is ready for HTTP: to the proxy itself for plain HTTP through a proxy, else to the origin. */
  async open(origin: URL, purpose: Purpose, signal?: AbortSignal): Promise<Socket> {
    const deadline = new Deadline(this.patience, signal)
    const enter = (phase: Phase): void => void (deadline.phase = phase)
    try {
      return await deadline.race(this.#open(origin, purpose, deadline.signal, enter))
    } catch (error) {
      throw deadline.reason(error, origin.host, this.patience)
    } finally {
      deadline.clear()
    }
  }

  async #open(
    origin: URL,
    purpose: Purpose,
    signal: AbortSignal,
    enter: (phase: Phase) => void,
  ): Promise<Socket> {
    const secure = origin.protocol === 'https:'
    const proxy = this.#connection.proxy(origin)
    if (proxy !== undefined && !secure) {
      this.refuseLiteral(origin, purpose)
      enter('proxy')
      return this.#toProxy(proxy, signal)
    }
    const raw = await this.raw(origin, purpose, signal, enter)
    if (!secure) return raw
    enter('tls')
    return this.#secure(raw, origin, purpose, signal)
  }

  /** A connected socket to an origin, directly or through a proxy's tunnel, before any TLS. */
  async raw(
    origin: URL,
    asked: Purpose,
    signal: AbortSignal,
    enter: (phase: Phase) => void = () => {},
  ): Promise<Socket> {
    const purpose = this.#rule.purposeOf(origin, asked)
    const proxy = this.#connection.proxy(origin)
    if (proxy === undefined) return this.#tcp(bare(origin.hostname), portOf(origin), purpose, signal, enter)
    this.refuseLiteral(origin, purpose)
    enter('proxy')
    return tunnel(await this.#toProxy(proxy, signal), origin, proxy, signal)
  }

  /** The addresses of a name, without those that the rule forbids. @throws SourceError DNS_NOT_FOUND, ADDRESS_BLOCKED */
  async resolve(hostname: string, purpose: Purpose): Promise<readonly Address[]> {
    const all = await this.#lookup(hostname)
    const objections = all.map(({ address }) => this.#rule.objection(purpose, hostname, address))
    const free = all.filter((_, i) => objections[i] === undefined)
    if (free.length === 0) throw blocked(hostname, objections[0] ?? 'it has no address')
    return free
  }

  async #lookup(hostname: string): Promise<readonly Address[]> {
    const family = isIP(hostname)
    if (family !== 0) return [{ address: hostname, family }]
    try {
      const { resolver } = this.#connection
      return await (resolver === undefined ? lookup(hostname, { all: true }) : resolver(hostname))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      throw new SourceError('DNS_NOT_FOUND', `no address is known for ${hostname}`, {
        host: hostname,
        phase: 'name',
        seen: code === 'EAI_AGAIN' ? 'the name server did not answer' : 'no such name',
        cause: error,
      })
    }
  }

  /** A connected socket whose actual address was checked once more. */
  async #tcp(
    hostname: string,
    port: number,
    purpose: Purpose,
    signal: AbortSignal,
    enter: (phase: Phase) => void,
  ): Promise<Socket> {
    const addresses = await this.resolve(hostname, purpose)
    enter('connect')
    const socket = await dial(hostname, port, addresses, 'connect', signal)
    const address = socket.remoteAddress ?? ''
    const objection = address === '' ? undefined : this.#rule.objection(purpose, hostname, address)
    if (objection !== undefined) {
      socket.destroy()
      throw blocked(hostname, objection)
    }
    if (purpose === 'own' && address !== '') this.#rule.learn(address)
    return socket
  }

  /** Behind a proxy the address is the proxy's to choose; one that stands in the URL itself is judged here. */
  refuseLiteral(origin: URL, purpose: Purpose): void {
    const host = bare(origin.hostname)
    const address = host === 'localhost' || host.endsWith('.localhost') ? '127.0.0.1' : host
    const objection = isIP(address) === 0 ? undefined : this.#rule.objection(purpose, host, address)
    if (objection !== undefined) throw blocked(host, objection)
  }

  async #toProxy(proxy: Proxy, signal: AbortSignal): Promise<Socket> {
    try {
      const addresses = await this.#lookup(proxy.hostname)
      const tcp = await dial(proxy.hostname, proxy.port, addresses, 'proxy', signal)
      if (proxy.protocol === 'http:') return tcp
      return await handshake(tcp, proxy.hostname, this.contexts.context(false), this.contexts.verify, signal)
    } catch (error) {
      const seen =
        error instanceof SourceError
          ? `${error.code}: ${error.message}`
          : (error as NodeJS.ErrnoException).code
      throw new SourceError('PROXY_ERROR', `the proxy ${proxy.shown} cannot be reached`, {
        host: proxy.shown,
        phase: 'proxy',
        seen,
        cause: error,
      })
    }
  }

  /** TLS over a connected socket, verified unless the connection says otherwise. */
  async #secure(socket: Socket, origin: URL, purpose: Purpose, signal: AbortSignal): Promise<TLSSocket> {
    const host = bare(origin.hostname)
    const shows = this.shows(purpose)
    try {
      return await handshake(socket, host, this.contexts.context(shows), this.contexts.verify, signal)
    } catch (error) {
      socket.destroy()
      if (signal.aborted) throw error
      const code = tlsCode(error, shows) ?? netCode(error) ?? 'TLS_FAILED'
      if ((code === 'TLS_UNKNOWN_CA' || code === 'TLS_SELF_SIGNED') && this.contexts.addSystem()) {
        return this.#secure(await this.raw(origin, purpose, signal), origin, purpose, signal)
      }
      const facts = {
        host: origin.host,
        phase: 'tls',
        seen: (error as NodeJS.ErrnoException).code,
        cause: error,
      } as const
      if (code === 'CONNECTION_RESET')
        throw new SourceError(code, `${origin.host} closed the connection during the TLS handshake`, facts)
      const chain = code.startsWith('TLS_') ? await peerChain(this, origin).catch(() => []) : []
      throw new SourceError(code, tlsWords(code, host, chain, error), facts)
    }
  }
}

const blocked = (host: string, why: string): SourceError =>
  new SourceError('ADDRESS_BLOCKED', `${host} may not be asked: ${why}`, { host, phase: 'connect' })
