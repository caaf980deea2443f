import { z } from 'zod'
import { VerdictStatus } from './verdict.ts'

/** A public key that may vouch for charts, for a person's eyes. */
export const TrustKey = z.object({
  /** the keyring or key as policies call it */
  name: z.string(),
  kind: z.enum(['openpgp', 'cosign', 'certificate']),
  userIds: z.array(z.string()),
  fingerprint: z.string(),
  /** `RSA 4096` */
  title: z.string(),
  expires: z.string().nullable(),
  revoked: z.object({ at: z.string(), reason: z.string() }).nullable(),
  weakness: z.string().nullable(),
  /** where it is kept: a path as the configuration writes it, or "added here" */
  place: z.string(),
  /** may be removed on the page */
  added: z.boolean(),
})
export type TrustKey = z.infer<typeof TrustKey>

/** A file of keys that cannot be used. */
export const TrustFault = z.object({ name: z.string(), place: z.string(), words: z.string() })
export type TrustFault = z.infer<typeof TrustFault>

/** A policy and the charts of the listed sources that it holds for. */
export const TrustPolicy = z.object({
  match: z.string(),
  asks: z.array(z.object({ mechanism: z.string(), words: z.string() })),
  charts: z.number(),
  /** sources below it that would not list, each with its code */
  refused: z.array(z.object({ source: z.string(), code: z.string() })),
})
export type TrustPolicy = z.infer<typeof TrustPolicy>

export const TrustIdentity = z.object({ subject: z.string(), issuer: z.string(), match: z.string() })

/** Whom this server trusts, for what. */
export const TrustView = z.object({
  keys: z.array(TrustKey),
  faults: z.array(TrustFault),
  identities: z.array(TrustIdentity),
  policies: z.array(TrustPolicy),
  /** the policies as text, which a draft starts from */
  text: z.string(),
  /** the file that the policies stand in, or null where they were saved on the page */
  file: z.string().nullable(),
  saved: z.object({ at: z.string(), by: z.string() }).nullable(),
})
export type TrustView = z.infer<typeof TrustView>

export const PolicyDraft = z.strictObject({ policies: z.string().max(256 * 1024) })
export const PolicyImport = z.strictObject({ text: z.string().max(1024 * 1024) })
export const ImportedPolicy = z.object({
  from: z.string(),
  policies: z.string(),
  keys: z.array(z.object({ name: z.string(), pem: z.string() })),
  notes: z.array(z.string()),
})
export type ImportedPolicy = z.infer<typeof ImportedPolicy>

/** A verdict in one line. */
const Line = z.object({ status: VerdictStatus, words: z.string() })

/** What a draft would change, judged on the newest version of each chart that is listed. */
export const PolicyPreview = z.object({
  charts: z.number(),
  judged: z.number(),
  changes: z.array(
    z.object({ source: z.string(), repository: z.string(), version: z.string(), now: Line, then: Line }),
  ),
  /** charts whose verdict stays, by status */
  stays: z.record(VerdictStatus, z.number()),
  /** matches of the draft that no listed chart lies under */
  idle: z.array(z.string()),
})
export type PolicyPreview = z.infer<typeof PolicyPreview>

export const KeyAddition = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, ".", "_" and "-"'),
  /** base64 of an OpenPGP keyring or of a PEM file with one public key */
  content: z.base64().max(8 * 1024 * 1024),
})
