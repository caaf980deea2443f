/** Verdicts on charts: what was signed, by whom, and whether that holds. Pure: trust, time and mathematics are arguments. */
export { combineStatus } from './combine.ts'
export { javascriptPrimitives } from './javascript.ts'
export type { HashName, Primitives, VerificationKey } from './primitives.ts'
export { encodePkcs1 } from './rsa.ts'
export { KeyringError, readKeyring, type Keyring } from './openpgp/keyring.ts'
export type { NamedKeyring } from './provenance/signatures.ts'
export { verifyProvenance, type ProvenanceResult, type ProvenanceTrust } from './provenance/verify.ts'
export {
  Findings,
  type FailureCode,
  type MechanismVerdict,
  type Verdict,
  type VerdictStatus,
} from './verdict.ts'
