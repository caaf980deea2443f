import { lookup } from 'node:dns/promises'
import { isIP, type Socket } from 'node:net'
import {
  createSecureContext,
  type DetailedPeerCertificate,
  type SecureContext,
  type TLSSocket,
} from 'node:tls'
import type { Connection } from '../connection/connection.ts'
import type { Proxy } from '../connection/proxy.ts'
import { SourceError } from '../errors/source-error.ts'
import { dial, type Address } from './dial.ts'
import { handshake } from './handshake.ts'
import { netCode } from './net-failure.ts'
import { tlsCode, tlsWords } from './tls-failure.ts'
import { bare, portOf, type Purpose, type TrustRule } from './trust-rule.ts'
import { tunnel } from './tunnel.ts'

/** Opens sockets for one connection: name, address rule, TCP, proxy, TLS, each failure with its own code. */
export class SocketOpener {
  readonly #connection: Connection
  readonly #rule: TrustRule
  #withClient: SecureContext | undefined
  #withoutClient: SecureContext | undefined

  constructor(connection: Connection, rule: TrustRule) {
    this.#connection = connection
    this.#rule = rule
  }

  /**
   * A socket that is ready for HTTP: to the proxy itself for plain HTTP through a proxy, else to the origin.
   * The client certificate is shown to the source's own host and to nobody a server points to.
   */
  async open(origin: URL, purpose: Purpose, signal?: AbortSignal): Promise<Socket> {
    const deadline = this.#deadline(origin.host, signal)
    try {
      const secure = origin.protocol === 'https:'
      const proxy = this.#connection.proxy(origin)
      if (proxy === undefined) {
        const tcp = await this.tcp(bare(origin.hostname), portOf(origin), purpose, deadline.signal)
        return secure ? await this.tls(tcp, origin, purpose, deadline.signal) : tcp
      }
      this.refuseLiteral(origin, purpose)
      const toProxy = await this.toProxy(proxy, deadline.signal)
      if (!secure) return toProxy
      return await this.tls(
        await tunnel(toProxy, origin, proxy, deadline.signal),
        origin,
        purpose,
        deadline.signal,
      )
    } catch (error) {
      throw deadline.expired() ?? error
    } finally {
      deadline.clear()
    }
  }

  #deadline(
    host: string,
    outer: AbortSignal | undefined,
  ): { signal: AbortSignal; expired(): SourceError | undefined; clear(): void } {
    const { connect } = this.#connection.timeouts
    const controller = new AbortController()
    let late = false
    const timer = setTimeout(() => {
      late = true
      controller.abort()
    }, connect)
    const pass = (): void => controller.abort(outer?.reason)
    outer?.addEventListener('abort', pass, { once: true })
    return {
      signal: controller.signal,
      expired: () =>
        late
          ? new SourceError('TIMEOUT', `no connection to ${host} within ${seconds(connect)}`, {
              host,
              phase: 'connect',
            })
          : undefined,
      clear: () => {
        clearTimeout(timer)
        outer?.removeEventListener('abort', pass)
      },
    }
  }

  /** The addresses of a name, without those that the rule forbids. */
  async resolve(hostname: string, purpose: Purpose): Promise<readonly Address[]> {
    const all = await this.#lookup(hostname)
    const objections = all.map(({ address }) => this.#rule.objection(purpose, hostname, address))
    const free = all.filter((_, i) => objections[i] === undefined)
    if (free.length === 0) throw blocked(hostname, objections[0]!)
    return free
  }

  async #lookup(hostname: string): Promise<readonly Address[]> {
    const family = isIP(hostname)
    if (family !== 0) return [{ address: hostname, family }]
    try {
      const { resolver } = this.#connection
      return await (resolver === undefined ? lookup(hostname, { all: true }) : resolver(hostname))
    } catch (error) {
      const why =
        (error as NodeJS.ErrnoException).code === 'EAI_AGAIN'
          ? 'the name server did not answer'
          : 'no such name'
      throw new SourceError('DNS_NOT_FOUND', `no address is known for ${hostname}`, {
        host: hostname,
        phase: 'name',
        seen: why,
        cause: error,
      })
    }
  }

  /** A connected socket whose actual address was checked once more. */
  async tcp(hostname: string, port: number, purpose: Purpose, signal: AbortSignal): Promise<Socket> {
    const addresses = await this.resolve(hostname, purpose)
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

  async toProxy(proxy: Proxy, signal: AbortSignal): Promise<Socket> {
    try {
      const addresses = await this.#lookup(proxy.hostname)
      const tcp = await dial(proxy.hostname, proxy.port, addresses, 'proxy', signal)
      if (proxy.protocol === 'http:') return tcp
      return await this.tls(tcp, new URL(`https://${proxy.shown}`), 'redirect', signal)
    } catch (error) {
      const seen = error instanceof SourceError ? `${error.code}: ${error.message}` : undefined
      throw new SourceError('PROXY_ERROR', `the proxy ${proxy.shown} cannot be reached`, {
        host: proxy.shown,
        phase: 'proxy',
        seen,
        cause: error,
      })
    }
  }

  /** TLS over a connected socket, verified unless the connection says otherwise. */
  async tls(socket: Socket, origin: URL, purpose: Purpose, signal: AbortSignal): Promise<TLSSocket> {
    const host = bare(origin.hostname)
    const shows = purpose !== 'redirect' && this.#connection.tls.client !== undefined
    try {
      return await handshake(socket, host, this.#context(shows), this.#connection.tls.verify, signal)
    } catch (error) {
      socket.destroy()
      if (signal.aborted) throw error
      const code = tlsCode(error, shows) ?? netCode(error) ?? 'TLS_FAILED'
      if (code === 'CONNECTION_RESET') {
        throw new SourceError(code, `${origin.host} closed the connection during the TLS handshake`, {
          host: origin.host,
          phase: 'tls',
          cause: error,
        })
      }
      const chain = code.startsWith('TLS_') ? await this.chain(origin).catch(() => []) : []
      throw new SourceError(code, tlsWords(code, host, chain, error), {
        host: origin.host,
        phase: 'tls',
        seen: (error as NodeJS.ErrnoException).code,
        cause: error,
      })
    }
  }

  #context(withClient: boolean): SecureContext {
    const { ca, client } = this.#connection.tls
    const authorities = ca === undefined ? {} : { ca: [...ca] }
    if (withClient && client !== undefined)
      return (this.#withClient ??= createSecureContext({ ...authorities, ...client }))
    return (this.#withoutClient ??= createSecureContext(authorities))
  }

  /**
   * The certificates that a host shows, leaf first, trusted or not. Nothing but the handshake is sent, and no client
   * certificate is shown.
   */
  async chain(origin: URL): Promise<DetailedPeerCertificate[]> {
    const signal = AbortSignal.timeout(this.#connection.timeouts.connect)
    const socket = await this.#raw(origin, signal)
    const tls = await handshake(socket, bare(origin.hostname), createSecureContext({}), false, signal)
    try {
      const chain: DetailedPeerCertificate[] = []
      for (
        let next: DetailedPeerCertificate | undefined = tls.getPeerCertificate(true);
        next?.raw !== undefined;
        next = next.issuerCertificate
      ) {
        if (chain.some((c) => c.fingerprint256 === next!.fingerprint256)) break
        chain.push(next)
      }
      return chain
    } finally {
      tls.destroy()
    }
  }

  async #raw(origin: URL, signal: AbortSignal): Promise<Socket> {
    const proxy = this.#connection.proxy(origin)
    if (proxy === undefined)
      return this.tcp(bare(origin.hostname), portOf(origin), this.#rule.purposeOf(origin, 'redirect'), signal)
    return tunnel(await this.toProxy(proxy, signal), origin, proxy, signal)
  }

  /** Whether the other side speaks TLS. For telling why a plain request failed. */
  async speaksTls(origin: URL): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(this.#connection.timeouts.connect)
      const tls = await handshake(
        await this.#raw(origin, signal),
        bare(origin.hostname),
        createSecureContext({}),
        false,
        signal,
      )
      tls.destroy()
      return true
    } catch (error) {
      // a server that wants a client certificate speaks TLS too
      return CERTIFICATE_CODES.has(tlsCode(error, false) ?? '')
    }
  }

  /**
   * The alert by which a server closes a TLS connection after the handshake, which HTTP clients report as a closed socket.
   * @returns a code, or undefined where there is no such alert
   */
  async alertAfterHandshake(
    origin: URL,
    purpose: Purpose,
  ): Promise<'TLS_CLIENT_CERT_REQUIRED' | 'TLS_BAD_CLIENT_CERT' | undefined> {
    const shows = purpose !== 'redirect' && this.#connection.tls.client !== undefined
    try {
      const signal = AbortSignal.timeout(Math.min(1500, this.#connection.timeouts.connect))
      const tls = await handshake(
        await this.#raw(origin, signal),
        bare(origin.hostname),
        this.#context(shows),
        this.#connection.tls.verify,
        signal,
      )
      const end = await new Promise<{ error?: unknown; closed: boolean }>((resolve) => {
        tls
          .once('error', (error) => resolve({ error, closed: true }))
          .once('close', () => resolve({ closed: true }))
          .resume()
        signal.addEventListener('abort', () => resolve({ closed: false }), { once: true })
      })
      tls.destroy()
      // some servers say nothing and close at once on a certificate that they do not like
      return certificateCode(end.error, shows) ?? (shows && end.closed ? 'TLS_BAD_CLIENT_CERT' : undefined)
    } catch (error) {
      return certificateCode(error, shows)
    }
  }
}

const CERTIFICATE_CODES: ReadonlySet<string> = new Set(['TLS_CLIENT_CERT_REQUIRED', 'TLS_BAD_CLIENT_CERT'])

function certificateCode(
  error: unknown,
  shows: boolean,
): 'TLS_CLIENT_CERT_REQUIRED' | 'TLS_BAD_CLIENT_CERT' | undefined {
  const code = error === undefined ? undefined : tlsCode(error, shows)
  return code === 'TLS_CLIENT_CERT_REQUIRED' || code === 'TLS_BAD_CLIENT_CERT' ? code : undefined
}

export const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`

const blocked = (host: string, why: string): SourceError =>
  new SourceError('ADDRESS_BLOCKED', `${host} may not be asked: ${why}`, { host, phase: 'connect' })
