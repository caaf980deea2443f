import { isAbsolute, resolve } from 'node:path'
import { readFileSync } from 'node:fs'
import type { SourceConfig } from '../../schema/config.ts'
import { askHelper } from '../auth/credential-helper.ts'
import { loginFiles, storedLogin, type FoundLogin } from '../auth/stored-login.ts'
import { SourceError } from '../errors/source-error.ts'
import { buildConnection, timeoutsOf, type Connection } from './connection.ts'
import type { Credential } from './credential.ts'
import { fixedProxy, proxyFromEnvironment } from './proxy.ts'
import { tlsMaterial, type Pem } from './tls-material.ts'
import type { KeptSecrets } from '../connections/kept-connection.ts'

type Env = Readonly<Record<string, string | undefined>>

/** What was given for this one call: flags of the command line. Each wins over the configuration's. */
export interface ExplicitSettings {
  readonly username?: string | undefined
  readonly password?: string | undefined
  readonly caFile?: string | undefined
  readonly certFile?: string | undefined
  readonly keyFile?: string | undefined
  readonly insecureSkipVerify?: boolean | undefined
  readonly plainHttp?: boolean | undefined
  readonly passCredentials?: boolean | undefined
  readonly registryConfig?: string | undefined
  /** milliseconds */
  readonly timeout?: number | undefined
}

/** What speaks about a place besides the call: an entry of a configuration file, or one that was added on the page. */
export interface ConfiguredPlace {
  readonly source: SourceConfig
  path(relative: string): string
  /** what an entry of the page holds itself, where one of a file names files */
  readonly kept?: KeptSecrets | undefined
}

/** Where a connection leads, and all that may speak about how. */
export interface Destination {
  readonly origin: URL
  /** `host[:port]` as logins are stored by it */
  readonly host: string
  /** repository or namespace, for logins and sources that hold below a path */
  readonly path: string
  readonly explicit: ExplicitSettings
  /** the configured source that covers this place, with its file's way to resolve paths */
  readonly configured?: ConfiguredPlace | undefined
  readonly env: Env
  /** whether stored logins may be used when none is given, and helpers be run for them */
  readonly stored: 'use' | 'use-with-helpers' | 'none'
  readonly mayBePrivate: Connection['mayBePrivate']
}

/**
 * The one connection of a destination, complete before anything is sent. An explicit login wins over the configured one,
 * and that over stored ones, which are then not even read.
 * @throws SourceError CONFIG_INVALID, TLS_BAD_CA_FILE, TLS_BAD_CLIENT_CERT
 */
export async function connectionTo(destination: Destination): Promise<Connection> {
  const { origin, explicit, configured, env } = destination
  const source = configured?.source
  const tls = source?.tls ?? {}
  const configuredFile = (file: string | undefined): string | undefined =>
    file === undefined ? undefined : configured!.path(file)
  const ownClient = explicit.certFile !== undefined || explicit.keyFile !== undefined
  const kept = configured?.kept
  const text = (name: string, pem = ''): Pem | undefined => (pem === '' ? undefined : { name, text: pem })
  const material = tlsMaterial({
    caFile: explicit.caFile ?? text('the CA certificate', kept?.ca) ?? configuredFile(tls.caFile),
    certFile: ownClient
      ? explicit.certFile
      : (text('the client certificate', kept?.cert) ?? configuredFile(tls.certFile)),
    keyFile: ownClient
      ? explicit.keyFile
      : (text('the client key', kept?.key) ?? configuredFile(tls.keyFile)),
    insecureSkipVerify: explicit.insecureSkipVerify ?? tls.insecureSkipVerify,
  })
  const proxy = source?.proxy === undefined ? proxyFromEnvironment(env) : fixedProxy(source.proxy)
  const { credential, notes } = await login(destination)
  const timeout = explicit.timeout ?? (source?.timeout === undefined ? undefined : source.timeout * 1000)
  return buildConnection({
    origin,
    credential,
    notes,
    tls: material,
    proxy,
    passCredentials: explicit.passCredentials ?? source?.passCredentials ?? false,
    mayBePrivate: destination.mayBePrivate,
    allowAddresses: source?.allowAddresses ?? [],
    ...(timeout !== undefined && {
      timeouts: timeoutsOf(timeout),
      retries: { tries: 3, pause: 250, longest: Math.min(10_000, timeout) },
    }),
  })
}

async function login(destination: Destination): Promise<FoundLogin> {
  const { explicit, configured, env, host, path, stored } = destination
  if (explicit.username !== undefined || explicit.password !== undefined) {
    return {
      credential: { kind: 'password', username: explicit.username ?? '', password: explicit.password ?? '' },
      notes: [],
    }
  }
  if (configured?.kept !== undefined) return { credential: keptLogin(configured.kept), notes: [] }
  const auth = configured?.source.auth
  if (auth !== undefined) return configuredLogin(configured!, destination)
  if (stored === 'none') return { credential: { kind: 'anonymous' }, notes: [] }
  return storedLogin(loginFiles(env, explicit.registryConfig), host, path, stored === 'use-with-helpers')
}

function keptLogin({ auth: { kind, username, secret } }: KeptSecrets): Credential {
  switch (kind) {
    case 'anonymous':
      return { kind }
    case 'password':
      return { kind, username, password: secret }
    case 'token':
      return { kind: 'registry-token', token: secret }
    case 'identity-token':
      return { kind, username, token: secret }
  }
}

async function configuredLogin(
  configured: ConfiguredPlace,
  { env, host, path }: Destination,
): Promise<FoundLogin> {
  const auth = configured.source.auth!
  const where = `the login of source ${configured.source.name}`
  const bad = (why: string): SourceError =>
    new SourceError('CONFIG_INVALID', `${where}: ${why}`, { phase: 'configuration' })
  const secret = (file: string | undefined, variable: string | undefined): string | undefined => {
    if (file !== undefined) {
      const full = isAbsolute(file) ? file : configured.path(file)
      try {
        return readFileSync(resolve(full), 'utf8').replace(/\r?\n$/, '')
      } catch (error) {
        throw bad(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`)
      }
    }
    if (variable === undefined) return undefined
    const value = env[variable]
    if (value === undefined) throw bad(`the environment has no ${variable}`)
    return value
  }
  const found = (credential: Credential): FoundLogin => ({ credential, notes: [] })
  const token = secret(auth.tokenFile, auth.tokenEnv)
  if (token !== undefined) return found({ kind: 'registry-token', token })
  const identity = secret(auth.identityTokenFile, auth.identityTokenEnv)
  if (identity !== undefined)
    return found({ kind: 'identity-token', username: auth.username ?? '', token: identity })
  const password = secret(auth.passwordFile, auth.passwordEnv) ?? auth.password
  if (password !== undefined) return found({ kind: 'password', username: auth.username ?? '', password })
  if (auth.username !== undefined) throw bad('a username without passwordFile or passwordEnv')
  if (auth.dockerConfig !== undefined)
    return storedLogin([configured.path(auth.dockerConfig)], host, path, auth.helper !== undefined)
  if (auth.helper !== undefined) {
    const answer = await askHelper(auth.helper, host)
    if ('failed' in answer) throw bad(answer.failed)
    if (answer.credential !== undefined) return found(answer.credential)
    throw bad(`docker-credential-${auth.helper} knows no login for ${host}`)
  }
  return found({ kind: 'anonymous' })
}
