import { createSecureContext, type DetailedPeerCertificate } from 'node:tls'
import { handshake } from './handshake.ts'
import type { SocketOpener } from './socket-opener.ts'
import { tlsCode } from './tls-failure.ts'
import { bare, type Purpose } from './trust-rule.ts'

/** How long a server may take to close a connection whose certificate it does not like, in milliseconds. */
const LATE_ALERT = 1500

/** How long a port may take to show that it speaks TLS after all, in milliseconds. */
const SECOND_LOOK = 2500

type CertificateCode = 'TLS_CLIENT_CERT_REQUIRED' | 'TLS_BAD_CLIENT_CERT'

/**
 * The certificates that a host shows, leaf first, trusted or not. Nothing but a handshake is sent, and no client certificate
 * is shown.
 */
export async function peerChain(opener: SocketOpener, origin: URL): Promise<DetailedPeerCertificate[]> {
  const signal = AbortSignal.timeout(opener.patience)
  const tls = await handshake(
    await opener.raw(origin, 'redirect', signal),
    bare(origin.hostname),
    createSecureContext({}),
    false,
    signal,
  )
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

/** Whether the other side speaks TLS. For telling why a plain request failed. */
export async function speaksTls(opener: SocketOpener, origin: URL): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(Math.min(SECOND_LOOK, opener.patience))
    const tls = await handshake(
      await opener.raw(origin, 'redirect', signal),
      bare(origin.hostname),
      createSecureContext({}),
      false,
      signal,
    )
    tls.destroy()
    return true
  } catch (error) {
    // a server that wants a client certificate speaks TLS too
    return certificateCode(error, false) !== undefined
  }
}

/**
 * The alert by which a server closes a TLS connection after the handshake, which HTTP clients report as a closed socket.
 * @returns undefined where there is no such alert
 */
export async function alertAfterHandshake(
  opener: SocketOpener,
  origin: URL,
  purpose: Purpose,
): Promise<CertificateCode | undefined> {
  const shows = opener.shows(purpose)
  try {
    const signal = AbortSignal.timeout(Math.min(LATE_ALERT, opener.patience))
    const tls = await handshake(
      await opener.raw(origin, purpose, signal),
      bare(origin.hostname),
      opener.contexts.context(shows),
      opener.contexts.verify,
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

function certificateCode(error: unknown, shows: boolean): CertificateCode | undefined {
  const code = error === undefined ? undefined : tlsCode(error, shows)
  return code === 'TLS_CLIENT_CERT_REQUIRED' || code === 'TLS_BAD_CLIENT_CERT' ? code : undefined
}
