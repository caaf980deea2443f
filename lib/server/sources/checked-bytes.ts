import { createHash } from 'node:crypto'
import { algorithmOf } from '../../oci/index.ts'
import { SourceError, type SourceErrorFacts } from '../errors/source-error.ts'

/** The digest of some bytes by the platform's own hash. */
export const hashOf = (bytes: Uint8Array, like = 'sha256:'): string => {
  const algorithm = algorithmOf(like)
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`
}

/**
 * The bytes, if they are the ones that were named.
 * @throws SourceError SIZE_MISMATCH, DIGEST_MISMATCH
 */
export function checked(
  bytes: Uint8Array,
  expected: { digest: string; size?: number | undefined },
  facts: SourceErrorFacts,
): Uint8Array {
  if (expected.size !== undefined && bytes.length !== expected.size) {
    throw new SourceError('SIZE_MISMATCH', `expected ${expected.size} bytes, got ${bytes.length}`, facts)
  }
  const actual = hashOf(bytes, expected.digest)
  if (actual !== expected.digest) {
    throw new SourceError('DIGEST_MISMATCH', `expected ${expected.digest}, got ${actual}`, facts)
  }
  return bytes
}
