import type { Builder } from '../builder.ts'
import type { Fields } from '../fields.ts'
import type { Place } from '../place.ts'

/** `NAME_USERNAME`, `NAME_PASSWORD`: where Helmfile looks for a login that the file does not hold. */
const variable = (name: string, what: string): string => `${name.toUpperCase().replaceAll('-', '_')}_${what}`

/** What a release adds to its repository's own settings. */
interface Settings {
  readonly plainHttp: boolean
  readonly insecureSkipVerify: boolean
}
const NOTHING: Settings = { plainHttp: false, insecureSkipVerify: false }

/** A registry that no repository names, with what its release says. @returns its index */
export function plainConnection(reference: string, settings: Settings, at: Place, builder: Builder): number {
  const host = reference.replace(/^\w+:\/\//, '').split('/')[0]!
  const nothing = {
    username: null,
    password: null,
    caFile: null,
    certFile: null,
    keyFile: null,
    passCredentials: false,
  }
  return builder.connection({
    name: host,
    url: reference.slice(0, reference.lastIndexOf('/')),
    ...nothing,
    ...settings,
    at,
  })
}

/** A repository as a connection. Mirrors `SyncRepos` and `gatherUsernamePassword`. @returns its index */
export function repositoryConnection(repository: Fields, builder: Builder, more: Settings = NOTHING): number {
  const name = repository.text('name')
  const url = repository.needed('url')
  const isOci = repository.flag('oci') === true
  const place = url.replace(/^(?:oci|https?):\/\//, '')
  const username = repository.text('username', true)
  const hasPassword = repository.has('password')
  return builder.connection({
    name,
    url: isOci ? `oci://${place}` : url,
    username: username === '' ? null : username,
    password: hasPassword ? 'the file itself' : username === '' ? null : `$${variable(name, 'PASSWORD')}`,
    caFile: repository.text('caFile') || null,
    certFile: repository.text('certFile') || null,
    keyFile: repository.text('keyFile') || null,
    insecureSkipVerify: repository.flag('skipTLSVerify') === true || more.insecureSkipVerify,
    plainHttp: repository.flag('plainHttp') === true || more.plainHttp,
    passCredentials: repository.flag('passCredentials') === true,
    at: repository.at,
  })
}
