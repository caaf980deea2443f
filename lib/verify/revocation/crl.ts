import { equalBytes, toHex } from '../bytes.ts'
import { DerError, readAll, readDer, readOnly, type Der } from '../der.ts'
import type { Primitives } from '../primitives.ts'
import { isSignedBy, readTime, type Certificate } from '../x509.ts'
import { demandFresh, reasonOf, RevocationError, type RevocationStatus } from './status.ts'

const REASON = '551d15'

/**
 * Looks a certificate up in its issuer's list of revoked ones, RFC 5280 section 5. Lists that are parts of others, or have
 * critical extensions, say nothing.
 * @throws RevocationError
 */
export function readCrl(
  bytes: Uint8Array,
  certificate: Certificate,
  issuer: Certificate,
  primitives: Primitives,
  now: number,
): RevocationStatus {
  try {
    const [tbs, algorithm, signature] = readAll(readOnly(bytes, 0x30).content)
    const [oid, parameters] = readAll(algorithm!.content)
    const signed = {
      algorithm: { oid: toHex(oid!.content), parameters },
      signed: tbs!.whole,
      signature: signature!.content.subarray(1),
    }
    const all = readAll(tbs!.content)
    const [, name, from, ...rest] = all[0]?.tag === 2 ? all.slice(1) : all
    if (!equalBytes(name!.whole, issuer.subject)) throw new RevocationError('the list is another issuer’s')
    if (!isSignedBy(signed, issuer.key, primitives))
      throw new RevocationError('the list is not signed by the issuer')
    const next = isTime(rest[0]) ? rest.shift() : undefined
    demandFresh(readTime(from!), next && readTime(next), now)
    demandPlain(rest.find((one) => one.tag === 0xa0))
    const revoked = rest.find((one) => one.tag === 0x30)
    return find(revoked, certificate)
  } catch (error) {
    if (error instanceof DerError || error instanceof TypeError)
      throw new RevocationError('the list cannot be read')
    throw error
  }
}

const isTime = (one: Der | undefined): boolean => one?.tag === 0x17 || one?.tag === 0x18

function demandPlain(extensions: Der | undefined): void {
  for (const extension of extensions ? readAll(readDer(extensions.content).content) : []) {
    const [, critical] = readAll(extension.content)
    const isCritical = critical?.tag === 1 && critical.content[0] === 0xff
    if (isCritical) throw new RevocationError('the list has a critical extension that is not known here')
  }
}

function find(revoked: Der | undefined, { serial }: Certificate): RevocationStatus {
  for (const entry of revoked ? readAll(revoked.content) : []) {
    const [number, at, extensions] = readAll(entry.content)
    if (!equalBytes(number!.content, serial)) continue
    const reason = (extensions ? readAll(extensions.content) : [])
      .map((one) => readAll(one.content))
      .find(([oid]) => toHex(oid!.content) === REASON)
    const code = reason && readDer(reason.at(-1)!.content).content[0]
    // what was put on hold and taken off again is listed for deltas alone
    if (code !== 8) return { state: 'revoked', at: readTime(at!), reason: reasonOf(code) }
  }
  return { state: 'good' }
}
