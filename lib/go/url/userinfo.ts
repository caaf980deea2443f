import { GoError } from '../value.ts'
import { escape, unescape } from './escape.ts'

/** url.Userinfo: a user name, and perhaps a password. */
export interface Userinfo {
  readonly username: string
  readonly password: string | undefined
}

/** @throws GoError with Go's text */
export function parseUserinfo(text: string): Userinfo {
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(text)) throw new GoError('net/url: invalid userinfo')
  const colon = text.indexOf(':')
  if (colon < 0) return { username: unescape(text, 'userinfo'), password: undefined }
  return {
    username: unescape(text.slice(0, colon), 'userinfo'),
    password: unescape(text.slice(colon + 1), 'userinfo'),
  }
}

/** url.Userinfo.String */
export function formatUserinfo({ username, password }: Userinfo): string {
  const user = escape(username, 'userinfo')
  return password === undefined ? user : `${user}:${escape(password, 'userinfo')}`
}
