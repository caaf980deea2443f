import type { Connection } from '../connection/connection.ts'
import { SourceError, type Phase, type SourceErrorFacts } from '../errors/source-error.ts'
import { netCode } from './net-failure.ts'
import { seconds } from './deadline.ts'
import type { SocketOpener } from './socket-opener.ts'
import { tlsCode } from './tls-failure.ts'
import { alertAfterHandshake, speaksTls } from './tls-probe.ts'
import type { Purpose } from './trust-rule.ts'

interface Failed {
  readonly url: URL
  readonly phase: Phase
  readonly signal?: AbortSignal | undefined
}

/**
 * A failed exchange as an error with a code. Where HTTP clients only see a closed socket the port is asked once more, by a
 * handshake and nothing else, for what it wanted.
 */
export async function explainFailure(
  error: unknown,
  { url, phase, signal }: Failed,
  purpose: Purpose,
  { timeouts, tls }: Connection,
  sockets: SocketOpener,
): Promise<unknown> {
  if (error instanceof SourceError || signal?.aborted) return error
  const { host } = url
  const seen = (error as NodeJS.ErrnoException).code ?? (error as Error).name
  const facts = { host, phase, cause: error, seen }
  const code = netCode(error)
  if (code === 'TIMEOUT')
    return new SourceError('TIMEOUT', `${host} did not answer within ${seconds(timeouts.headers)}`, facts)
  const alert = tlsCode(error, purpose !== 'redirect' && tls.client !== undefined)
  if (alert !== undefined)
    return certificateError(alert === 'TLS_BAD_CLIENT_CERT' ? alert : 'TLS_CLIENT_CERT_REQUIRED', host, facts)
  if (code !== 'CONNECTION_RESET' && code !== 'MALFORMED_RESPONSE') {
    return code === undefined ? error : new SourceError(code, `the request to ${host} failed`, facts)
  }
  if (url.protocol === 'http:' && (await speaksTls(sockets, url))) {
    return new SourceError(
      'HTTP_ON_HTTPS_PORT',
      `${host} speaks TLS, and the connection is set to plain HTTP`,
      { ...facts, phase: 'request' },
    )
  }
  if (url.protocol === 'https:' && code === 'CONNECTION_RESET') {
    const late = await alertAfterHandshake(sockets, url, purpose)
    if (late !== undefined) return certificateError(late, host, facts)
  }
  const words =
    code === 'CONNECTION_RESET'
      ? `${host} closed the connection without an answer`
      : `${host} answered something that is not HTTP`
  return new SourceError(code, words, facts)
}

function certificateError(
  code: 'TLS_CLIENT_CERT_REQUIRED' | 'TLS_BAD_CLIENT_CERT',
  host: string,
  facts: SourceErrorFacts,
): SourceError {
  const words =
    code === 'TLS_BAD_CLIENT_CERT' ? 'refused the client certificate' : 'asks for a client certificate'
  return new SourceError(code, `${host} ${words}`, { ...facts, phase: 'tls' })
}
