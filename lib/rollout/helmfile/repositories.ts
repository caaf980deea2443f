import type { Builder } from '../builder.ts'
import type { Fields } from '../fields.ts'

/** `NAME_USERNAME`, `NAME_PASSWORD`: where Helmfile looks for a login that the file does not hold. */
const variable = (name: string, what: string): string => `${name.toUpperCase().replaceAll('-', '_')}_${what}`

/** A repository as a connection. Mirrors `SyncRepos` and `gatherUsernamePassword`. @returns its index */
export function repositoryConnection(repository: Fields, builder: Builder): number {
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
    insecureSkipVerify: repository.flag('skipTLSVerify') === true,
    plainHttp: repository.flag('plainHttp') === true,
    passCredentials: repository.flag('passCredentials') === true,
    at: repository.at,
  })
}
