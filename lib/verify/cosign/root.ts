import { X509Certificate } from '@sigstore/core'
import { TrustedRoot } from '@sigstore/protobuf-specs'
import { toTrustMaterial, type TrustMaterial } from '@sigstore/verify'
import { equalBytes } from '../bytes.ts'
import { readPem } from '../pem.ts'
import { attestedTime, verifyEntity } from './entity.ts'
import type { SigstoreRoot } from './trust.ts'

/** A root as it was read, to which an own authority's certificates can be added. */
export interface LoadedRoot extends SigstoreRoot {
  readonly material: TrustMaterial
}

export class TrustRootError extends Error {
  override name = 'TrustRootError'
}

/**
 * Reads a Sigstore `trusted_root.json`. Logs whose keys have no first day are refused: an open beginning must be meant, not
 * forgotten.
 * @throws TrustRootError
 */
export function readTrustedRoot(bytes: Uint8Array): LoadedRoot {
  try {
    const root = TrustedRoot.fromJSON(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
    if (!root.mediaType.startsWith('application/vnd.dev.sigstore.trustedroot'))
      throw new TrustRootError('the file is no Sigstore trusted root')
    for (const log of [...root.tlogs, ...root.ctlogs])
      if (log.publicKey?.validFor?.start === undefined)
        throw new TrustRootError(`the key of log ${log.baseUrl} has no first day`)
    return toRoot(toTrustMaterial(root, noKeys))
  } catch (error) {
    if (error instanceof TrustRootError) throw error
    throw new TrustRootError(
      `the trusted root cannot be read: ${error instanceof Error ? error.message : 'unknown'}`,
    )
  }
}

/**
 * `--certificate-chain`: intermediates and root of an own authority, in PEM, the root last. Logs and timestamp authorities are
 * those of `base`; an own authority's certificates need no certificate transparency.
 * @throws TrustRootError
 */
export function withCertificateChain(pem: string, base: LoadedRoot | null): LoadedRoot {
  const blocks = readPem(pem)?.filter((block) => block.label === 'CERTIFICATE')
  if (blocks === undefined || blocks.length === 0) throw new TrustRootError('the chain holds no certificate')
  try {
    const certChain = blocks.map((block) => X509Certificate.parse(block.der as never))
    const always = { start: new Date(0), end: new Date(8.64e15) }
    return toRoot({
      certificateAuthorities: [{ certChain, validFor: always }],
      timestampAuthorities: base?.material.timestampAuthorities ?? [],
      tlogs: base?.material.tlogs ?? [],
      ctlogs: [],
      publicKey: noKeys,
    })
  } catch {
    throw new TrustRootError('a certificate of the chain cannot be read')
  }
}

const toRoot = (material: TrustMaterial): LoadedRoot => ({
  material,
  timestampAuthorities: material.timestampAuthorities.length,
  holdsLog: (id) => material.tlogs.some((log) => equalBytes(log.logID, id)),
  verify: (signed, withLog, now, primitives) => verifyEntity(signed, material, withLog, now, primitives),
  attestedTime,
})

const noKeys = (): never => {
  throw new TrustRootError('keys are not looked up here')
}
