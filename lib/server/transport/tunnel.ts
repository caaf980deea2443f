import type { Socket } from 'node:net'
import type { Proxy } from '../connection/proxy.ts'
import { SourceError } from '../errors/source-error.ts'
import { portOf } from './trust-rule.ts'

/** `CONNECT` through a proxy, over a socket to it. @throws SourceError PROXY_ERROR, TIMEOUT */
export function tunnel(socket: Socket, origin: URL, proxy: Proxy, signal: AbortSignal): Promise<Socket> {
  const target = `${origin.hostname}:${portOf(origin)}`
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0)
    const facts = { host: proxy.shown, phase: 'proxy' } as const
    const end = (error?: SourceError): void => {
      socket.off('data', read).off('error', broken).off('close', broken)
      signal.removeEventListener('abort', abort)
      if (error === undefined) return
      socket.destroy()
      reject(error)
    }
    const abort = (): void =>
      end(new SourceError('TIMEOUT', `the proxy ${proxy.shown} did not answer`, facts))
    const broken = (): void =>
      end(new SourceError('PROXY_ERROR', `the proxy ${proxy.shown} closed the connection`, facts))
    const read = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk])
      const stop = head.indexOf('\r\n\r\n')
      if (stop < 0) {
        if (head.length > 16_384)
          end(new SourceError('PROXY_ERROR', `the proxy ${proxy.shown} answered no HTTP`, facts))
        return
      }
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(head.toString('latin1'))?.[1]
      if (status === undefined || !status.startsWith('2')) {
        const cure =
          status === '407' ? 'Give the proxy’s login in its URL: http://user:password@host:port.' : undefined
        return end(
          new SourceError(
            'PROXY_ERROR',
            `the proxy ${proxy.shown} refused to connect to ${target}: ${status ?? 'no HTTP'}`,
            { ...facts, seen: `status ${status}`, cure },
          ),
        )
      }
      end()
      const rest = head.subarray(stop + 4)
      if (rest.length > 0) socket.unshift(rest)
      resolve(socket)
    }
    socket.on('data', read).on('error', broken).on('close', broken)
    signal.addEventListener('abort', abort, { once: true })
    const login = proxy.authorization === undefined ? '' : `Proxy-Authorization: ${proxy.authorization}\r\n`
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${login}\r\n`)
  })
}
