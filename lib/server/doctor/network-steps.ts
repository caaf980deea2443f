import { isIP } from 'node:net'
import type { DetailedPeerCertificate } from 'node:tls'
import type { SeenCertificate } from '../../schema/diagnosis.ts'
import { zoneOf } from '../connection/address.ts'
import type { Connection } from '../connection/connection.ts'
import { askedAs } from '../connection/credential.ts'
import type { HttpClient } from '../transport/http-client.ts'
import { peerChain } from '../transport/tls-probe.ts'
import { bare, portOf } from '../transport/trust-rule.ts'
import type { Examination, Finding } from './examine.ts'

/** The steps below HTTP that every remote source has. */
export function networkSteps(http: HttpClient): Examination[] {
  const { connection } = http
  const { origin } = connection
  const secure = origin.protocol === 'https:'
  return [
    { step: 'settings', run: async () => settings(connection) },
    { step: 'name', run: () => name(http) },
    { step: 'connect', run: () => connect(http) },
    ...(secure
      ? [{ step: 'tls', run: () => tls(http), certificates: () => certificates(http) } as const]
      : []),
  ]
}

function settings({ origin, credential, tls, proxy, notes }: Connection): Finding {
  const way = proxy(origin)
  const words = [
    `${origin.protocol === 'https:' ? 'TLS' : 'plain HTTP'} to ${origin.host}`,
    way === undefined ? 'directly' : `through the proxy ${way.shown}`,
    `as ${askedAs(credential)}`,
    ...(tls.ca === undefined ? [] : ['with a CA of your own besides the public ones']),
    ...(tls.client === undefined ? [] : ['with a client certificate']),
    ...(tls.verify ? [] : ['without verifying the server’s certificate']),
    ...notes,
  ]
  return { words: words.join(', '), noted: !tls.verify || notes.length > 0 }
}

async function name(http: HttpClient): Promise<Finding> {
  const { origin, proxy } = http.connection
  const host = bare(origin.hostname)
  if (isIP(host) !== 0) return { words: `${host} is an address (${zoneOf(host)})` }
  const way = proxy(origin)
  if (way !== undefined) return { words: `the proxy ${way.shown} resolves ${host}` }
  const addresses = await http.sockets.resolve(host, 'own')
  return {
    words: `${host} is ${addresses.map(({ address }) => `${address} (${zoneOf(address)})`).join(', ')}`,
  }
}

async function connect(http: HttpClient): Promise<Finding> {
  const { origin, proxy, timeouts } = http.connection
  const socket = await http.sockets.raw(origin, 'own', AbortSignal.timeout(timeouts.connect))
  const { remoteAddress, remotePort } = socket
  socket.destroy()
  const way = proxy(origin)
  return {
    words:
      way === undefined
        ? `connected to ${remoteAddress}, port ${remotePort}`
        : `the proxy ${way.shown} connected to ${bare(origin.hostname)}, port ${portOf(origin)}`,
  }
}

async function tls(http: HttpClient): Promise<Finding> {
  const { origin } = http.connection
  const socket = await http.sockets.open(origin, 'own')
  socket.destroy()
  const seen = await certificates(http)
  const verified = http.connection.tls.verify
  const leaf = seen[0]
  const words =
    leaf === undefined
      ? 'the handshake succeeded'
      : `the certificate of ${leaf.subject} by ${leaf.issuer} holds until ${leaf.validTo}`
  return { words: verified ? words : `${words}, and was not verified`, noted: !verified, certificates: seen }
}

const certificates = async (http: HttpClient): Promise<SeenCertificate[]> =>
  (await peerChain(http.sockets, http.connection.origin)).map(seenCertificate)

function seenCertificate({
  subject,
  issuer,
  fingerprint256,
  valid_from,
  valid_to,
}: DetailedPeerCertificate): SeenCertificate {
  const words = (name: DetailedPeerCertificate['subject'] | undefined): string =>
    Object.entries(name ?? {})
      .map(([key, value]) => `${key}=${String(value)}`)
      .join(', ') || 'no name'
  const iso = (text: string): string => new Date(text).toISOString()
  return {
    subject: words(subject),
    issuer: words(issuer),
    sha256: fingerprint256,
    validFrom: iso(valid_from),
    validTo: iso(valid_to),
  }
}
