import type { SourceCode } from '../../schema/codes.ts'

const CODES: Readonly<Record<string, SourceCode>> = {
  ENOTFOUND: 'DNS_NOT_FOUND',
  EAI_AGAIN: 'DNS_NOT_FOUND',
  EAI_NODATA: 'DNS_NOT_FOUND',
  EAI_NONAME: 'DNS_NOT_FOUND',
  ECONNREFUSED: 'CONNECTION_REFUSED',
  EHOSTUNREACH: 'CONNECTION_REFUSED',
  ENETUNREACH: 'CONNECTION_REFUSED',
  EHOSTDOWN: 'CONNECTION_REFUSED',
  EADDRNOTAVAIL: 'CONNECTION_REFUSED',
  EACCES: 'CONNECTION_REFUSED',
  EPERM: 'CONNECTION_REFUSED',
  ECONNRESET: 'CONNECTION_RESET',
  ECONNABORTED: 'CONNECTION_RESET',
  EPIPE: 'CONNECTION_RESET',
  UND_ERR_SOCKET: 'CONNECTION_RESET',
  UND_ERR_CLOSED: 'CONNECTION_RESET',
  ETIMEDOUT: 'TIMEOUT',
  UND_ERR_CONNECT_TIMEOUT: 'TIMEOUT',
  UND_ERR_HEADERS_TIMEOUT: 'TIMEOUT',
  UND_ERR_BODY_TIMEOUT: 'TIMEOUT',
  UND_ERR_HEADERS_OVERFLOW: 'LIMIT_EXCEEDED',
  HPE_HEADER_OVERFLOW: 'LIMIT_EXCEEDED',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'MALFORMED_RESPONSE',
}

/** The code of an error of sockets, name lookups or undici; several addresses that all failed count as the first. */
export function netCode(error: unknown): SourceCode | undefined {
  const {
    name,
    errors,
    code: given,
  } = error as { code?: unknown; name?: string; errors?: readonly unknown[] }
  // a signal's own error has a number there
  const code = typeof given === 'string' ? given : ''
  const own = CODES[code]
  if (own !== undefined) return own
  if (code.startsWith('HPE_') || name === 'HTTPParserError') return 'MALFORMED_RESPONSE'
  return errors === undefined || errors.length === 0 ? undefined : netCode(errors[0])
}
