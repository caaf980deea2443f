import type { Config } from '../../schema/config.ts'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/

/** Whether only this machine can reach a server that listens on `host`; none means all addresses, as Next takes it. */
export const isLoopback = (host: string | undefined): boolean => host !== undefined && LOOPBACK.test(host)

/**
 * Whether the server may listen on an address: on loopback always; elsewhere only once `access` says who may look.
 * @param host what it is to listen on
 * @returns why not, and what to do; undefined when it may
 */
export function whyNotStart(host: string | undefined, access: Config['access']): string | undefined {
  if (isLoopback(host)) return undefined
  const where = `Chartroom would listen on ${host ?? 'all addresses'}, which others can reach`
  if (access === undefined)
    return `${where}, and nothing says who may look. Set "access: open" in chartroom.yaml to let everybody read, or HOST=127.0.0.1.`
  if (access === 'open') return undefined
  return `${where}. Signing in by password or proxy is not in this version: put Chartroom behind a proxy that signs people in and listen on loopback, or set "access: open".`
}
