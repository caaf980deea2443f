type DigestAlgorithm = 'sha256' | 'sha512'

const LENGTH: Readonly<Record<DigestAlgorithm, number>> = { sha256: 64, sha512: 128 }

/** Whether `text` is `sha256:` or `sha512:` with the right count of lower-case hexadecimal digits. */
export function isDigest(text: string): boolean {
  const colon = text.indexOf(':')
  const length = LENGTH[text.slice(0, colon) as DigestAlgorithm]
  return (
    length !== undefined && text.length - colon - 1 === length && /^[0-9a-f]+$/.test(text.slice(colon + 1))
  )
}

export const algorithmOf = (digest: string): DigestAlgorithm =>
  digest.startsWith('sha512:') ? 'sha512' : 'sha256'

/** `sha256:abc…` as the fallback tag of the referrers API: `sha256-abc…`. */
export const referrersTag = (digest: string): string => digest.replace(':', '-')
