import { z } from 'zod'
import { Provider } from './config.ts'
import { SeenCertificate } from './diagnosis.ts'

const Text = z.string().max(4096)
/** a secret as it is given; left out, the one that is kept goes on to hold */
const Secret = z.string().min(1).max(16_384).optional()
const Pem = z.string().max(262_144).optional()

/** How a connection signs in, as a person gives it. */
export const GivenLogin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('anonymous') }),
  z.strictObject({ kind: z.literal('password'), username: Text.min(1), password: Secret }),
  /** a bearer token for the registry, used as it is */
  z.strictObject({ kind: z.literal('token'), token: Secret }),
  /** a refresh token, exchanged at the registry’s token server */
  z.strictObject({ kind: z.literal('identity-token'), username: Text.optional(), token: Secret }),
])
export type GivenLogin = z.infer<typeof GivenLogin>

/** What stays as it was, because it is not given again. "" takes it away. */
export const ConnectionBody = z.strictObject({
  title: z.string().trim().min(1, 'a name is needed').max(80),
  /** `oci://host/path`, or `https://…` for a classic repository */
  url: z.string().trim().min(1, 'an address is needed').max(2048),
  auth: GivenLogin,
  /** PEM; trusted besides the public authorities */
  ca: Pem,
  /** PEM; the client certificate and its key, together */
  cert: Pem,
  key: Pem,
  insecureSkipVerify: z.boolean().default(false),
  plainHttp: z.boolean().default(false),
  passCredentials: z.boolean().default(false),
  provider: Provider.default('auto'),
  /** `http://host:port` without a login; "none" goes direct; "" as the environment says */
  proxy: Text.default(''),
  /** shown where the registry refuses to list */
  repositories: z.array(z.string().trim().min(1).max(255)).max(1000).default([]),
})
export type ConnectionBody = z.infer<typeof ConnectionBody>

/** A draft to try, or an edit of the connection that `name` names, whose kept secrets then hold. */
export const ConnectionTrial = z.strictObject({ name: z.string().optional(), connection: ConnectionBody })

/** A connection as it is shown: never a secret, only when one was set. */
export const Connection = z.object({
  /** slug, in URLs */
  name: z.string(),
  title: z.string(),
  url: z.string(),
  auth: z.object({
    kind: z.enum(['anonymous', 'password', 'token', 'identity-token']),
    username: z.string(),
    /** when its secret was written; null for none */
    setAt: z.string().nullable(),
  }),
  ca: z.array(SeenCertificate),
  client: SeenCertificate.nullable(),
  insecureSkipVerify: z.boolean(),
  plainHttp: z.boolean(),
  passCredentials: z.boolean(),
  provider: Provider,
  proxy: z.string(),
  repositories: z.array(z.string()),
  changedAt: z.string(),
  changedBy: z.string(),
})
export type Connection = z.infer<typeof Connection>

export const RememberedBody = z.strictObject({ repository: z.string().trim().min(1).max(255) })
