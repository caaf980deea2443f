import { payload, root, signRaw } from './forge.ts'
import type { Issued } from '../../../fixtures/pki/certificate.ts'

type Value =
  | number
  | string
  | Uint8Array
  | readonly Value[]
  | Map<number | string, Value>
  | { readonly tag: number; readonly value: Value }

const head = (major: number, length: number): Buffer =>
  length < 24
    ? Buffer.from([(major << 5) | length])
    : length < 256
      ? Buffer.from([(major << 5) | 24, length])
      : length < 65536
        ? Buffer.from([(major << 5) | 25, length >> 8, length & 255])
        : (() => {
            const bytes = Buffer.alloc(5)
            bytes[0] = (major << 5) | 26
            bytes.writeUInt32BE(length, 1)
            return bytes
          })()

/** Writes CBOR with definite lengths. */
export function cbor(value: Value): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  if (value instanceof Map)
    return Buffer.concat([
      head(5, value.size),
      ...[...value].flatMap(([key, item]) => [cbor(key), cbor(item)]),
    ])
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)])
  const tagged = value as { tag: number; value: Value }
  return Buffer.concat([head(6, tagged.tag), cbor(tagged.value)])
}

interface Cose {
  readonly signer: Issued
  readonly alg?: number
  readonly hash?: string
  readonly more?: readonly (readonly [number | string, Value])[]
}

/** A COSE_Sign1 as notation writes it. */
export function cose({ signer, alg = -7, hash = 'sha256', more = [] }: Cose): Buffer {
  const signed = Date.parse('2026-03-03T10:00:00Z') / 1000
  const header = cbor(
    new Map<number | string, Value>([
      [1, alg],
      [2, ['io.cncf.notary.signingScheme']],
      [3, 'application/vnd.cncf.notary.payload.v1+json'],
      ['io.cncf.notary.signingScheme', 'notary.x509'],
      ['io.cncf.notary.signingTime', { tag: 1, value: signed }],
      ...more,
    ]),
  )
  const body = Buffer.from(payload())
  const signature = signRaw(signer.key, cbor(['Signature1', header, Buffer.alloc(0), body]), hash)
  const unprotected = new Map<number | string, Value>([[33, [signer.der, root.der]]])
  return cbor({ tag: 18, value: [header, unprotected, body, signature] })
}
