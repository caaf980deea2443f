import { concat } from '../bytes.ts'
import { cborHead, CborError, readCbor, Tagged, type Cbor } from './cbor.ts'
import { checkAlgorithm, EnvelopeError, type RawEnvelope } from './raw-envelope.ts'

/** RFC 9053, RFC 8230 and what else may be met. */
const algorithms: ReadonlyMap<unknown, string> = new Map([
  [-37, 'PS256'],
  [-38, 'PS384'],
  [-39, 'PS512'],
  [-7, 'ES256'],
  [-35, 'ES384'],
  [-36, 'ES512'],
  [-257, 'RS256'],
  [-258, 'RS384'],
  [-259, 'RS512'],
  [-8, 'EdDSA'],
])
const ALG = 1
const CRIT = 2
const CONTENT_TYPE = 3
const X5CHAIN = 33

/** A tagged COSE_Sign1, RFC 9052 section 4.2, as Notary profiles it. @throws EnvelopeError */
export function readCose(bytes: Uint8Array): RawEnvelope {
  try {
    const message = readCbor(bytes)
    if (
      !(message instanceof Tagged) ||
      message.tag !== 18 ||
      !isList(message.value) ||
      message.value.length !== 4
    )
      throw new EnvelopeError('not a COSE_Sign1')
    const [head, unprotected, payload, signature] = message.value
    if (
      !(head instanceof Uint8Array) ||
      !(payload instanceof Uint8Array) ||
      !(signature instanceof Uint8Array) ||
      !(unprotected instanceof Map)
    )
      throw new EnvelopeError('a part of the COSE_Sign1 has a wrong type')
    const header = readCbor(head)
    if (!(header instanceof Map)) throw new EnvelopeError('the protected header is no map')
    const both = [...header.keys()].find((name) => unprotected.has(name))
    if (both !== undefined) throw new EnvelopeError(`the header ${both} is protected and unprotected`)
    const crit = header.get(CRIT)
    if (crit === undefined || !isList(crit)) throw new EnvelopeError('no critical headers')
    const timestamp = unprotected.get('io.cncf.notary.timestampSignature')
    const alg = header.get(ALG)
    return {
      algorithm: checkAlgorithm(algorithms.get(alg) ?? `${String(alg)}`),
      signed: toBeSigned(head, payload),
      signature,
      payload,
      contentType: header.get(CONTENT_TYPE),
      critical: crit,
      names: [...header.keys()],
      header: (name) => header.get(name),
      time: toSeconds,
      certificates: certificatesOf(unprotected.get(X5CHAIN)),
      timestamp: timestamp instanceof Uint8Array ? timestamp : undefined,
    }
  } catch (error) {
    if (error instanceof CborError) throw new EnvelopeError(`not CBOR: ${error.message}`)
    throw error
  }
}

const isList = (value: Cbor): value is readonly Cbor[] => Array.isArray(value)

/** `Sig_structure` of RFC 9052 section 4.4 without external data. */
function toBeSigned(head: Uint8Array, payload: Uint8Array): Uint8Array {
  const context = new TextEncoder().encode('Signature1')
  return concat([
    cborHead(4, 4),
    cborHead(3, context.length),
    context,
    cborHead(2, head.length),
    head,
    cborHead(2, 0),
    cborHead(2, payload.length),
    payload,
  ])
}

function certificatesOf(value: Cbor | undefined): Uint8Array[] {
  if (value instanceof Uint8Array) return [value]
  if (value === undefined || !isList(value)) return []
  return value.map((one) => {
    if (one instanceof Uint8Array) return one
    throw new EnvelopeError('a certificate is no byte string')
  })
}

/** Seconds since 1970, tagged as such. */
const toSeconds = (value: unknown): number | undefined =>
  value instanceof Tagged && value.tag === 1 && typeof value.value === 'number' ? value.value : undefined
