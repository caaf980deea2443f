import { sha256, sha512 } from '@noble/hashes/sha2.js'

export type DigestAlgorithm = 'sha256' | 'sha512'

const LENGTH: Readonly<Record<DigestAlgorithm, number>> = { sha256: 64, sha512: 128 }

/** Whether `text` is `sha256:` or `sha512:` with the right count of lower-case hexadecimal digits. */
export function isDigest(text: string): boolean {
  const colon = text.indexOf(':')
  const length = LENGTH[text.slice(0, colon) as DigestAlgorithm]
  return (
    length !== undefined && text.length - colon - 1 === length && /^[0-9a-f]+$/.test(text.slice(colon + 1))
  )
}

/** Any digest of the OCI grammar (`algorithm:encoded`), also of algorithms that cannot be computed here. */
export const looksLikeDigest = (text: string): boolean =>
  /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[A-Za-z0-9=_-]+$/.test(text)

export const algorithmOf = (digest: string): DigestAlgorithm =>
  digest.startsWith('sha512:') ? 'sha512' : 'sha256'

/** The digest of some bytes, by default with SHA-256. */
export function digestOf(bytes: Uint8Array, algorithm: DigestAlgorithm = 'sha256'): string {
  return `${algorithm}:${toHex(algorithm === 'sha256' ? sha256(bytes) : sha512(bytes))}`
}

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')

/** `sha256:abc…` as the fallback tag of the referrers API: `sha256-abc…`. */
export const referrersTag = (digest: string): string => digest.replace(':', '-')
