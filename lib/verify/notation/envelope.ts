import { CertificateError, readCertificate, type Certificate } from '../x509.ts'
import { readCose } from './cose.ts'
import { readJws } from './jws.ts'
import { EnvelopeError, type Algorithm, type RawEnvelope } from './raw-envelope.ts'

/** An envelope taken apart, nothing of it judged yet. Times are seconds since 1970. */
export interface Envelope {
  readonly algorithm: Algorithm
  /** bytes that the signature is over */
  readonly signed: Uint8Array
  readonly signature: Uint8Array
  readonly payload: Uint8Array
  readonly chain: readonly Certificate[]
  readonly scheme: 'notary.x509' | 'notary.x509.signingAuthority'
  /** as claimed (x509) or as the signing authority attests */
  readonly signingTime: number
  readonly expiry: number | undefined
  /** a plugin that must take part in the verification */
  readonly plugin: string | undefined
  readonly timestamp: Uint8Array | undefined
}

const PAYLOAD_TYPE = 'application/vnd.cncf.notary.payload.v1+json'
const SCHEME = 'io.cncf.notary.signingScheme'
const SIGNING_TIME = 'io.cncf.notary.signingTime'
const AUTHENTIC_TIME = 'io.cncf.notary.authenticSigningTime'
const EXPIRY = 'io.cncf.notary.expiry'
const PLUGIN = 'io.cncf.notary.verificationPlugin'
const PLUGIN_VERSION = 'io.cncf.notary.verificationPluginMinVersion'
const UNDERSTOOD: readonly unknown[] = [SCHEME, AUTHENTIC_TIME, EXPIRY, PLUGIN, PLUGIN_VERSION]
const MAX_CHAIN = 10

/** @throws EnvelopeError */
export function readEnvelope(mediaType: string, bytes: Uint8Array): Envelope {
  switch (mediaType) {
    case 'application/jose+json':
      return fromRaw(readJws(bytes))
    case 'application/cose':
      return fromRaw(readCose(bytes))
    default:
      throw new EnvelopeError(`an envelope of type ${mediaType}`)
  }
}

function fromRaw(raw: RawEnvelope): Envelope {
  if (raw.contentType !== PAYLOAD_TYPE)
    throw new EnvelopeError(`the payload is of type ${String(raw.contentType)}`)
  const scheme = raw.header(SCHEME)
  if (scheme !== 'notary.x509' && scheme !== 'notary.x509.signingAuthority')
    throw new EnvelopeError(`signing scheme ${String(scheme)}`)
  const plugin = raw.header(PLUGIN)
  checkCritical(raw, scheme, plugin !== undefined)
  const isAuthority = scheme === 'notary.x509.signingAuthority'
  const signingTime = raw.time(raw.header(isAuthority ? AUTHENTIC_TIME : SIGNING_TIME))
  if (signingTime === undefined) throw new EnvelopeError('no signing time')
  const expiry = raw.header(EXPIRY) === undefined ? undefined : raw.time(raw.header(EXPIRY))
  if (raw.header(EXPIRY) !== undefined && expiry === undefined)
    throw new EnvelopeError('the expiry is not a time')
  if (plugin !== undefined && typeof plugin !== 'string') throw new EnvelopeError('the plugin has no name')
  const { algorithm, signed, signature, payload, timestamp } = raw
  return {
    algorithm,
    signed,
    signature,
    payload,
    timestamp,
    chain: readChain(raw.certificates),
    scheme,
    signingTime,
    expiry,
    plugin,
  }
}

/** What is marked critical must be there and be understood; what has to be marked must be. */
function checkCritical({ critical, header, names }: RawEnvelope, scheme: string, hasPlugin: boolean): void {
  if (new Set(critical).size !== critical.length) throw new EnvelopeError('a critical header is named twice')
  const unknown = critical.find((name) => !UNDERSTOOD.includes(name))
  // A plugin may define critical headers of its own, and then it is the plugin that is missing
  if (unknown !== undefined && !hasPlugin)
    throw new EnvelopeError(`the critical header ${String(unknown)} is not understood`)
  const absent = critical.find((name) => !names.includes(name as string))
  if (absent !== undefined) throw new EnvelopeError(`the critical header ${String(absent)} is not there`)
  const needed = [
    SCHEME,
    ...(scheme === 'notary.x509.signingAuthority' ? [AUTHENTIC_TIME] : []),
    EXPIRY,
    PLUGIN,
    PLUGIN_VERSION,
  ]
  const unmarked = needed.find((name) => header(name) !== undefined && !critical.includes(name))
  if (unmarked !== undefined) throw new EnvelopeError(`the header ${unmarked} is not marked as critical`)
}

function readChain(certificates: readonly Uint8Array[]): Certificate[] {
  if (certificates.length === 0) throw new EnvelopeError('no certificates')
  if (certificates.length > MAX_CHAIN) throw new EnvelopeError(`${certificates.length} certificates`)
  try {
    return certificates.map(readCertificate)
  } catch (error) {
    if (error instanceof CertificateError) throw new EnvelopeError(error.message)
    throw error
  }
}
