import { SourceError } from '../errors/source-error.ts'
import { accessInForce } from './access-in-force.ts'
import { identify, type Identity } from './identity.ts'

/**
 * Who changes something here: signed in, allowed to, and from a page of this very server. Every mutation asks this first,
 * whatever the gate in front has said.
 * @throws SourceError SIGN_IN_REQUIRED, READ_ONLY, ORIGIN_REFUSED
 */
export async function demandWriter(request: Request): Promise<Identity> {
  const identity = identify(request.headers, await accessInForce(), Date.now())
  if (identity === undefined)
    throw new SourceError('SIGN_IN_REQUIRED', 'nobody is signed in', { phase: 'request' })
  demandOrigin(request.headers)
  if (identity.writes) return identity
  throw new SourceError(
    'READ_ONLY',
    identity.by === 'open'
      ? 'this server is open to read, and to nothing else'
      : 'without a sign-in, only this machine itself changes anything here',
    {
      phase: 'request',
      ...(identity.by === 'machine' && {
        cure: 'Open Chartroom at its loopback address, or say in chartroom.yaml who may sign in (access).',
      }),
    },
  )
}

/**
 * Refuses what another site's page sends: the `Origin` of a request must be the address it was sent to.
 * @throws SourceError ORIGIN_REFUSED
 */
export function demandOrigin(headers: Headers): void {
  const origin = headers.get('origin') ?? ''
  const site = headers.get('sec-fetch-site') ?? 'same-origin'
  const host = headers.get('host') ?? ''
  const own = URL.canParse(origin) && host !== '' && new URL(origin).host === host.toLowerCase()
  if (own && (site === 'same-origin' || site === 'none')) return
  throw new SourceError('ORIGIN_REFUSED', 'the request does not come from a page of this server', {
    phase: 'request',
    seen: `Origin ${origin === '' ? 'none' : origin.slice(0, 200)}, sent to ${host}`,
  })
}
