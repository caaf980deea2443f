/** `PS256` and the like, each with the one kind of key that goes with it. */
export const ALGORITHMS = ['PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'] as const
export type Algorithm = (typeof ALGORITHMS)[number]

/** `isUnsupported`: an algorithm that Notary does not know, which says nothing of the signature. */
export class EnvelopeError extends Error {
  override name = 'EnvelopeError'
  readonly isUnsupported: boolean
  constructor(message: string, isUnsupported = false) {
    super(message)
    this.isUnsupported = isUnsupported
  }
}

/** Headers by name, whatever the envelope's format: what both formats have in common. */
export interface RawEnvelope {
  readonly algorithm: Algorithm
  /** bytes that the signature is over */
  readonly signed: Uint8Array
  readonly signature: Uint8Array
  readonly payload: Uint8Array
  readonly timestamp: Uint8Array | undefined
  readonly contentType: unknown
  readonly critical: readonly unknown[]
  readonly header: (name: string) => unknown
  /** every protected header's name */
  readonly names: readonly (string | number)[]
  readonly time: (value: unknown) => number | undefined
  readonly certificates: readonly Uint8Array[]
}

/** @throws EnvelopeError, saying whether the algorithm is merely unknown to Notary or no signature at all */
export function checkAlgorithm(name: unknown): Algorithm {
  const known = ALGORITHMS.find((one) => one === name)
  if (known !== undefined) return known
  const isSignature = typeof name === 'string' && /^(?:RS|ES|PS|Ed)/.test(name)
  throw new EnvelopeError(`algorithm ${String(name)} is none of Notary’s`, isSignature)
}
