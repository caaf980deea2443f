import { fromBase64 } from '../bytes.ts'
import { parseJsonObject, PayloadError } from '../cosign/simple-signing.ts'
import { checkAlgorithm, EnvelopeError, type RawEnvelope } from './raw-envelope.ts'

/** A flattened JWS, RFC 7515 section 7.2.2, as Notary profiles it. @throws EnvelopeError */
export function readJws(bytes: Uint8Array): RawEnvelope {
  const outer = json(bytes)
  const [payload, signature] = [outer['payload'], outer['signature']]
  const protectedText = outer['protected']
  if (typeof payload !== 'string' || typeof signature !== 'string' || typeof protectedText !== 'string')
    throw new EnvelopeError('payload, protected or signature is missing')
  if (outer['signatures'] !== undefined) throw new EnvelopeError('the general form of JWS')
  const header = json(fromBase64Url(protectedText))
  const unprotected = (outer['header'] ?? {}) as Readonly<Record<string, unknown>>
  if (typeof unprotected !== 'object') throw new EnvelopeError('the unprotected header is no object')
  const both = Object.keys(header).find((name) => Object.hasOwn(unprotected, name))
  if (both !== undefined) throw new EnvelopeError(`the header ${both} is protected and unprotected`)
  if (header['b64'] !== undefined) throw new EnvelopeError('a payload that is not encoded')
  const { crit } = header
  if (!Array.isArray(crit)) throw new EnvelopeError('no critical headers')
  const timestamp = unprotected['io.cncf.notary.timestampSignature']
  return {
    algorithm: checkAlgorithm(header['alg']),
    signed: new TextEncoder().encode(`${protectedText}.${payload}`),
    signature: fromBase64Url(signature),
    payload: fromBase64Url(payload),
    contentType: header['cty'],
    critical: crit,
    names: Object.keys(header),
    header: (name) => (Object.hasOwn(header, name) ? header[name] : undefined),
    time: toSeconds,
    certificates: certificatesOf(unprotected['x5c']),
    timestamp: timestamp === undefined ? undefined : standard(timestamp),
  }
}

function json(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    return parseJsonObject(bytes)
  } catch (error) {
    if (error instanceof PayloadError) throw new EnvelopeError(error.message)
    throw error
  }
}

function fromBase64Url(text: string): Uint8Array {
  const isUrl = /^[A-Za-z0-9_-]*$/.test(text)
  const standardText = text.replaceAll('-', '+').replaceAll('_', '/')
  const bytes = isUrl ? fromBase64(standardText.padEnd(Math.ceil(text.length / 4) * 4, '=')) : undefined
  if (bytes === undefined) throw new EnvelopeError('a part is not base64url')
  return bytes
}

function standard(value: unknown): Uint8Array {
  const bytes = typeof value === 'string' ? fromBase64(value) : undefined
  if (bytes === undefined) throw new EnvelopeError('a part is not base64')
  return bytes
}

const certificatesOf = (x5c: unknown): Uint8Array[] => (Array.isArray(x5c) ? x5c.map(standard) : [])

/** RFC 3339 in whole seconds. */
function toSeconds(value: unknown): number | undefined {
  if (
    typeof value !== 'string' ||
    !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(value)
  )
    return undefined
  const time = Date.parse(value)
  return Number.isNaN(time) ? undefined : time / 1000
}
