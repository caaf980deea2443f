import type { AccessRule } from './access-rule.ts'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/

/** Whether only this machine can reach a server that listens on `host`; none means all addresses, as Next takes it. */
export const isLoopback = (host: string | undefined): boolean => host !== undefined && LOOPBACK.test(host)

/**
 * Whether the server may listen on an address: on loopback always; elsewhere only once `access` says who may look.
 * @param host what it is to listen on
 * @returns why not, and what to do; undefined when it may
 */
export function whyNotStart(host: string | undefined, rule: AccessRule): string | undefined {
  if (isLoopback(host) || rule.kind !== 'machine') return undefined
  return [
    `Chartroom would listen on ${host ?? 'all addresses'}, which others can reach, and nothing says who may look.`,
    'Set access in chartroom.yaml to password, proxy or open (everybody reads), or HOST=127.0.0.1.',
  ].join(' ')
}
