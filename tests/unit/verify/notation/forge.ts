import { constants, sign, type KeyObject } from 'node:crypto'
import { nodePrimitives } from '../../../../lib/server/trust/node-primitives.ts'
import { readTrustPolicy } from '../../../../lib/verify/notation/policy.ts'
import { readTrustStore } from '../../../../lib/verify/notation/store.ts'
import { verifyNotation } from '../../../../lib/verify/notation/verify.ts'
import { CODE_SIGNING, issue, type Issued, type Wish } from '../../../fixtures/pki/certificate.ts'

export const NOW = Date.parse('2026-11-21T12:00:00Z') / 1000
export const subject = {
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  digest: `sha256:${'ab'.repeat(32)}`,
  size: 512,
}
export const WHO = { C: 'US', ST: 'WA', O: 'Acme', CN: 'release' }

export const root = issue({ subject: { C: 'US', ST: 'WA', O: 'Acme', CN: 'root' }, isAuthority: true })
export const leafOf = (wish: Wish = {}, issuer: Issued = root) =>
  issue({ subject: WHO, purposes: [CODE_SIGNING], ...wish }, issuer)
export const leaf = leafOf()

const base64url = (value: Uint8Array | string) => Buffer.from(value as string).toString('base64url')
export const payload = (target: object = subject) => JSON.stringify({ targetArtifact: target })

export const protectedHeader = (more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  alg: 'ES256',
  crit: ['io.cncf.notary.signingScheme'],
  cty: 'application/vnd.cncf.notary.payload.v1+json',
  'io.cncf.notary.signingScheme': 'notary.x509',
  'io.cncf.notary.signingTime': '2026-03-03T10:00:00Z',
  ...more,
})

/** Signs as JWS and COSE do: RSA with PSS, elliptic curves as r and s. */
export function signRaw(key: KeyObject, data: Uint8Array, hash = 'sha256'): Buffer {
  const rsa = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
  return sign(
    hash,
    data,
    key.asymmetricKeyType === 'rsa' ? { key, ...rsa } : { key, dsaEncoding: 'ieee-p1363' },
  )
}

interface Jws {
  readonly header?: Readonly<Record<string, unknown>>
  readonly payload?: string
  readonly signer?: Issued
  readonly chain?: readonly Issued[]
  readonly unprotected?: (signature: Buffer) => Readonly<Record<string, unknown>>
  readonly hash?: string
}

export function jws({
  header = protectedHeader(),
  payload: text = payload(),
  signer = leaf,
  chain = [signer, root],
  unprotected,
  hash,
}: Jws = {}): Uint8Array {
  const head = base64url(JSON.stringify(header))
  const body = base64url(text)
  const signature = signRaw(signer.key, Buffer.from(`${head}.${body}`), hash)
  const x5c = chain.map((one) => one.der.toString('base64'))
  return Buffer.from(
    JSON.stringify({
      payload: body,
      protected: head,
      header: { x5c, ...unprotected?.(signature) },
      signature: base64url(signature),
    }),
  )
}

interface Judged {
  readonly envelopes?: readonly { readonly mediaType: string; readonly bytes: Uint8Array }[][]
  readonly statement?: Readonly<Record<string, unknown>>
  readonly stores?: Readonly<Record<string, readonly Issued[]>>
  readonly noTrust?: boolean
  readonly scope?: string
}

export function judge({
  envelopes = [],
  statement = {},
  stores = { 'ca/acme': [root] },
  noTrust,
  scope = 'r.example.com/chart',
}: Judged) {
  const policy = {
    version: '1.0',
    trustPolicies: [
      {
        name: 'all',
        registryScopes: ['*'],
        signatureVerification: { level: 'strict' },
        trustStores: ['ca:acme'],
        trustedIdentities: ['*'],
        ...statement,
      },
    ],
  }
  const files = Object.entries(stores).flatMap(([path, certificates]) =>
    certificates.map((one, i) => ({ path: `x509/${path}/${i}.pem`, bytes: Buffer.from(one.pem) })),
  )
  const trust = noTrust
    ? null
    : { statements: readTrustPolicy(Buffer.from(JSON.stringify(policy))), store: readTrustStore(files) }
  const found = envelopes.map((layers, i) => ({ from: `referrer ${i}`, envelopes: layers }))
  return verifyNotation({ found, failed: [] }, subject, scope, trust, nodePrimitives, NOW)
}

export const asJws = (bytes: Uint8Array) => [{ mediaType: 'application/jose+json', bytes }]
export const asCose = (bytes: Uint8Array) => [{ mediaType: 'application/cose', bytes }]
export const codes = ({ checks, warnings, status }: ReturnType<typeof judge>) => ({
  status,
  failed: checks.filter((one) => one.outcome === 'failed').map((one) => one.code),
  warnings: warnings.map((one) => one.code),
})
