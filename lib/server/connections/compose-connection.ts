import type { ConnectionBody } from '../../schema/connection.ts'
import { parseReference } from '../../oci/index.ts'
import { placeOf } from '../config/match-source.ts'
import { isReservedName } from '../config/reserved-names.ts'
import { fixedProxy } from '../connection/proxy.ts'
import { tlsMaterial } from '../connection/tls-material.ts'
import { SourceError, toSourceError } from '../errors/source-error.ts'
import type { KeptConnection } from './kept-connection.ts'

interface Author {
  readonly name: string
  readonly who: string
  readonly now: Date
}

/**
 * What is to be kept of what was given, all of it looked at before anything is: address, certificates, key, proxy.
 * Secrets that are not given again are taken from `before`, but only for the place that they were written for.
 * @throws SourceError REQUEST_INVALID, TLS_BAD_CA_FILE, TLS_BAD_CLIENT_CERT, CONFIG_INVALID
 */
export function composeConnection(
  given: ConnectionBody,
  { name, who, now }: Author,
  before?: KeptConnection,
): KeptConnection {
  const url = checkedUrl(given.url)
  const same = before !== undefined && leadsToTheSame({ ...given, url }, before)
  const keep = (text: string | undefined, kept: string | undefined): string => text?.trim() ?? kept ?? ''
  const cert = keep(given.cert, before?.cert)
  const key = given.cert?.trim() === '' ? '' : keep(given.key, same ? before.key : '')
  const made: KeptConnection = {
    name,
    title: given.title,
    url,
    auth: composeLogin(given, before, same, now),
    ca: keep(given.ca, before?.ca),
    cert,
    key,
    insecureSkipVerify: given.insecureSkipVerify,
    plainHttp: given.plainHttp && url.startsWith('oci:'),
    passCredentials: given.passCredentials,
    provider: given.provider,
    proxy: checkedProxy(given.proxy.trim()),
    repositories: [...new Set(given.repositories.map((r) => r.replace(/^\/+|\/+$/g, '')))].filter(
      (r) => r !== '',
    ),
    changedAt: now.toISOString(),
    changedBy: who,
  }
  const pem = (text: string, what: string): { name: string; text: string } | undefined =>
    text === '' ? undefined : { name: what, text }
  tlsMaterial({
    caFile: pem(made.ca, 'the CA certificate'),
    certFile: pem(made.cert, 'the client certificate'),
    keyFile: pem(made.key, 'the client key'),
  })
  return made
}

function composeLogin(
  { auth }: ConnectionBody,
  before: KeptConnection | undefined,
  same: boolean,
  now: Date,
): KeptConnection['auth'] {
  if (auth.kind === 'anonymous') return { kind: 'anonymous', username: '', secret: '', setAt: null }
  const username = 'username' in auth ? (auth.username ?? '') : ''
  const given = auth.kind === 'password' ? auth.password : auth.token
  if (given !== undefined) return { kind: auth.kind, username, secret: given, setAt: now.toISOString() }
  const word = auth.kind === 'password' ? 'password' : 'token'
  if (before === undefined || before.auth.kind !== auth.kind || before.auth.username !== username)
    throw invalid(`auth.${word}: a ${word} is needed`)
  if (!same)
    throw invalid(
      `auth.${word}: the kept ${word} was written for another place, or for a stricter connection; write it again`,
    )
  return before.auth
}

/** Whether a kept secret may go where it is to go now: no other server, no weaker way to it. */
function leadsToTheSame(given: ConnectionBody, before: KeptConnection): boolean {
  const [now, then] = [placeOf(given.url)!, placeOf(before.url)!]
  const weaker =
    (given.insecureSkipVerify && !before.insecureSkipVerify) || (given.plainHttp && !before.plainHttp)
  const wider = given.passCredentials && !before.passCredentials
  return (
    now.kind === then.kind &&
    now.host === then.host &&
    !weaker &&
    !wider &&
    given.proxy.trim() === before.proxy
  )
}

function checkedUrl(text: string): string {
  if (!/^(?:oci|https?):\/\//.test(text))
    throw invalid('url: expected oci://host/path, or https://… for a classic repository')
  if (/^[^/]*\/\/[^/]*@/.test(text)) throw invalid('url: a login does not belong in an address; use auth')
  const url = text.replace(/\/index\.yaml$/, '').replace(/\/+$/, '')
  try {
    if (url.startsWith('oci:')) {
      const { tag, digest } = parseReference(url)
      if (tag !== null || digest !== null)
        throw invalid(
          'url: it names one chart; a connection leads to a registry, a namespace or a repository',
        )
    } else void new URL(url)
  } catch (error) {
    if (error instanceof SourceError) throw error
    throw invalid(`url: ${error instanceof TypeError ? 'it cannot be read' : toSourceError(error).message}`)
  }
  return url
}

function checkedProxy(proxy: string): string {
  if (proxy === '') return ''
  if (/@/.test(proxy))
    throw invalid('proxy: a proxy with a login is named in chartroom.yaml or in the environment, not here')
  fixedProxy(proxy)
  return proxy
}

/** A slug for a new connection that nothing else is called by. */
export function freshName(title: string, taken: (name: string) => boolean): string {
  const slug =
    title
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40)
      .replace(/-+$/, '') || 'connection'
  for (let i = 1; ; i++) {
    const name = i === 1 ? slug : `${slug}-${i}`
    if (!isReservedName(name) && !taken(name)) return name
  }
}

const invalid = (words: string): SourceError =>
  new SourceError('REQUEST_INVALID', words, { phase: 'request' })
