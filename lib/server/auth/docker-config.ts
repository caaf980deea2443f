import { readFileSync } from 'node:fs'
import type { Credential } from '../connection/credential.ts'
import { SourceError } from '../errors/source-error.ts'

/** What a Docker or Helm `config.json` says about one place. */
export interface StoredLogin {
  readonly credential?: Credential
  /** helpers to ask, in order, with the name to ask for */
  readonly helpers: readonly { readonly helper: string; readonly server: string }[]
}

type Json = Readonly<Record<string, unknown>>

const HUB_KEY = 'https://index.docker.io/v1/'
const HUB_NAMES: ReadonlySet<string> = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io'])

/**
 * Looks up a place in a config file. Keys with a path come first, the most specific one wins; then for the host
 * `credHelpers`, `credsStore`, `auths`. A missing or empty file knows nothing.
 * @param host `host[:port]`
 * @param path repository or namespace, "" for none
 * @throws SourceError CONFIG_INVALID
 */
export function readStoredLogin(file: string, host: string, path: string): StoredLogin {
  const config = readConfigFile(file)
  const auths = asObject(config['auths'])
  const credHelpers = asObject(config['credHelpers'])
  const store = asText(config['credsStore'])
  const byKey = new Map(
    Object.entries(auths).map(([key, entry]) => [normalKey(key), { key, entry: asObject(entry) }]),
  )
  const helperByKey = new Map(
    Object.entries(credHelpers).map(([key, helper]) => [normalKey(key), asText(helper)]),
  )

  const segments = path === '' ? [] : path.split('/')
  const hosts = HUB_NAMES.has(host) ? [...HUB_NAMES] : [host]
  for (let depth = segments.length; depth > 0; depth--) {
    const key = `${host}/${segments.slice(0, depth).join('/')}`
    const helper = helperByKey.get(key)
    if (helper !== undefined) return { helpers: [{ helper, server: key }] }
    const found = byKey.get(key)
    if (found === undefined) continue
    const credential = credentialOf(found.entry, file, found.key)
    if (credential !== undefined) return { credential, helpers: [] }
    if (store !== '') return { helpers: [{ helper: store, server: found.key }] }
  }
  const own = hosts.map((h) => helperByKey.get(h)).find((h) => h !== undefined)
  const server = HUB_NAMES.has(host) ? HUB_KEY : host
  const helpers = [own, store]
    .filter((h) => h !== undefined && h !== '')
    .map((helper) => ({ helper: helper!, server }))
  const found = hosts.map((h) => byKey.get(h)).find((f) => f !== undefined)
  const credential = found === undefined ? undefined : credentialOf(found.entry, file, found.key)
  return { ...(credential !== undefined && { credential }), helpers }
}

function readConfigFile(file: string): Json {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return {}
    throw invalid(file, `cannot be read (${code})`)
  }
  if (text.trim() === '') return {}
  try {
    return asObject(JSON.parse(text))
  } catch {
    // the parser's own message would quote the text, logins and all
    throw invalid(file, 'is not JSON')
  }
}

/** Keys come as host, as `https://host`, as `https://host/v1/`, with and without a path. */
function normalKey(key: string): string {
  const body = key
    .replace(/^https?:\/\//i, '')
    .replace(/\/+$/, '')
    .replace(/\/v[12]$/, '')
  const slash = body.indexOf('/')
  return slash < 0 ? body.toLowerCase() : body.slice(0, slash).toLowerCase() + body.slice(slash)
}

/** The login of an `auths` entry; an empty one only marks that a helper has it. */
function credentialOf(entry: Json, file: string, key: string): Credential | undefined {
  const [fromUser, fromPassword] = decodePair(asText(entry['auth']), file, key)
  const username = fromUser || asText(entry['username'])
  const password = fromPassword || asText(entry['password'])
  const registryToken = asText(entry['registrytoken'])
  if (registryToken !== '') return { kind: 'registry-token', token: registryToken }
  const identityToken = asText(entry['identitytoken'])
  if (identityToken !== '') return { kind: 'identity-token', username, token: identityToken }
  return loginOf(username, password)
}

/** A helper's or entry's pair; the user name `<token>` marks a refresh token. */
export function loginOf(username: string, password: string): Credential | undefined {
  if (username === '' && password === '') return undefined
  return username === '<token>'
    ? { kind: 'identity-token', username, token: password }
    : { kind: 'password', username, password }
}

function decodePair(auth: string, file: string, key: string): [string, string] {
  if (auth === '') return ['', '']
  const pair = Buffer.from(auth, 'base64').toString('utf8').replace(/\0+$/, '')
  const colon = pair.indexOf(':')
  if (!/^[A-Za-z0-9+/_-]+=*\s*$/.test(auth) || colon < 0)
    throw invalid(file, `holds no readable login for ${key}`)
  return [pair.slice(0, colon), pair.slice(colon + 1)]
}

const invalid = (file: string, why: string): SourceError =>
  new SourceError('CONFIG_INVALID', `${file} ${why}`, { host: file, phase: 'configuration' })
const asObject = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
const asText = (value: unknown): string => (typeof value === 'string' ? value : '')
