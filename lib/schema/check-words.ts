import type { CheckId } from '../verify/verdict.ts'
import { verificationCodes } from './codes-verification.ts'
import type { Check } from './verdict.ts'

/** A check in words: when it holds, when it does not, when it was not made. */
export interface CheckWords {
  readonly passed: string
  readonly failed: string
  readonly skipped: string
}

/** Every check's title; what was expected and seen stands beside it. */
export const checkWords: Readonly<Record<CheckId, CheckWords>> = {
  frame: {
    passed: 'One signed block, nothing outside it',
    failed: 'The signed file is not one clean block',
    skipped: 'Signed block',
  },
  documents: {
    passed: 'Two documents, no second reading',
    failed: 'The signed text can be read in two ways',
    skipped: 'Signed text',
  },
  signature: {
    passed: 'Signature is good',
    failed: 'Signature does not fit',
    skipped: 'Signature was not computed',
  },
  strength: {
    passed: 'Hash and key are strong',
    failed: 'Hash or key does not do',
    skipped: 'Strength of hash and key',
  },
  key: {
    passed: 'Key is trusted',
    failed: 'Signer’s key is not trusted here',
    skipped: 'Whether the key is trusted',
  },
  'key-then': {
    passed: 'Key was valid when it signed',
    failed: 'Key was not valid when it signed',
    skipped: 'Key’s validity',
  },
  revocation: {
    passed: 'Key was not revoked',
    failed: 'Key was revoked',
    skipped: 'Revocation was not checked',
  },
  'signature-time': {
    passed: 'Signature holds today',
    failed: 'Signature has run out',
    skipped: 'Signature’s time',
  },
  files: {
    passed: 'Signed list holds one file',
    failed: 'Signed list holds more than one file',
    skipped: 'Signed list',
  },
  listed: {
    passed: 'Archive is in the signed list',
    failed: 'Archive is not in the signed list',
    skipped: 'Signed list',
  },
  digest: {
    passed: 'The archive’s hash is the signed one',
    failed: 'The archive’s hash is not the signed one',
    skipped: 'The archive’s hash',
  },
  archive: {
    passed: 'Archive is safe to open',
    failed: 'Archive must not be opened',
    skipped: 'Archive was not opened',
  },
  metadata: {
    passed: 'Signed metadata, Chart.yaml and config agree',
    failed: 'Metadata differs',
    skipped: 'Metadata was not compared',
  },
  tag: { passed: 'Tag is the version', failed: 'Tag is not the version', skipped: 'Tag and version' },
  name: { passed: 'Name is the chart’s', failed: 'Name is not the chart’s', skipped: 'Name' },
  layers: {
    passed: 'Manifest holds one chart layer',
    failed: 'Manifest holds more than one chart',
    skipped: 'Layers',
  },
  policy: { passed: 'A policy says whom to trust', failed: 'Nothing says whom to trust', skipped: 'Policy' },
  keyring: { passed: 'Keyring can be used', failed: 'Keyring cannot be used', skipped: 'Keyring' },
  registry: {
    passed: 'Registry answered',
    failed: 'Registry could not be asked',
    skipped: 'Registry was not asked',
  },
  identity: {
    passed: 'Signer is who the policy asks for',
    failed: 'Signer is somebody else',
    skipped: 'Signer’s identity',
  },
  payload: {
    passed: 'Signature speaks of this manifest',
    failed: 'Signature speaks of another manifest',
    skipped: 'What was signed',
  },
  log: {
    passed: 'Transparency log holds this signature',
    failed: 'Transparency log does not hold this signature',
    skipped: 'Transparency log was not asked for',
  },
  timestamp: {
    passed: 'Time of signing is attested',
    failed: 'Time of signing is not attested',
    skipped: 'Time of signing',
  },
  certificate: {
    passed: 'Certificate was valid when it signed',
    failed: 'Certificate does not hold',
    skipped: 'Certificate',
  },
  root: {
    passed: 'Certificate leads to a trusted root',
    failed: 'Certificate leads to no trusted root',
    skipped: 'Trusted root',
  },
  type: {
    passed: 'It is a signature, not another statement',
    failed: 'It is another statement, not a signature',
    skipped: 'Kind of statement',
  },
  critical: {
    passed: 'Nothing critical is unknown',
    failed: 'Something critical is unknown',
    skipped: 'Critical parts',
  },
  given: {
    passed: 'Signature and what it signs are here',
    failed: 'A file that this rests on is not here',
    skipped: 'Files',
  },
}

/** A code's title; the code itself where nobody explained it. */
export const codeTitle = (code: string): string =>
  Object.hasOwn(verificationCodes, code)
    ? verificationCodes[code as keyof typeof verificationCodes].title
    : code

/** The words of a check as it came out. What could not be checked is named by its reason, never as a failure. */
export function checkTitle({ id, code, outcome }: Pick<Check, 'id' | 'code' | 'outcome'>): string {
  const words = id !== undefined && Object.hasOwn(checkWords, id) ? checkWords[id as CheckId] : undefined
  const isInability =
    Object.hasOwn(verificationCodes, code) &&
    verificationCodes[code as keyof typeof verificationCodes].status === 'unknown'
  if (words === undefined || (outcome === 'failed' && isInability)) return codeTitle(code)
  return outcome === 'passed' ? words.passed : outcome === 'failed' ? words.failed : words.skipped
}
