import type { DetailedPeerCertificate } from 'node:tls'
import type { SourceCode } from '../../schema/codes.ts'

/** Node's and OpenSSL's names for what went wrong, as codes. */
const CODES: Readonly<Record<string, SourceCode>> = {
  UNABLE_TO_GET_ISSUER_CERT: 'TLS_UNKNOWN_CA',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'TLS_UNKNOWN_CA',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'TLS_UNKNOWN_CA',
  SELF_SIGNED_CERT_IN_CHAIN: 'TLS_UNKNOWN_CA',
  CERT_UNTRUSTED: 'TLS_UNKNOWN_CA',
  CERT_REJECTED: 'TLS_UNKNOWN_CA',
  INVALID_CA: 'TLS_UNKNOWN_CA',
  CERT_SIGNATURE_FAILURE: 'TLS_UNKNOWN_CA',
  PATH_LENGTH_EXCEEDED: 'TLS_UNKNOWN_CA',
  CERT_CHAIN_TOO_LONG: 'TLS_UNKNOWN_CA',
  INVALID_PURPOSE: 'TLS_UNKNOWN_CA',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'TLS_SELF_SIGNED',
  ERR_TLS_CERT_ALTNAME_INVALID: 'TLS_HOSTNAME_MISMATCH',
  HOSTNAME_MISMATCH: 'TLS_HOSTNAME_MISMATCH',
  CERT_HAS_EXPIRED: 'TLS_EXPIRED',
  CERT_NOT_YET_VALID: 'TLS_NOT_YET_VALID',
  ERR_SSL_WRONG_VERSION_NUMBER: 'HTTPS_ON_HTTP_PORT',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'HTTPS_ON_HTTP_PORT',
  ERR_SSL_HTTP_REQUEST: 'HTTPS_ON_HTTP_PORT',
  ERR_SSL_UNKNOWN_PROTOCOL: 'HTTPS_ON_HTTP_PORT',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'TLS_CLIENT_CERT_REQUIRED',
}

/** Alerts by which a server says that it does not like the client's certificate, or misses one. */
const CLIENT_ALERT =
  /ALERT_(?:BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_REVOKED|CERTIFICATE_EXPIRED|CERTIFICATE_UNKNOWN|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE)/

/**
 * The code of an error that OpenSSL or Node raised, or undefined when it speaks of something else than TLS.
 * @param showedCertificate whether a client certificate was sent: the same alert means "missing" or "refused"
 */
export function tlsCode(error: unknown, showedCertificate: boolean): SourceCode | undefined {
  const given: unknown = (error as NodeJS.ErrnoException | null)?.code
  // a signal's own error has a number there
  const code = typeof given === 'string' ? given : ''
  const known = CODES[code]
  if (known !== undefined) return known
  if (CLIENT_ALERT.test(code)) return showedCertificate ? 'TLS_BAD_CLIENT_CERT' : 'TLS_CLIENT_CERT_REQUIRED'
  return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO'
    ? 'TLS_FAILED'
    : undefined
}

/** A sentence for a TLS code, from the certificates that the server showed. */
export function tlsWords(
  code: SourceCode,
  host: string,
  chain: readonly DetailedPeerCertificate[],
  error: unknown,
): string {
  const [leaf] = chain
  const culprit =
    chain.find((c) =>
      code === 'TLS_EXPIRED' ? Date.parse(c.valid_to) < Date.now() : Date.parse(c.valid_from) > Date.now(),
    ) ?? leaf
  switch (code) {
    case 'TLS_UNKNOWN_CA':
      return `the certificate of ${host} was issued by ${named(chain.at(-1)?.issuer)}, which is not trusted here`
    case 'TLS_SELF_SIGNED':
      return `the certificate of ${host} is issued by itself (${named(leaf?.subject)})`
    case 'TLS_HOSTNAME_MISMATCH':
      return `the certificate is for ${altNames(leaf)}, not for ${host}`
    case 'TLS_EXPIRED':
      return `the certificate ${named(culprit?.subject)} expired on ${day(culprit?.valid_to)}`
    case 'TLS_NOT_YET_VALID':
      return `the certificate ${named(culprit?.subject)} is not valid before ${day(culprit?.valid_from)}`
    case 'HTTPS_ON_HTTP_PORT':
      return `${host} answers plain HTTP where TLS was expected`
    case 'TLS_CLIENT_CERT_REQUIRED':
      return `${host} asks for a client certificate, and none is configured`
    case 'TLS_BAD_CLIENT_CERT':
      return `${host} refused the client certificate`
    default:
      return `the TLS handshake with ${host} failed: ${reasonOf(error)}`
  }
}

type Name = DetailedPeerCertificate['subject'] | undefined

const named = (name: Name): string => {
  const first = (part: string | string[] | undefined): string | undefined =>
    Array.isArray(part) ? part[0] : part
  const words = first(name?.CN) ?? first(name?.O) ?? first(name?.OU)
  return words === undefined ? 'an unnamed authority' : JSON.stringify(words)
}

const altNames = (leaf: DetailedPeerCertificate | undefined): string => {
  const names = (leaf?.subjectaltname ?? '')
    .split(', ')
    .map((n) => n.replace(/^(?:DNS|IP Address):/, ''))
    .filter((n) => n !== '')
  if (names.length === 0)
    return leaf === undefined ? 'other names' : `${named(leaf.subject)} without any host name`
  return names.slice(0, 6).join(', ') + (names.length > 6 ? ', …' : '')
}

const day = (text: string | undefined): string => {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? 'an unknown day' : new Date(time).toISOString().replace('.000Z', 'Z')
}

const reasonOf = (error: unknown): string => {
  const { reason, code } = error as { reason?: string; code?: string }
  return reason ?? code ?? 'no reason given'
}
