import type { IdentityRule } from '../../verify/cosign/identity.ts'
import type { LoadedRoot } from '../../verify/cosign/root.ts'
import type { CosignTrust } from '../../verify/cosign/trust.ts'
import type { TrustFile } from './trust-file.ts'

/** Whose cosign signatures count, files read but not yet understood. */
export interface CosignSpec {
  readonly keys: readonly { readonly name: string; readonly file: TrustFile }[]
  readonly identities: readonly IdentityRule[]
  /** null: the public-good root that is shipped */
  readonly trustedRoot: TrustFile | null
  /** certificates of an own authority instead of the root's */
  readonly certificateChain: TrustFile | null
  readonly ignoreLog: boolean
}

export const noCosign: CosignSpec = {
  keys: [],
  identities: [],
  trustedRoot: null,
  certificateChain: null,
  ignoreLog: false,
}

/** Understands the files of keys; Sigstore's root and libraries come by `withRoot`, where a signature needs them. */
export async function cosignTrust(spec: CosignSpec): Promise<CosignTrust> {
  const { readPublicKey } = await import('../../verify/public-key.ts')
  return {
    keys: spec.keys.map(({ name, file }) => ({ name, key: attempt(file, readPublicKey) })),
    identities: spec.identities,
    root: null,
    ignoreLog: spec.ignoreLog,
  }
}

/** The same trust with the root that certificates and log entries are judged by. */
export const withRoot = async (trust: CosignTrust, spec: CosignSpec): Promise<CosignTrust> => ({
  ...trust,
  root: await rootOf(spec),
})

async function rootOf({ trustedRoot, certificateChain }: CosignSpec): Promise<LoadedRoot | Error> {
  const { readTrustedRoot, withCertificateChain } = await import('../../verify/cosign/root.ts')
  const root = trustedRoot
    ? attempt(trustedRoot, (text) => readTrustedRoot(new TextEncoder().encode(text)))
    : await shippedRoot()
  if (certificateChain === null) return root
  return attempt(certificateChain, (text) => withCertificateChain(text, root instanceof Error ? null : root))
}

async function shippedRoot() {
  const { readTrustedRoot } = await import('../../verify/cosign/root.ts')
  const { default: root } = await import('./sigstore-public-good.json', { with: { type: 'json' } })
  return readTrustedRoot(new TextEncoder().encode(JSON.stringify(root)))
}

function attempt<T>({ bytes }: TrustFile, read: (text: string) => T): T | Error {
  if (bytes instanceof Error) return bytes
  try {
    return read(new TextDecoder().decode(bytes))
  } catch (error) {
    return error instanceof Error ? error : new Error('cannot be read')
  }
}
