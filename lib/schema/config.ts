import { z } from 'zod'

/** The slug that stands for a source in URLs. */
const Slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, 'a slug: lower-case letters, digits and "-"')

/** Where a login comes from. Secrets come from files, environment variables or helpers, in the file's own text only if asked. */
export const AuthConfig = z.strictObject({
  username: z.string().optional(),
  passwordFile: z.string().optional(),
  passwordEnv: z.string().optional(),
  /** only where `allowInlineSecrets: true` stands at the top of the file */
  password: z.string().optional(),
  /** a bearer token for the registry, used as it is */
  tokenFile: z.string().optional(),
  tokenEnv: z.string().optional(),
  /** a refresh token, exchanged at the registry’s token server */
  identityTokenFile: z.string().optional(),
  identityTokenEnv: z.string().optional(),
  /** a Docker or Helm `config.json` */
  dockerConfig: z.string().optional(),
  /** `docker-credential-<helper>` on the PATH; run only because it is named here */
  helper: z
    .string()
    .regex(/^[A-Za-z0-9._-]+$/)
    .optional(),
})
export type AuthConfig = z.infer<typeof AuthConfig>

export const TlsConfig = z.strictObject({
  caFile: z.string().optional(),
  certFile: z.string().optional(),
  keyFile: z.string().optional(),
  insecureSkipVerify: z.boolean().optional(),
})
export type TlsConfig = z.infer<typeof TlsConfig>

/** Whose own API lists repositories where `_catalog` does not serve. `auto` goes by the host’s name. */
export const Provider = z.enum([
  'auto',
  'catalog',
  'docker-hub',
  'ghcr',
  'ecr',
  'quay',
  'harbor',
  'gitlab',
  'gar',
  'acr',
  'zot',
  'gitea',
])
export type Provider = z.infer<typeof Provider>

export const SourceConfig = z.strictObject({
  name: Slug,
  title: z.string().optional(),
  /** `oci://host/path`, `https://…` (classic repository), `file:./charts`, `oci-layout:./layout` */
  url: z.string().min(1),
  auth: AuthConfig.optional(),
  tls: TlsConfig.optional(),
  plainHttp: z.boolean().optional(),
  /** send the login to every host that the index names */
  passCredentials: z.boolean().optional(),
  /** repositories to show where the registry refuses to list */
  repositories: z.array(z.string()).optional(),
  provider: Provider.optional(),
  /** where the provider's API answers, when not at its usual place */
  api: z.url().optional(),
  /** hosts or networks (CIDR) that token servers and redirects may lead to although they are private */
  allowAddresses: z.array(z.string()).optional(),
  /** `http://host:port`; "none" goes direct whatever the environment says */
  proxy: z.string().optional(),
  /** seconds */
  timeout: z.number().positive().optional(),
})
export type SourceConfig = z.infer<typeof SourceConfig>

const Requirement = z.union([
  z.strictObject({
    provenance: z.strictObject({ keyring: z.string(), fingerprints: z.array(z.string()).optional() }),
  }),
  z.strictObject({
    cosign: z.union([
      z.strictObject({
        issuer: z.string().optional(),
        subject: z.string().optional(),
        issuerRegExp: z.string().optional(),
        subjectRegExp: z.string().optional(),
        trustedRoot: z.string().optional(),
        /** the signature need not stand in a transparency log */
        ignoreLog: z.boolean().optional(),
      }),
      z.strictObject({ key: z.string(), ignoreLog: z.boolean().optional() }),
    ]),
  }),
  z.strictObject({ notation: z.strictObject({ policyFile: z.string(), storeDir: z.string() }) }),
])

export const PolicyConfig = z.strictObject({ match: z.string(), require: z.array(Requirement) })

export const TrustConfig = z.strictObject({
  keyrings: z.array(z.strictObject({ name: z.string(), file: z.string() })).optional(),
  keys: z.array(z.strictObject({ name: z.string(), file: z.string() })).optional(),
  policies: z.array(PolicyConfig).optional(),
  /** a Sigstore trusted root instead of the one that is shipped */
  trustedRoot: z.string().optional(),
  /** ask the responders and lists that trusted certificates name whether they were revoked, where Notary's policy wants it */
  revocation: z
    .strictObject({
      ask: z.boolean(),
      /** hosts or networks (CIDR) that may be asked although they are private */
      allowAddresses: z.array(z.string()).optional(),
    })
    .optional(),
})
export type TrustConfig = z.infer<typeof TrustConfig>

/** `chartroom.yaml`. Relative paths are relative to the file. */
export const Config = z.strictObject({
  access: z
    .union([
      z.enum(['open', 'password', 'proxy']),
      z.strictObject({ password: z.strictObject({ hashFile: z.string() }) }),
      z.strictObject({ proxy: z.strictObject({ header: z.string(), from: z.array(z.string()) }) }),
    ])
    .optional(),
  allowInlineSecrets: z.boolean().optional(),
  /** let pages and the API open references to private, loopback and link-local addresses without a configured source */
  allowPrivateReferences: z.boolean().optional(),
  sources: z.array(SourceConfig).optional(),
  trust: TrustConfig.optional(),
})
export type Config = z.infer<typeof Config>
