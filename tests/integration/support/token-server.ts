import { randomUUID, sign } from 'node:crypto'
import { makeCertificate } from './certificates.ts'
import { errors, json, ScriptedServer, type Seen } from './scripted-server.ts'

/** A token server as registries want one: RS256 tokens whose header carries the signer's certificate (`x5c`). */
export interface TokenServer {
  readonly server: ScriptedServer
  readonly settings: {
    readonly realm: string
    readonly service: string
    readonly issuer: string
    readonly rootPem: string
  }
  /** a token for the tests' own pushes */
  pushToken(repository: string): string
  readonly asked: readonly Seen[]
}

interface Options {
  /** user → password; each may pull everything */
  readonly users: Readonly<Record<string, string>>
  /** what anybody may pull */
  readonly open?: RegExp
  readonly tls?: { readonly cert: string; readonly key: string }
}

export async function startTokenServer({ users, open = /^$/, tls }: Options): Promise<TokenServer> {
  const signer = makeCertificate({ subject: 'token issuer' }, 'rsa')
  const [service, issuer] = ['charts', 'test issuer']
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const issue = (subject: string, access: readonly object[]): string => {
    const now = Math.floor(Date.now() / 1000)
    const head = part({ typ: 'JWT', alg: 'RS256', x5c: [signer.der.toString('base64')] })
    const claims = part({
      iss: issuer,
      sub: subject,
      aud: service,
      exp: now + 300,
      nbf: now - 60,
      iat: now,
      jti: randomUUID(),
      access,
    })
    return `${head}.${claims}.${sign('sha256', Buffer.from(`${head}.${claims}`), signer.privateKey).toString('base64url')}`
  }
  const server = await ScriptedServer.start(
    (seen) => {
      let user = ''
      if (seen.authorization !== undefined) {
        const [name, password] = Buffer.from(seen.authorization.slice(6), 'base64')
          .toString()
          .split(/:(.*)/s) as [string, string]
        if (users[name] !== password) return errors(401, 'UNAUTHORIZED', 'wrong user or password')
        user = name
      }
      const access = seen.query.getAll('scope').flatMap((scope) => {
        const [type, name, actions] = scope.split(':') as [string, string, string]
        const allowed = user !== '' || (type === 'repository' && open.test(name))
        return allowed
          ? [{ type, name, actions: actions.split(',').filter((a) => a === 'pull' || a === '*') }]
          : []
      })
      return json({ token: issue(user, access), expires_in: 300 })
    },
    tls === undefined ? {} : { tls },
  )
  return {
    server,
    settings: { realm: `${server.url}/token`, service, issuer, rootPem: signer.pem },
    pushToken: (name) =>
      `Bearer ${issue('pusher', [{ type: 'repository', name, actions: ['pull', 'push'] }])}`,
    asked: server.requests,
  }
}
