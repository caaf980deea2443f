import { accessInForce } from '../access/access-in-force.ts'
import { Attempts } from '../access/attempts.ts'
import { audit } from '../access/audit.ts'
import { demandOrigin } from '../access/demand-writer.ts'
import { checkPassword, readHashFile } from '../access/password.ts'
import { peerOf } from '../access/peer.ts'
import { sessionCookie, writeSession } from '../access/session.ts'
import { SourceError } from '../errors/source-error.ts'

const attempts = new Attempts()

/**
 * Opens a session for a name and a password.
 * @param name "" where the password has none
 * @returns the cookie to set
 * @throws SourceError SIGN_IN_REFUSED, TOO_MANY_ATTEMPTS, ORIGIN_REFUSED, REQUEST_INVALID where nobody signs in here
 */
export async function signIn(request: Request, name: string, password: string): Promise<string> {
  demandOrigin(request.headers)
  const rule = await accessInForce()
  if (rule.kind !== 'password')
    throw new SourceError('REQUEST_INVALID', 'nobody signs in here with a password', { phase: 'request' })
  const peer = peerOf(request.headers)
  const wait = attempts.wait(peer, Date.now())
  if (wait > 0) {
    const seconds = Math.ceil(wait / 1000)
    throw new SourceError('TOO_MANY_ATTEMPTS', `too many failed sign-ins; wait ${seconds} s`, {
      phase: 'request',
      retryAfter: seconds,
    })
  }
  // counted before it is checked: many at once are no way round
  attempts.failed(peer, Date.now())
  const entry = await checkPassword(readHashFile(rule.hashFile), name, password)
  const identity = { who: entry?.name || 'the password', writes: true, by: 'password' } as const
  if (entry === undefined) {
    audit({ ...identity, who: 'nobody' }, 'sign-in refused', { from: peer })
    throw new SourceError('SIGN_IN_REFUSED', 'name or password is wrong', { phase: 'request' })
  }
  attempts.succeeded(peer)
  audit(identity, 'sign-in', { from: peer })
  return sessionCookie(writeSession(entry, Date.now()), request)
}
