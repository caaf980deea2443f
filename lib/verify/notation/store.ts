import { readPem } from '../pem.ts'
import { CertificateError, readCertificate, type Certificate } from '../x509.ts'

/** Certificates of a trust store by `kind:name` (`ca:acme`); an Error where a file of it cannot be used. */
export type TrustStore = ReadonlyMap<string, readonly Certificate[] | Error>

/**
 * Understands the files of a store, `x509/<kind>/<name>/<file>`, each PEM or DER with certificates alone.
 * @param files path below the store's folder, and bytes or why there are none
 */
export function readTrustStore(
  files: readonly { readonly path: string; readonly bytes: Uint8Array | Error }[],
): TrustStore {
  const stores = new Map<string, Certificate[] | Error>()
  for (const { path, bytes } of files) {
    const [, kind, name] = path.split('/')
    const key = `${kind}:${name}`
    const known = stores.get(key)
    if (known instanceof Error) continue
    const read = bytes instanceof Error ? bytes : readFile(bytes)
    if (read instanceof Error) stores.set(key, new Error(`${path}: ${read.message}`))
    else stores.set(key, [...(known ?? []), ...read])
  }
  return stores
}

function readFile(bytes: Uint8Array): Certificate[] | Error {
  try {
    if (bytes[0] === 0x30) return [readCertificate(bytes)]
    const blocks = readPem(new TextDecoder('latin1').decode(bytes))
    if (blocks === undefined || blocks.length === 0) return new Error('no certificate')
    if (blocks.some((block) => block.label !== 'CERTIFICATE'))
      return new Error('holds more than certificates')
    return blocks.map((block) => readCertificate(block.der))
  } catch (error) {
    if (error instanceof CertificateError) return error
    throw error
  }
}
