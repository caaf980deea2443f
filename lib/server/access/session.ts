import { createHash } from 'node:crypto'
import { keyFor } from '../store/master-key.ts'
import { seal, unseal } from '../store/seal.ts'
import type { readHashFile } from './password.ts'

type Entry = ReturnType<typeof readHashFile>[number]

/** Name of the cookie. Its value is sealed: only this installation can write it, and nobody else read it. */
export const SESSION = 'chartroom_session'
/** seconds */
const SESSION_LASTS = 12 * 3600

const ABOUT = 'session'
/** Ends every session of a password that is changed or taken out of the file. */
const mark = (entry: Entry): string =>
  createHash('sha256').update(entry.line).digest('base64url').slice(0, 22)

export function writeSession(entry: Entry, now: number): string {
  const body = JSON.stringify({ name: entry.name, mark: mark(entry), until: now + SESSION_LASTS * 1000 })
  return seal(Buffer.from(body), keyFor('session'), ABOUT).toString('base64url')
}

/** Whose session it is: the entry's name, "" for a password without one; undefined where it does not hold. */
export function readSession(cookie: string, entries: readonly Entry[], now: number): string | undefined {
  if (cookie === '' || cookie.length > 2048) return undefined
  const plain = unseal(Buffer.from(cookie, 'base64url'), keyFor('session'), ABOUT)
  if (plain === undefined) return undefined
  const told = JSON.parse(plain.toString('utf8')) as { name: string; mark: string; until: number }
  if (!(told.until > now)) return undefined
  return entries.some((entry) => entry.name === told.name && mark(entry) === told.mark)
    ? told.name
    : undefined
}

/** The `Set-Cookie` of a session; an empty value forgets it. Sent over TLS alone where it was given over TLS. */
export function sessionCookie(value: string, request: Request): string {
  const proto = request.headers.get('x-forwarded-proto') ?? new URL(request.url).protocol
  const secure = /^https\b/.test(proto) ? '; Secure' : ''
  return `${SESSION}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${value === '' ? 0 : SESSION_LASTS}${secure}`
}
