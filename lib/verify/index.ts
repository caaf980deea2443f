/** Verdicts on charts: what was signed, by whom, and whether that holds. Pure: trust, time and mathematics are arguments. */
export { combineStatus } from './combine.ts'
export { javascriptPrimitives } from './javascript.ts'
export type { Curve, HashName, Primitives, VerificationKey } from './primitives.ts'
export { encodePkcs1 } from './rsa.ts'
export { KeyringError, readKeyring, type Keyring, type KeyringFault } from './openpgp/keyring.ts'
export { describeKeys, type KeyDescription } from './openpgp/describe.ts'
export type { NamedKeyring } from './provenance/signatures.ts'
export {
  verifyProvenance,
  type ProvenanceResult,
  type ProvenanceSubject,
  type ProvenanceTrust,
} from './provenance/verify.ts'
export { visible } from './visible.ts'
export {
  failureStatus,
  Findings,
  isFailureCode,
  statusFrom,
  type ChainNode,
  type CheckId,
  type FailureCode,
  type MechanismVerdict,
  type Verdict,
  type VerdictStatus,
  type WarningCode,
} from './verdict.ts'
