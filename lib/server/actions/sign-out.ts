import { accessInForce } from '../access/access-in-force.ts'
import { audit } from '../access/audit.ts'
import { demandOrigin } from '../access/demand-writer.ts'
import { identify } from '../access/identity.ts'
import { sessionCookie } from '../access/session.ts'

/** Ends the session of a browser; gives the cookie that forgets it. @throws SourceError ORIGIN_REFUSED */
export async function signOut(request: Request): Promise<string> {
  demandOrigin(request.headers)
  const identity = identify(request.headers, await accessInForce(), Date.now())
  if (identity !== undefined) audit(identity, 'sign-out')
  return sessionCookie('', request)
}
