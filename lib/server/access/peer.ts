import { randomUUID } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

const HEADER = 'x-chartroom-peer'
/** The bundles of pages, routes and the gate are modules of their own; what they share hangs here. */
const MARK = Symbol.for('chartroom.peer-mark')
const shared = globalThis as { [MARK]?: string }

/**
 * Writes the address of each connection into its request before anything reads it, under a mark that only this process
 * knows: whatever a client sends under that name is replaced, and `X-Forwarded-For` is never believed.
 */
export function stampPeers(): void {
  if (shared[MARK] !== undefined) return
  const mark = randomUUID()
  shared[MARK] = mark
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    request.headers[HEADER] = `${mark} ${request.socket.remoteAddress ?? ''}`
  })
}

/** The address of who is connected, IPv4 without its IPv6 coat; "" when it is not known. */
export function peerOf(headers: Headers): string {
  const [mark, address = ''] = (headers.get(HEADER) ?? '').split(' ')
  if (shared[MARK] === undefined || mark !== shared[MARK]) return ''
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}
