import type { Primitives } from '../primitives.ts'
import {
  extendedKeyUsages,
  isAuthority,
  isIssuedBy,
  isSelfIssued,
  keyUsage,
  OID,
  type Certificate,
} from '../x509.ts'

/** Usages that a certificate for signing code must not have beside. */
const FOREIGN = ['551d2500', '2b06010505070301', '2b06010505070304', OID.timeStamping, '2b06010505070309']

/**
 * What is wrong with a chain for signing code, leaf first, root last; undefined when nothing is. Mirrors the rules of the Notary
 * Project's certificate requirements; validity in time is another question.
 */
export function chainFault(chain: readonly Certificate[], primitives: Primitives): string | undefined {
  const leaf = chain[0]!
  const usage = keyUsage(leaf)
  if (usage === undefined || (usage & 0x80) === 0) return 'the signer’s certificate is not for signatures'
  if (chain.length > 1 && isAuthority(leaf)) return 'the signer’s certificate is an authority’s'
  const purposes = extendedKeyUsages(leaf)
  if (
    purposes !== undefined &&
    (!purposes.includes(OID.codeSigning) || purposes.some((one) => FOREIGN.includes(one)))
  )
    return 'the signer’s certificate is not for signing code'
  for (const [i, certificate] of chain.entries()) {
    const next = chain[i + 1]
    if (next === undefined) {
      if (!isSelfIssued(certificate) || !isIssuedBy(certificate, certificate, primitives))
        return 'the last certificate is no root'
    } else if (!isAuthority(next) || !isIssuedBy(certificate, next, primitives))
      return `certificate ${i + 1} was not issued by the next one`
  }
  return undefined
}
