import { javascriptPrimitives, type Primitives } from '../../verify/index.ts'
import { nodePrimitives } from './node-primitives.ts'

/** Node's mathematics with what Node leaves out: prehashed Ed25519, and ECDSA over a ready digest. */
export const cosignPrimitives: Primitives = {
  hash: nodePrimitives.hash,
  verify: (key, hash, data, signature) =>
    (key.kind === 'ed25519ph' ? javascriptPrimitives : nodePrimitives).verify(key, hash, data, signature),
  verifyDigest: (key, hash, digest, signature) =>
    javascriptPrimitives.verifyDigest?.(key, hash, digest, signature) ?? false,
}
