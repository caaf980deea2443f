import { z } from 'zod'

/** A certificate as a person compares it before trusting it. */
export const SeenCertificate = z.object({
  subject: z.string(),
  issuer: z.string(),
  /** `AA:BB:…`, of the certificate */
  sha256: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
})
export type SeenCertificate = z.infer<typeof SeenCertificate>

/** One step of a connection, in the order of a request. */
export const DiagnosisStep = z.object({
  step: z.enum(['settings', 'name', 'connect', 'tls', 'api', 'challenge', 'login', 'list', 'chart']),
  /** `noted`: it works, or is not needed, and there is something to know */
  outcome: z.enum(['passed', 'noted', 'failed', 'skipped']),
  /** one sentence */
  words: z.string(),
  code: z.string().nullable(),
  cure: z.string().nullable(),
  /** shown in full where the TLS step has something to decide */
  certificates: z.array(SeenCertificate),
  milliseconds: z.number(),
})
export type DiagnosisStep = z.infer<typeof DiagnosisStep>

export const Diagnosis = z.object({
  url: z.string(),
  askedAs: z.string(),
  healthy: z.boolean(),
  steps: z.array(DiagnosisStep),
})
export type Diagnosis = z.infer<typeof Diagnosis>
