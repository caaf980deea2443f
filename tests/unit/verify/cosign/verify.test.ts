import { describe, expect, test } from 'vitest'
import { readTrustedRoot, TrustRootError, withCertificateChain } from '../../../../lib/verify/cosign/root.ts'
import { issue } from '../../../fixtures/pki/certificate.ts'
import { timestampResponse, timestampToken } from '../../../fixtures/pki/timestamp.ts'
import {
  bundle,
  byIdentity,
  byKey,
  byPattern,
  hashedRekord,
  judge,
  keys,
  leafOf,
  legacy,
  OTHER,
  otherKeys,
  pem,
  rootJson,
  sha256,
  SIGNED,
  strangeAuthority,
  tsa,
  WORKFLOW,
} from './forge.ts'

const good = { status: 'verified', failed: [], warnings: [] }
const is = (result: ReturnType<typeof judge>) => ({
  status: result.status,
  failed: result.failed,
  warnings: result.warnings,
})
const fails = (status: string, ...failed: string[]) => ({ status, failed, warnings: [] })
const mine = byKey(pem(keys))
const forms = [
  ['bundle', bundle],
  ['legacy', legacy],
] as const

describe.each(forms)('%s by key', (_, make) => {
  test('good, with and without the log', () => {
    expect(is(judge(make(), mine))).toEqual(good)
    expect(is(judge(make({ entry: null }), { ...mine, ignoreLog: true }))).toEqual(good)
  })

  test.each([
    ['P-256', 'sha256'],
    ['P-384', 'sha384'],
    ['P-384', 'sha256'],
    ['P-521', 'sha512'],
    ['ed25519', null],
    ['rsa3072', 'sha256'],
  ] as const)('%s with %s', (kind, hash) => {
    const signer = otherKeys(kind)
    expect(
      is(judge(make({ signer, hash, entry: null }), { ...byKey(pem(signer)), ignoreLog: true })),
    ).toEqual(good)
  })

  test('RSA of 1024 bits is too weak', () => {
    const signer = otherKeys('rsa1024')
    expect(judge(make({ signer, entry: null }), { ...byKey(pem(signer)), ignoreLog: true })).toMatchObject(
      fails('invalid', 'WEAK_ALGORITHM'),
    )
  })

  test('another key, no key, an identity instead', () => {
    expect(is(judge(make(), byKey(pem(otherKeys('P-256')))))).toEqual(fails('untrusted', 'UNKNOWN_KEY'))
    expect(is(judge(make(), {}))).toEqual(fails('untrusted', 'NO_POLICY'))
    expect(is(judge(make(), byIdentity()))).toEqual(fails('untrusted', 'UNKNOWN_KEY'))
  })

  test('a signature of another manifest', () => {
    expect(is(judge(make({ digest: OTHER }), mine))).toEqual(fails('invalid', 'DIGEST_MISMATCH'))
  })

  test('no log entry, where one is asked for', () => {
    expect(is(judge(make({ entry: null }), mine))).toEqual(fails('invalid', 'LOG_ENTRY_MISSING'))
  })

  test('the log entry of another signature', () => {
    const entry = (own: { body: string; at: number }) => ({
      ...own,
      body: hashedRekord(sha256(Buffer.from('other')), Buffer.from('other'), pem(keys)),
    })
    expect(is(judge(make({ entry }), mine))).toEqual(fails('invalid', 'BAD_SIGNATURE'))
  })

  test('no trusted root, or one without this log', () => {
    expect(is(judge(make(), { ...mine, root: null }))).toEqual(fails('unknown', 'NO_TRUST_ROOT'))
    expect(is(judge(make(), { ...mine, root: new Error('unreadable') }))).toEqual(
      fails('unknown', 'NO_TRUST_ROOT'),
    )
    const root = readTrustedRoot(rootJson((one) => (one['tlogs'] = [])))
    expect(is(judge(make(), { ...mine, root }))).toEqual(fails('unknown', 'NO_TRUST_ROOT'))
  })

  test('several keys: any may have signed', () => {
    expect(is(judge(make(), byKey(pem(otherKeys('P-256')), pem(keys))))).toEqual(good)
  })

  test('a key file that is none', () => {
    const broken = { keys: [{ name: 'broken', key: new Error('no PEM block') }] }
    expect(is(judge(make(), broken))).toEqual(fails('unknown', 'CONFIG_INVALID'))
  })
})

describe.each(forms)('%s by identity', (_, make) => {
  const certificate = leafOf()
  test('good', () => {
    const result = judge(make({ certificate }), byIdentity())
    expect(is(result)).toEqual(good)
    expect(result.verdict.signer).toMatchObject({ identity: WORKFLOW, signedAt: '2026-03-03T10:02:00.000Z' })
  })

  test('another subject, another issuer, nobody', () => {
    expect(is(judge(make({ certificate }), byIdentity(`${WORKFLOW}x`)))).toEqual(
      fails('untrusted', 'IDENTITY_MISMATCH'),
    )
    expect(is(judge(make({ certificate }), byIdentity(WORKFLOW, 'https://accounts.example.com')))).toEqual(
      fails('untrusted', 'IDENTITY_MISMATCH'),
    )
    expect(is(judge(make({ certificate }), {}))).toEqual(fails('untrusted', 'NO_POLICY'))
  })

  test('patterns match the whole identity', () => {
    expect(judge(make({ certificate }), byPattern('https://github\\.com/acme/charts/.*')).status).toBe(
      'verified',
    )
    expect(judge(make({ certificate }), byPattern('https://github\\.com/acme/charts')).status).toBe(
      'untrusted',
    )
    const evil = leafOf({ uri: WORKFLOW.replace('acme/charts', 'acme/charts-evil') })
    expect(judge(make({ certificate: evil }), byPattern('https://github\\.com/acme/charts/.*')).status).toBe(
      'untrusted',
    )
    expect(judge(make({ certificate: evil }), byPattern('github.com/acme/charts')).status).toBe('untrusted')
  })

  test('an authority that is not trusted', () => {
    const stranger = leafOf({}, strangeAuthority())
    expect(is(judge(make({ certificate: stranger }), byIdentity()))).toEqual(
      fails('untrusted', 'UNTRUSTED_CA'),
    )
  })

  test('signed after the certificate was over', () => {
    const entry = (own: { body: string; at: number }) => ({ ...own, at: SIGNED + 3600 })
    expect(is(judge(make({ certificate, entry }), byIdentity()))).toEqual(
      fails('invalid', 'KEY_EXPIRED_AT_SIGNING'),
    )
  })

  test('a certificate for something else', () => {
    const forTls = leafOf({ purposes: ['1.3.6.1.5.5.7.3.1'] })
    expect(judge(make({ certificate: forTls }), byIdentity()).status).toBe('untrusted')
  })

  test('without a log the present time counts', () => {
    const trust = { ...byIdentity(), ignoreLog: true }
    expect(is(judge(make({ certificate, entry: null }), trust))).toEqual(
      fails('invalid', 'KEY_EXPIRED_AT_SIGNING'),
    )
    const lasting = judge(make({ certificate: leafOf({ to: '2030-01-01' }) }), trust)
    expect(is(lasting)).toEqual(good)
    // an entry that was not looked at attests nothing
    expect(lasting.verdict.signer?.signedAt).toBeNull()
  })

  test('an own authority by its chain', () => {
    const own = issue({ subject: { CN: 'own' }, isAuthority: true })
    const root = withCertificateChain(own.pem, readTrustedRoot(rootJson()))
    expect(is(judge(make({ certificate: leafOf({}, own) }), { ...byIdentity(), root }))).toEqual(good)
    expect(judge(make({ certificate }), { ...byIdentity(), root }).status).toBe('untrusted')
  })

  test('a key is asked for', () => {
    expect(is(judge(make({ certificate }), mine))).toEqual(fails('untrusted', 'UNKNOWN_KEY'))
  })
})

describe('timestamps', () => {
  const certificate = leafOf()
  const stamped =
    (at: string, authority = tsa) =>
    (signature: Buffer) => [timestampResponse(timestampToken(signature, new Date(at), authority))]
  test('attest when it was signed', () => {
    const found = bundle({ certificate, entry: null, timestamps: stamped('2026-03-03T10:03:00Z') })
    expect(is(judge(found, { ...byIdentity(), ignoreLog: true }))).toEqual(good)
    const late = bundle({ certificate, entry: null, timestamps: stamped('2026-03-03T11:00:00Z') })
    expect(is(judge(late, { ...byIdentity(), ignoreLog: true }))).toEqual(
      fails('invalid', 'KEY_EXPIRED_AT_SIGNING'),
    )
  })
  test('need an authority in the root', () => {
    const root = readTrustedRoot(rootJson((one) => (one['timestampAuthorities'] = [])))
    const found = bundle({ certificate, timestamps: stamped('2026-03-03T10:03:00Z') })
    expect(is(judge(found, { ...byIdentity(), root }))).toEqual(fails('unknown', 'NO_TRUST_ROOT'))
  })
})

describe('what is no signature', () => {
  const slsa = bundle({ predicateType: 'https://slsa.dev/provenance/v1' })
  test('an attestation is listed and never counts', () => {
    const result = judge(slsa, mine)
    expect(is(result)).toEqual({ status: 'unsigned', failed: [], warnings: [] })
    expect(result.verdict.attestations).toMatchObject([
      { predicateType: 'https://slsa.dev/provenance/v1', status: 'verified' },
    ])
  })
  test('an attestation by another key is listed as such', () => {
    expect(judge(slsa, byKey(pem(otherKeys('P-256')))).verdict.attestations).toMatchObject([
      { status: 'untrusted' },
    ])
  })
  test('beside a signature it changes nothing', () => {
    expect(is(judge([slsa, bundle()], mine))).toEqual(good)
  })
  test.each([
    ['another type of payload', legacy({ type: 'atomic container signature' })],
    ['a payload that is no object', legacy({ payload: [] })],
    ['no signature annotation', legacy({ annotations: { 'dev.cosignproject.cosign/signature': '' } })],
    [
      'a signature that is not base64',
      legacy({ annotations: { 'dev.cosignproject.cosign/signature': '***' } }),
    ],
    ['a certificate that is none', legacy({ annotations: { 'dev.sigstore.cosign/certificate': 'x' } })],
    ['a log annotation that is none', legacy({ annotations: { 'dev.sigstore.cosign/bundle': '{}' } })],
    [
      'a bundle of an unknown version',
      bundle({ change: (one) => (one['mediaType'] = 'application/vnd.dev.sigstore.bundle.v0.9+json') }),
    ],
    ['a statement that is none', bundle({ payload: { hello: 'world' } })],
    ['not JSON', { kind: 'bundle', from: 'x', bytes: Buffer.from('no') }],
    ['an empty file', { kind: 'bundle', from: 'x', bytes: Buffer.alloc(0) }],
  ] as const)('%s', (_, found) => {
    expect(is(judge(found, mine))).toEqual(fails('invalid', 'MALFORMED'))
  })
})

describe('several signatures and silent places', () => {
  const silent = { place: 'referrers', code: 'REGISTRY_ERROR', words: 'status 503' } as const
  test('one that is good is enough; what else lies there is told', () => {
    expect(is(judge([bundle({ signer: otherKeys('P-256') }), legacy()], mine))).toEqual({
      ...good,
      warnings: ['UNKNOWN_KEY'],
    })
    expect(is(judge([bundle({ digest: OTHER }), legacy()], mine))).toEqual({
      ...good,
      warnings: ['DIGEST_MISMATCH'],
    })
  })
  test('silence is never "unsigned"', () => {
    expect(is(judge([], mine, [silent]))).toEqual(fails('unknown', 'REGISTRY_ERROR'))
    expect(is(judge([], mine))).toEqual({ status: 'unsigned', failed: [], warnings: [] })
    expect(is(judge(bundle(), mine, [silent]))).toEqual({ ...good, warnings: ['REGISTRY_ERROR'] })
  })
  test('more than a hundred are not judged', () => {
    const many = Array.from({ length: 101 }, () => bundle({ signer: otherKeys('P-256') }))
    expect(judge(many, mine).failed).toContain('LIMIT')
  })
  test('a hint names the key: then a signature that does not fit is damaged', () => {
    const hint = sha256(keys.publicKey.export({ type: 'spki', format: 'der' })).toString('base64')
    expect(is(judge(bundle({ signer: otherKeys('P-256'), hint }), mine))).toEqual(
      fails('invalid', 'BAD_SIGNATURE'),
    )
  })
})

test('trusted roots that are none', () => {
  for (const bytes of [Buffer.from('no'), Buffer.from('{}'), Buffer.from('[]')])
    expect(() => readTrustedRoot(bytes)).toThrow(TrustRootError)
  const open = rootJson(
    (one) => delete (one['tlogs']![0] as { publicKey: { validFor?: unknown } }).publicKey.validFor,
  )
  expect(() => readTrustedRoot(open)).toThrow(/no first day/)
  expect(() => withCertificateChain('no', null)).toThrow(TrustRootError)
})
