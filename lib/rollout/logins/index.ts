import type { Builder } from '../builder.ts'
import { documentsOf } from '../documents.ts'
import { Fields } from '../fields.ts'
import type { Node } from '../node.ts'
import type { Place } from '../place.ts'
import { Problems } from '../problem.ts'

/** Reads Helm's repositories.yaml, and the login files of Helm and Docker, as connections. Passwords are never kept. */
export function readLogins(path: string, builder: Builder): void {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const isRepositories = /^repositories\.ya?ml$/.test(name)
  if (!isRepositories && name !== 'config.json') return
  const [root] = documentsOf(path, builder.files.read(path) ?? '', builder.problems)
  if (root?.kind !== 'map') return
  const fields = new Fields(root, name, builder.problems)
  if (isRepositories && fields.has('repositories')) {
    builder.reads({ path, tool: 'helm', what: 'repositories.yaml' })
    for (const repository of fields.maps('repositories')) helmRepository(repository, builder)
  } else if (['auths', 'credHelpers', 'credsStore'].some((field) => fields.has(field))) {
    builder.reads({ path, tool: path.includes('registry/') ? 'helm' : 'docker', what: 'logins' })
    dockerLogins(fields, builder)
  }
}

/** The repositories that Helm knows, by name, where its file is among those given. */
export function helmRepositories(path: string, builder: Builder): void {
  if (!/(?:^|\/)repositories\.ya?ml$/.test(path)) return
  // told when the file is read for itself
  const quiet = new Problems()
  for (const root of documentsOf(path, builder.files.read(path) ?? '', quiet)) {
    if (root.kind !== 'map') continue
    for (const one of new Fields(root, path, quiet).maps('repositories'))
      builder.helmRepositories.set(one.text('name', true), one)
  }
}

/** Mirrors `Entry` of Helm's pkg/repo/v1/repo.go. */
export function helmRepository(repository: Fields, builder: Builder): number {
  const username = repository.text('username', true)
  return builder.connection({
    name: repository.text('name', true),
    url: repository.needed('url'),
    username: username === '' ? null : username,
    password: repository.text('password', true) === '' ? null : 'the file itself',
    caFile: repository.text('caFile') || null,
    certFile: repository.text('certFile') || null,
    keyFile: repository.text('keyFile') || null,
    insecureSkipVerify: repository.flag('insecure_skip_tls_verify') === true,
    plainHttp: false,
    passCredentials: repository.flag('pass_credentials_all') === true,
    at: repository.at,
  })
}

/** Hosts, and where their login lies: in the file, or with a helper. */
function dockerLogins(fields: Fields, builder: Builder): void {
  const seen = new Set<string>()
  const add = (host: string, where: string, at: Place): void => {
    if (seen.has(host)) return
    seen.add(host)
    builder.connection({
      name: host.replace(/^https?:\/\//, '').replace(/\/.*$/, ''),
      url: `oci://${host.replace(/^https?:\/\//, '').replace(/\/(?:v1|v2)?\/?$/, '')}`,
      username: null,
      password: where,
      caFile: null,
      certFile: null,
      keyFile: null,
      insecureSkipVerify: false,
      plainHttp: false,
      passCredentials: false,
      at,
    })
  }
  for (const [host, { value, at }] of entriesOf(fields, 'credHelpers'))
    add(host, `docker-credential-${value.kind === 'scalar' ? value.text : ''}`, at)
  const store = fields.text('credsStore')
  for (const [host, { at }] of entriesOf(fields, 'auths'))
    add(host, store === '' ? 'the file itself' : `docker-credential-${store}`, at)
}

const entriesOf = (
  fields: Fields,
  name: string,
): (readonly [string, { readonly value: Node; readonly at: Place }])[] => [
  ...(fields.map(name)?.node.entries ?? []),
]
