/** Runs once before the server answers: it does not start where anybody could look and nobody said that they may. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { stampPeers } = await import('./lib/server/access/peer.ts')
  stampPeers()
  if (process.env.NODE_ENV !== 'production') return
  const { isLoopback } = await import('./lib/server/access/may-start.ts')
  // the configuration is read when first needed, which at home is not here
  if (isLoopback(process.env['HOSTNAME'])) return
  const { refuseUnsafeStart } = await import('./lib/server/access/refuse-start.ts')
  await refuseUnsafeStart()
}
