import { z } from 'zod'
import { Provider, type SourceConfig } from '../../schema/config.ts'

/** A connection as it lies in the store, secrets and all. */
export const KeptConnection = z.object({
  name: z.string(),
  title: z.string(),
  url: z.string(),
  auth: z.object({
    kind: z.enum(['anonymous', 'password', 'token', 'identity-token']),
    username: z.string(),
    secret: z.string(),
    setAt: z.string().nullable(),
  }),
  /** PEM, "" for none */
  ca: z.string(),
  cert: z.string(),
  key: z.string(),
  insecureSkipVerify: z.boolean(),
  plainHttp: z.boolean(),
  passCredentials: z.boolean(),
  provider: Provider,
  proxy: z.string(),
  repositories: z.array(z.string()),
  changedAt: z.string(),
  changedBy: z.string(),
})
export type KeptConnection = z.infer<typeof KeptConnection>

/** The whole of the store. */
export const Kept = z.object({
  version: z.literal(1),
  connections: z.array(KeptConnection),
  /** repositories to show besides the configured ones, by the name of a source */
  remembered: z.record(z.string(), z.array(z.string())),
})
export type Kept = z.infer<typeof Kept>

/** What stands in no configuration file: secrets and certificates as text. */
export interface KeptSecrets {
  readonly auth: KeptConnection['auth']
  readonly ca: string
  readonly cert: string
  readonly key: string
}

/** The part of a kept connection that a configuration file could hold as well. */
export const asSourceConfig = (kept: KeptConnection): SourceConfig => ({
  name: kept.name,
  title: kept.title,
  url: kept.url,
  ...(kept.auth.kind !== 'anonymous' && { auth: { username: kept.auth.username || undefined } }),
  tls: { insecureSkipVerify: kept.insecureSkipVerify },
  plainHttp: kept.plainHttp,
  passCredentials: kept.passCredentials,
  provider: kept.provider,
  repositories: [...kept.repositories],
  ...(kept.proxy !== '' && { proxy: kept.proxy }),
})
