import { isIP, type Socket } from 'node:net'
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls'

/** TLS over a connected socket; rejects with Node's own error. */
export function handshake(
  socket: Socket,
  host: string,
  context: SecureContext,
  verify: boolean,
  signal: AbortSignal,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const tls = connectTls({
      socket,
      secureContext: context,
      rejectUnauthorized: verify,
      ALPNProtocols: ['http/1.1'],
      host,
      ...(isIP(host) === 0 && { servername: host }),
    })
    const abort = (): void => {
      tls.destroy()
      reject(signal.reason as Error)
    }
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    const done = (): void => {
      signal.removeEventListener('abort', abort)
      tls.off('error', fail)
    }
    const fail = (error: unknown): void => {
      done()
      reject(error as Error)
    }
    tls.once('error', fail).once('secureConnect', () => {
      done()
      resolve(tls)
    })
  })
}
