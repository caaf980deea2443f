import type { ChainNode, MechanismVerdict, Verdict, VerdictStatus } from '../schema/verdict.ts'

export type { ChainNode, MechanismVerdict, Verdict, VerdictStatus }
export type Check = MechanismVerdict['checks'][number]
export type Warning = MechanismVerdict['warnings'][number]
export type Opinion = NonNullable<MechanismVerdict['others']>[number]

/** What a failed check makes of a verdict. */
const statusOf = {
  BAD_SIGNATURE: 'invalid',
  DIGEST_MISMATCH: 'invalid',
  FILE_NOT_LISTED: 'invalid',
  KEY_REVOKED: 'invalid',
  KEY_EXPIRED_AT_SIGNING: 'invalid',
  SIGNATURE_EXPIRED: 'invalid',
  WEAK_ALGORITHM: 'invalid',
  MALFORMED: 'invalid',
  AMBIGUOUS: 'invalid',
  LOG_ENTRY_MISSING: 'invalid',
  UNKNOWN_KEY: 'untrusted',
  IDENTITY_MISMATCH: 'untrusted',
  UNTRUSTED_CA: 'untrusted',
  NO_POLICY: 'untrusted',
  REGISTRY_ERROR: 'unknown',
  AUTH: 'unknown',
  TIMEOUT: 'unknown',
  LIMIT: 'unknown',
  UNSUPPORTED_ALGORITHM: 'unknown',
  NO_TRUST_ROOT: 'unknown',
  REGISTRY_INTEGRITY: 'unknown',
  CONFIG_INVALID: 'unknown',
  UNPACKED: 'unknown',
  NOT_GIVEN: 'unknown',
} as const satisfies Record<string, VerdictStatus>

/** Why a verdict is not "verified". */
export type FailureCode = keyof typeof statusOf
export type WarningCode =
  | 'KEY_EXPIRED_SINCE'
  | 'KEY_SUPERSEDED'
  | 'KEY_NOT_FOR_SIGNING'
  | 'METADATA_DRIFT'
  | 'TAG_VERSION_MISMATCH'
  | 'NAME_MISMATCH'
  | 'CONFUSABLE_NAME'

/** Which status a mechanism has whose failed checks carry these codes: what is proven bad outweighs what is not known. */
export function statusFrom(codes: readonly FailureCode[]): VerdictStatus {
  const found = codes.map((code) => statusOf[code])
  return found.includes('invalid')
    ? 'invalid'
    : found.includes('untrusted')
      ? 'untrusted'
      : found.includes('unknown')
        ? 'unknown'
        : 'verified'
}

export const failureStatus = (code: FailureCode): VerdictStatus => statusOf[code]
export const isFailureCode = (code: string): code is FailureCode => Object.hasOwn(statusOf, code)

/** A check's place on the page: the same code can fail for different reasons, each with words of its own. */
export type CheckId =
  | 'frame'
  | 'documents'
  | 'signature'
  | 'strength'
  | 'key'
  | 'key-then'
  | 'revocation'
  | 'signature-time'
  | 'listed'
  | 'digest'
  | 'files'
  | 'metadata'
  | 'tag'
  | 'name'
  | 'layers'
  | 'archive'
  | 'policy'
  | 'keyring'
  | 'registry'
  | 'identity'
  | 'payload'
  | 'log'
  | 'timestamp'
  | 'certificate'
  | 'root'
  | 'type'
  | 'critical'
  | 'given'

interface Detail {
  readonly expected?: string | undefined
  readonly actual?: string | undefined
}

const seen = ({ expected, actual }: Detail) => ({
  ...(expected !== undefined && { expected }),
  ...(actual !== undefined && { actual }),
})

/** Gathers checks and warnings of one mechanism in the order in which they are made. */
export class Findings {
  readonly checks: Check[] = []
  readonly warnings: Warning[] = []

  passed(id: CheckId, code: FailureCode | WarningCode, detail: Detail = {}): void {
    this.checks.push({ id, code, outcome: 'passed', ...seen(detail) })
  }
  failed(id: CheckId, code: FailureCode, detail: Detail = {}): void {
    this.checks.push({ id, code, outcome: 'failed', ...seen(detail) })
  }
  /** For what could not be asked because of something else, or has no meaning here. */
  skipped(id: CheckId, code: FailureCode | WarningCode, detail: Detail = {}): void {
    this.checks.push({ id, code, outcome: 'not-applicable', ...seen(detail) })
  }
  warn(code: WarningCode | FailureCode, detail: Detail = {}): void {
    this.warnings.push({ code, ...seen(detail) })
  }
  get codes(): FailureCode[] {
    return this.checks.flatMap((one) => (one.outcome === 'failed' && isFailureCode(one.code) ? one.code : []))
  }
  get status(): VerdictStatus {
    return statusFrom(this.codes)
  }
}
