import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cosignPrimitives } from '../../../lib/server/trust/cosign-primitives.ts'
import { verifyCosign, type FoundSignature } from '../../../lib/verify/cosign/verify.ts'
import { readTrustPolicy } from '../../../lib/verify/notation/policy.ts'
import { readTrustStore } from '../../../lib/verify/notation/store.ts'
import { verifyNotation } from '../../../lib/verify/notation/verify.ts'
import { readPublicKey } from '../../../lib/verify/public-key.ts'
import type { SignatureCase } from '../../fixtures/signatures/cases.ts'

const file = new URL('../../fixtures/signatures/out/cases.json', import.meta.url)
const cases = JSON.parse(readFileSync(file, 'utf8')) as SignatureCase[]
const NOW = Date.parse('2026-12-01') / 1000
const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64')
const failed = (verdict: ReturnType<typeof verifyCosign>) =>
  verdict.checks.filter((one) => one.outcome === 'failed').map((one) => one.code)

describe('what cosign left in a registry', () => {
  const judge = (one: SignatureCase, digest = one.digest, key = one.key!) => {
    const found = one.cosign.map(
      (signature) => ({ ...signature, bytes: bytes(signature.bytes) }) as FoundSignature,
    )
    const subject = { sha256: digest.replace('sha256:', ''), bytes: undefined }
    const trust = {
      keys: [{ name: 'cosign.pub', key: readPublicKey(key) }],
      identities: [],
      root: null,
      ignoreLog: true,
    }
    return verifyCosign({ found, failed: [] }, subject, trust, cosignPrimitives, NOW)
  }
  const signed = cases.filter((one) => one.key !== undefined)
  const isAttested = (one: SignatureCase) => one.name.includes('attestation')
  const isSigned = (one: SignatureCase) => !isAttested(one) || one.name.includes('signature and')

  test.each(signed)('$name', (one) => {
    const verdict = judge(one)
    expect(verdict.status).toBe(isSigned(one) ? 'verified' : 'unsigned')
    expect(verdict.attestations?.map((other) => [other.predicateType, other.status])).toEqual(
      isAttested(one) ? [['https://slsa.dev/provenance/v1', 'verified']] : undefined,
    )
  })

  test.each(signed.filter(isSigned))('$name, for another manifest or by another key', (one) => {
    expect(failed(judge(one, `sha256:${'ab'.repeat(32)}`))).toContain('DIGEST_MISMATCH')
    const other = signed.find((another) => another.name !== one.name)!
    expect(judge(one, one.digest, other.key).status).toBe('untrusted')
  })
})

describe('what notation left in a registry', () => {
  const policy = (identity = '*') => ({
    version: '1.0',
    trustPolicies: [
      {
        name: 'all',
        registryScopes: ['*'],
        signatureVerification: { level: 'strict' },
        trustStores: ['ca:acme'],
        trustedIdentities: [identity],
      },
    ],
  })
  const judge = (one: SignatureCase, digest = one.digest, identity?: string) => {
    const found = one.notation.map(({ from, envelopes }) => ({
      from,
      envelopes: envelopes.map((layer) => ({ ...layer, bytes: bytes(layer.bytes) })),
    }))
    const subject = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest, size: one.size }
    const store = readTrustStore([{ path: 'x509/ca/acme/root.crt', bytes: Buffer.from(one.certificate!) }])
    const statements = readTrustPolicy(Buffer.from(JSON.stringify(policy(identity))))
    return verifyNotation(
      { found, failed: [] },
      subject,
      'r.example.com/chart',
      { statements, store },
      cosignPrimitives,
      NOW,
    )
  }
  const signed = cases.filter((one) => one.certificate !== undefined)

  test.each(signed)('$name', (one) => {
    expect(judge(one).status).toBe('verified')
    expect(judge(one, one.digest, 'x509.subject: C=US, ST=WA, O=Acme').status).toBe('verified')
    expect(failed(judge(one, one.digest, 'x509.subject: C=US, ST=WA, O=Other'))).toEqual([
      'IDENTITY_MISMATCH',
    ])
    expect(failed(judge(one, `sha256:${'ab'.repeat(32)}`))).toEqual(['DIGEST_MISMATCH'])
  })
})
