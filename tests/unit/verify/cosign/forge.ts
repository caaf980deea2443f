import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { cosignPrimitives } from '../../../../lib/server/trust/cosign-primitives.ts'
import { readTrustedRoot } from '../../../../lib/verify/cosign/root.ts'
import { COSIGN_SIGN, preAuthEncoding } from '../../../../lib/verify/cosign/statement.ts'
import type { CosignTrust } from '../../../../lib/verify/cosign/trust.ts'
import { verifyCosign, type FailedPlace, type FoundSignature } from '../../../../lib/verify/cosign/verify.ts'
import { readPublicKey } from '../../../../lib/verify/public-key.ts'
import {
  CODE_SIGNING,
  ecKeys,
  issue,
  TIME_STAMPING,
  type Issued,
  type Wish,
} from '../../../fixtures/pki/certificate.ts'

export const NOW = Date.parse('2026-11-21T12:00:00Z') / 1000
export const SIGNED = Date.parse('2026-03-03T10:02:00Z') / 1000
export const manifest = Buffer.from('{"schemaVersion":2}')
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
export const DIGEST = sha256(manifest).toString('hex')
export const OTHER = 'cd'.repeat(32)

export const WORKFLOW = 'https://github.com/acme/charts/.github/workflows/release.yml@refs/heads/main'
export const ISSUER = 'https://token.actions.githubusercontent.com'

export const keys = ecKeys()
export const pem = (key: { publicKey: KeyObject }) =>
  key.publicKey.export({ type: 'spki', format: 'pem' }) as string
const spki = (key: { publicKey: KeyObject }) => key.publicKey.export({ type: 'spki', format: 'der' })

// A Sigstore of our own: an authority, a transparency log, a timestamp authority
const authority = issue({ subject: { O: 'sigstore.example', CN: 'root' }, isAuthority: true })
const log = ecKeys()
const logId = sha256(spki(log))
const tsaRoot = issue({ subject: { CN: 'tsa root' }, isAuthority: true })
export const tsa = issue(
  { subject: { CN: 'tsa' }, purposes: [TIME_STAMPING], criticalPurposes: true },
  tsaRoot,
)

export const leafOf = (wish: Wish = {}, by: Issued = authority) =>
  issue(
    {
      uri: WORKFLOW,
      oidcIssuer: ISSUER,
      purposes: [CODE_SIGNING],
      from: '2026-03-03T10:00:00Z',
      to: '2026-03-03T10:10:00Z',
      ...wish,
    },
    by,
  )
export const strangeAuthority = () =>
  issue({ subject: { O: 'sigstore.example', CN: 'root' }, isAuthority: true })

const always = { start: '2025-01-01T00:00:00Z' }
export const rootJson = (change: (root: Record<string, unknown[]>) => void = () => {}) => {
  const root = {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [
      {
        baseUrl: 'https://rekor.example',
        hashAlgorithm: 'SHA2_256',
        publicKey: {
          rawBytes: spki(log).toString('base64'),
          keyDetails: 'PKIX_ECDSA_P256_SHA_256',
          validFor: always,
        },
        logId: { keyId: logId.toString('base64') },
      },
    ],
    certificateAuthorities: [
      {
        subject: {},
        uri: 'x',
        certChain: { certificates: [{ rawBytes: authority.der.toString('base64') }] },
        validFor: always,
      },
    ],
    ctlogs: [] as unknown[],
    timestampAuthorities: [
      {
        subject: {},
        uri: 'x',
        certChain: { certificates: [tsa, tsaRoot].map((one) => ({ rawBytes: one.der.toString('base64') })) },
        validFor: always,
      },
    ],
  }
  change(root as unknown as Record<string, unknown[]>)
  return Buffer.from(JSON.stringify(root))
}

/** What a Rekor log records of a signature over a blob, canonical as it writes it. */
export const hashedRekord = (hash: Uint8Array, signature: Uint8Array, publicKey: string) =>
  JSON.stringify({
    apiVersion: '0.0.1',
    kind: 'hashedrekord',
    spec: {
      data: { hash: { algorithm: 'sha256', value: Buffer.from(hash).toString('hex') } },
      signature: {
        content: Buffer.from(signature).toString('base64'),
        publicKey: { content: Buffer.from(publicKey).toString('base64') },
      },
    },
  })

/** And of a DSSE envelope. */
const dsseRecord = (payload: Uint8Array, signature: Uint8Array, publicKey: string) =>
  JSON.stringify({
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: {
      envelopeHash: { algorithm: 'sha256', value: '00'.repeat(32) },
      payloadHash: { algorithm: 'sha256', value: sha256(payload).toString('hex') },
      signatures: [
        {
          signature: Buffer.from(signature).toString('base64'),
          verifier: Buffer.from(publicKey).toString('base64'),
        },
      ],
    },
  })

export interface Entry {
  readonly body: string
  readonly at: number
}

/** A signed entry timestamp, and a proof in a log of one entry. */
function record({ body, at }: Entry) {
  const promise = {
    body: Buffer.from(body).toString('base64'),
    integratedTime: at,
    logID: logId.toString('hex'),
    logIndex: 0,
  }
  const canonical = JSON.stringify(promise, Object.keys(promise).sort())
  const leaf = sha256(Buffer.concat([Buffer.from([0]), Buffer.from(body)]))
  const note = `rekor.example\n1\n${leaf.toString('base64')}\n`
  const noteSignature = Buffer.concat([
    logId.subarray(0, 4),
    sign('sha256', Buffer.from(note), log.privateKey),
  ])
  return {
    promise,
    set: sign('sha256', Buffer.from(canonical), log.privateKey).toString('base64'),
    proof: {
      logIndex: '0',
      rootHash: leaf.toString('base64'),
      treeSize: '1',
      hashes: [],
      checkpoint: { envelope: `${note}\n— rekor.example ${noteSignature.toString('base64')}\n` },
    },
  }
}

const logEntry = (entry: Entry) => {
  const { promise, set, proof } = record(entry)
  const { kind, apiVersion } = JSON.parse(entry.body) as { kind: string; apiVersion: string }
  return {
    logIndex: '0',
    logId: { keyId: logId.toString('base64') },
    kindVersion: { kind, version: apiVersion },
    integratedTime: String(entry.at),
    inclusionPromise: { signedEntryTimestamp: set },
    inclusionProof: proof,
    canonicalizedBody: promise.body,
  }
}

interface Wanted {
  readonly digest?: string
  readonly predicateType?: string
  readonly signer?: { readonly privateKey: KeyObject; readonly publicKey: KeyObject }
  readonly certificate?: Issued
  readonly hint?: string
  readonly hash?: string | null
  /** a log entry, by default of this very signature; null leaves it out */
  readonly entry?: ((own: Entry) => Entry) | null
  readonly timestamps?: (signature: Buffer) => readonly Buffer[]
  readonly payload?: object
  readonly change?: (bundle: Record<string, unknown>) => void
}

const statement = (digest: string, predicateType: string) => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ digest: { sha256: digest } }],
  predicateType,
  predicate: {},
})

const signerOf = ({ certificate, signer = keys }: Wanted) => certificate?.key ?? signer.privateKey

/** A bundle as cosign 3 pushes it: a DSSE envelope around an in-toto statement. */
export function bundle(wanted: Wanted = {}): FoundSignature {
  const {
    digest = DIGEST,
    predicateType = COSIGN_SIGN,
    certificate,
    hint = '',
    hash = 'sha256',
    entry = (own) => own,
    timestamps,
    change,
  } = wanted
  const payload = Buffer.from(JSON.stringify(wanted.payload ?? statement(digest, predicateType)))
  const signature = sign(hash, preAuthEncoding('application/vnd.in-toto+json', payload), signerOf(wanted))
  const verifier = certificate?.pem ?? pem(wanted.signer ?? keys)
  const json: Record<string, unknown> = {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      ...(certificate
        ? { certificate: { rawBytes: certificate.der.toString('base64') } }
        : { publicKey: { hint } }),
      tlogEntries: entry
        ? [logEntry(entry({ body: dsseRecord(payload, signature, verifier), at: SIGNED }))]
        : [],
      timestampVerificationData: {
        rfc3161Timestamps: (timestamps?.(signature) ?? []).map((one) => ({
          signedTimestamp: one.toString('base64'),
        })),
      },
    },
    dsseEnvelope: {
      payload: payload.toString('base64'),
      payloadType: 'application/vnd.in-toto+json',
      signatures: [{ sig: signature.toString('base64') }],
    },
  }
  change?.(json)
  return { kind: 'bundle', from: 'referrer', bytes: Buffer.from(JSON.stringify(json)) }
}

/** A layer of a `.sig` manifest, as older cosigns push it. */
export function legacy(
  wanted: Wanted & { readonly type?: string; readonly annotations?: Readonly<Record<string, string>> } = {},
): FoundSignature {
  const {
    digest = DIGEST,
    certificate,
    hash = 'sha256',
    entry = (own) => own,
    type = 'cosign container image signature',
  } = wanted
  const payload = Buffer.from(
    JSON.stringify(
      wanted.payload ?? {
        critical: {
          identity: { 'docker-reference': 'x' },
          image: { 'docker-manifest-digest': `sha256:${digest}` },
          type,
        },
        optional: null,
      },
    ),
  )
  const signature = sign(hash, payload, signerOf(wanted))
  const verifier = certificate?.pem ?? pem(wanted.signer ?? keys)
  const { promise, set } = record(
    entry
      ? entry({ body: hashedRekord(sha256(payload), signature, verifier), at: SIGNED })
      : { body: '{}', at: 0 },
  )
  return {
    kind: 'simple-signing',
    from: 'tag .sig',
    bytes: payload,
    annotations: {
      'dev.cosignproject.cosign/signature': signature.toString('base64'),
      ...(certificate && { 'dev.sigstore.cosign/certificate': certificate.pem }),
      ...(entry && {
        'dev.sigstore.cosign/bundle': JSON.stringify({ SignedEntryTimestamp: set, Payload: promise }),
      }),
      ...wanted.annotations,
    },
  }
}

export const trustOf = (more: Partial<CosignTrust> = {}): CosignTrust => ({
  keys: [],
  identities: [],
  root: readTrustedRoot(rootJson()),
  ignoreLog: false,
  ...more,
})
export const byKey = (...texts: string[]) => ({
  keys: texts.map((text, i) => ({ name: `key${i}`, key: readPublicKey(text) })),
})
export const byIdentity = (subject = WORKFLOW, issuer = ISSUER) => ({
  identities: [{ subject: { exact: subject }, issuer: { exact: issuer } }],
})
export const byPattern = (pattern: string) => ({
  identities: [{ subject: { pattern }, issuer: { exact: ISSUER } }],
})

export function judge(
  found: FoundSignature | readonly FoundSignature[],
  trust: Partial<CosignTrust>,
  failed: readonly FailedPlace[] = [],
) {
  const all = Array.isArray(found) ? (found as FoundSignature[]) : [found as FoundSignature]
  const verdict = verifyCosign(
    { found: all, failed },
    { sha256: DIGEST, bytes: manifest },
    trustOf(trust),
    cosignPrimitives,
    NOW,
  )
  return {
    verdict,
    status: verdict.status,
    failed: verdict.checks.filter((one) => one.outcome === 'failed').map((one) => one.code),
    warnings: verdict.warnings.map((one) => one.code),
  }
}

export const otherKeys = (kind: 'P-256' | 'P-384' | 'P-521' | 'ed25519' | 'rsa3072' | 'rsa1024') =>
  kind === 'ed25519'
    ? generateKeyPairSync('ed25519')
    : kind.startsWith('rsa')
      ? generateKeyPairSync('rsa', { modulusLength: Number(kind.slice(3)) })
      : ecKeys(kind)
