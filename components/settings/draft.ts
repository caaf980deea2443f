import type { Connection, ConnectionBody } from '../../lib/schema/connection.ts'

type LoginKind = ConnectionBody['auth']['kind']

/** What stands in the form. Secrets begin empty: what is kept is never sent here. */
export interface Draft {
  readonly title: string
  readonly url: string
  readonly kind: LoginKind
  readonly username: string
  readonly secret: string
  /** PEM that was given here; null: as it is kept */
  readonly ca: string | null
  readonly cert: string | null
  readonly key: string | null
  readonly repositories: string
  readonly proxy: string
  readonly provider: ConnectionBody['provider']
  readonly plainHttp: boolean
  readonly insecureSkipVerify: boolean
  readonly passCredentials: boolean
}

/** @param url an address to begin with */
export const draftOf = (connection: Connection | null, url = ''): Draft => ({
  title: connection?.title ?? '',
  url: connection?.url ?? url,
  kind: connection?.auth.kind ?? 'anonymous',
  username: connection?.auth.username ?? '',
  secret: '',
  ca: null,
  cert: null,
  key: null,
  repositories: connection?.repositories.join(', ') ?? '',
  proxy: connection?.proxy ?? '',
  provider: connection?.provider ?? 'auto',
  plainHttp: connection?.plainHttp ?? false,
  insecureSkipVerify: connection?.insecureSkipVerify ?? false,
  passCredentials: connection?.passCredentials ?? false,
})

export function bodyOf(draft: Draft): ConnectionBody {
  const { title, url, kind, username, secret, ca, cert, key, repositories, ...rest } = draft
  const given = secret === '' ? undefined : secret
  const auth: ConnectionBody['auth'] =
    kind === 'anonymous'
      ? { kind }
      : kind === 'password'
        ? { kind, username, password: given }
        : kind === 'token'
          ? { kind, token: given }
          : { kind, username: username === '' ? undefined : username, token: given }
  return {
    ...rest,
    title: title.trim() === '' ? titleOf(url) : title,
    url,
    auth,
    ...(ca !== null && { ca }),
    ...(cert !== null && { cert }),
    ...(key !== null && { key }),
    repositories: repositories.split(/[\s,]+/).filter((name) => name !== ''),
  }
}

/** A name where none was given: the host and where it leads. */
const titleOf = (url: string): string =>
  url
    .trim()
    .replace(/^\w+:\/\//, '')
    .replace(/\/+$/, '')
    .slice(0, 80)
