import { z } from 'zod'

export const VerdictStatus = z.enum(['verified', 'untrusted', 'invalid', 'unsigned', 'unknown'])
export type VerdictStatus = z.infer<typeof VerdictStatus>

export const Mechanism = z.enum(['provenance', 'cosign', 'notation'])

export const Check = z.object({
  /** which check of the mechanism this is, where one code has several; keys the words on the page */
  id: z.string().optional(),
  code: z.string(),
  outcome: z.enum(['passed', 'failed', 'not-applicable']),
  expected: z.string().optional(),
  actual: z.string().optional(),
})
export type Check = z.infer<typeof Check>

export const Warning = z.object({
  code: z.string(),
  expected: z.string().optional(),
  actual: z.string().optional(),
})

export const Signer = z.object({
  fingerprint: z.string().optional(),
  /** where a subkey signed */
  primaryFingerprint: z.string().optional(),
  userIds: z.array(z.string()).optional(),
  identity: z.string().optional(),
  issuer: z.string().optional(),
  signedAt: z.string().nullable(),
})

/** A signed statement about a chart that is no signature of it: SLSA provenance, an SBOM, a scan. */
export const Attestation = z.object({
  predicateType: z.string(),
  status: VerdictStatus,
  place: z.string(),
  signer: Signer.optional(),
})

export const MechanismVerdict = z.object({
  mechanism: Mechanism,
  status: VerdictStatus,
  signer: Signer.optional(),
  checks: z.array(Check),
  warnings: z.array(Warning),
  /** what this or that tool would say: "Helm 3.21.4" → words */
  others: z.array(z.object({ tool: z.string(), accepts: z.boolean(), text: z.string() })).optional(),
  attestations: z.array(Attestation).optional(),
})
export type MechanismVerdict = z.infer<typeof MechanismVerdict>

/** One node of tag → manifest → chart layer → signed hash → signed metadata → Chart.yaml → config, and the joint that leads to the next. */
export const ChainNode = z.object({
  node: z.enum(['tag', 'manifest', 'layer', 'signed-hash', 'signed-metadata', 'chart-yaml', 'config']),
  value: z.string(),
  note: z.string(),
  joint: z.object({ state: z.enum(['holds', 'note', 'fails', 'absent']), words: z.string() }).nullable(),
})
export type ChainNode = z.infer<typeof ChainNode>

/** The policy that holds for a chart, and what became of each thing that it asks for. */
export const AppliedPolicy = z.object({
  /** as it stands in the configuration */
  match: z.string(),
  met: z.boolean(),
  requires: z.array(z.object({ mechanism: Mechanism, asks: z.string(), status: VerdictStatus })),
})
export type AppliedPolicy = z.infer<typeof AppliedPolicy>

/** A place where signatures may lie, and what it answered. */
export const AskedPlace = z.object({
  place: z.string(),
  answer: z.enum(['found', 'empty', 'failed']),
  words: z.string().optional(),
})
export type AskedPlace = z.infer<typeof AskedPlace>

export const Verdict = z.object({
  reference: z.string(),
  digest: z.string(),
  checkedAt: z.string(),
  status: VerdictStatus,
  mechanisms: z.array(MechanismVerdict),
  chain: z.array(ChainNode).optional(),
  /** null: none matches */
  policy: AppliedPolicy.nullable().optional(),
  places: z.array(AskedPlace).optional(),
})
export type Verdict = z.infer<typeof Verdict>
