import { DerError, readAll, readDer } from '../der.ts'
import { toHex } from '../bytes.ts'
import { OID, type Certificate } from '../x509.ts'

/** Where a certificate says that its revocation can be asked. */
export interface RevocationPointers {
  readonly ocsp: readonly string[]
  readonly crl: readonly string[]
}

const OCSP_ACCESS = '2b06010505073001'
const URI = 0x86
const MOST = 4

const uri = (content: Uint8Array): string[] => {
  const text = new TextDecoder('latin1').decode(content)
  return /^https?:\/\/[\x21-\x7e]+$/.test(text) && text.length < 1024 ? [text] : []
}

/** Addresses in the certificate's own extensions, web addresses alone. */
export const pointersOf = (certificate: Certificate): RevocationPointers => ({
  ocsp: tolerate(() => ocspOf(certificate)).slice(0, MOST),
  crl: tolerate(() => crlOf(certificate)).slice(0, MOST),
})

function ocspOf({ extensions }: Certificate): string[] {
  const value = extensions.get(OID.authorityInfoAccess)?.value
  if (value === undefined) return []
  return readAll(readDer(value).content).flatMap((access) => {
    const [method, location] = readAll(access.content)
    return method && toHex(method.content) === OCSP_ACCESS && location?.tag === URI
      ? uri(location.content)
      : []
  })
}

/** `distributionPoint.fullName` of each point: the one form that names an address. */
function crlOf({ extensions }: Certificate): string[] {
  const value = extensions.get(OID.crlDistributionPoints)?.value
  if (value === undefined) return []
  return readAll(readDer(value).content).flatMap((point) => {
    const named = readAll(point.content).find((one) => one.tag === 0xa0)
    const full = named && readAll(named.content).find((one) => one.tag === 0xa0)
    return full ? readAll(full.content).flatMap((one) => (one.tag === URI ? uri(one.content) : [])) : []
  })
}

function tolerate(read: () => string[]): string[] {
  try {
    return read()
  } catch (error) {
    if (error instanceof DerError) return []
    throw error
  }
}
