import { connect as connectTcp, type Socket } from 'node:net'
import { SourceError, type Phase } from '../errors/source-error.ts'
import { netCode } from './net-failure.ts'

export interface Address {
  readonly address: string
  readonly family: number
}

/** Connects to one of a name's addresses, which are given and not looked up again. @throws SourceError */
export function dial(
  hostname: string,
  port: number,
  addresses: readonly Address[],
  phase: Phase,
  signal: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({
      host: hostname,
      port,
      signal,
      noDelay: true,
      keepAlive: true,
      autoSelectFamily: addresses.length > 1,
      lookup: (_name, options, done) => {
        if (options.all) (done as unknown as (e: null, all: readonly Address[]) => void)(null, [...addresses])
        else done(null, addresses[0]!.address, addresses[0]!.family)
      },
    })
    const fail = (error: unknown): void => {
      const code = netCode(error) ?? 'CONNECTION_REFUSED'
      const at = addresses.map((a) => a.address).filter((a) => a !== hostname)
      const where = `${hostname}:${port}${at.length > 0 ? ` (${at.slice(0, 4).join(', ')})` : ''}`
      const words =
        { CONNECTION_REFUSED: `nothing answers at ${where}`, TIMEOUT: `no answer from ${where}` }[
          code as string
        ] ?? `the connection to ${where} failed`
      reject(
        new SourceError(code, words, {
          host: `${hostname}:${port}`,
          phase,
          seen: (error as NodeJS.ErrnoException).code,
          cause: error,
        }),
      )
    }
    socket.once('error', fail).once('connect', () => {
      socket.off('error', fail)
      resolve(socket)
    })
  })
}
