import { expect, test } from 'vitest'
import { CODE_SIGNING, ecKeys, issue, rsaKeys, TIME_STAMPING } from '../../../fixtures/pki/certificate.ts'
import { timestampToken } from '../../../fixtures/pki/timestamp.ts'
import { cose } from './forge-cose.ts'
import {
  asCose,
  asJws,
  codes,
  jws,
  judge,
  leaf,
  leafOf,
  payload,
  protectedHeader,
  root,
  subject,
  WHO,
} from './forge.ts'

const good = { status: 'verified', failed: [], warnings: [] }
const fails = (status: string, ...failed: string[]) => ({ status, failed, warnings: [] })
const one = (bytes: Uint8Array, more: object = {}) => codes(judge({ envelopes: [asJws(bytes)], ...more }))
const header = (more: Record<string, unknown>, crit: string[] = []) =>
  protectedHeader({ ...more, crit: ['io.cncf.notary.signingScheme', ...crit] })

test('JWS and COSE by every kind of key', { timeout: 60_000 }, () => {
  const kinds = [
    [ecKeys('P-256'), 'ES256', 'sha256', -7],
    [ecKeys('P-384'), 'ES384', 'sha384', -35],
    [ecKeys('P-521'), 'ES512', 'sha512', -36],
    [rsaKeys(2048), 'PS256', 'sha256', -37],
    [rsaKeys(3072), 'PS384', 'sha384', -38],
  ] as const
  for (const [keys, alg, hash, id] of kinds) {
    const signer = leafOf({ keys })
    expect(one(jws({ signer, header: protectedHeader({ alg }), hash })), alg).toEqual(good)
    expect(codes(judge({ envelopes: [asCose(cose({ signer, alg: id, hash }))] })), alg).toEqual(good)
  }
})

test('nothing there, nothing configured, nothing for this place', () => {
  expect(codes(judge({})).status).toBe('unsigned')
  expect(one(jws(), { noTrust: true })).toEqual(fails('untrusted', 'NO_POLICY'))
  expect(one(jws(), { statement: { registryScopes: ['other.example.com/chart'] } })).toEqual(
    fails('untrusted', 'NO_POLICY'),
  )
  expect(one(jws(), { statement: { registryScopes: ['r.example.com/chart'] } })).toEqual(good)
})

test('another artefact, type or size', () => {
  for (const target of [
    { ...subject, digest: `sha256:${'cd'.repeat(32)}` },
    { ...subject, size: 513 },
    { ...subject, mediaType: 'text/plain' },
    {},
  ])
    expect(one(jws({ payload: payload(target) }))).toEqual(fails('invalid', 'DIGEST_MISMATCH'))
})

test('a changed payload, header or signature', () => {
  const envelope = JSON.parse(Buffer.from(jws()).toString()) as Record<string, string>
  const other = JSON.parse(
    Buffer.from(
      jws({ header: protectedHeader({ 'io.cncf.notary.signingTime': '2026-03-04T10:00:00Z' }) }),
    ).toString(),
  ) as typeof envelope
  for (const part of ['protected', 'signature'])
    expect(one(Buffer.from(JSON.stringify({ ...envelope, [part]: other[part] })))).toEqual(
      fails('invalid', 'BAD_SIGNATURE'),
    )
})

test('an unknown authority is not trusted at any level', () => {
  const stranger = issue({ subject: { C: 'US', ST: 'WA', O: 'Acme', CN: 'root' }, isAuthority: true })
  const signer = leafOf({}, stranger)
  for (const level of ['strict', 'permissive', 'audit'])
    expect(
      one(jws({ signer, chain: [signer, stranger] }), { statement: { signatureVerification: { level } } }),
    ).toEqual(fails('untrusted', 'UNTRUSTED_CA'))
})

test('skip verifies nothing and is never verified', () => {
  const statement = { signatureVerification: { level: 'skip' }, trustStores: [], trustedIdentities: [] }
  expect(one(jws(), { statement })).toEqual(fails('untrusted', 'NO_POLICY'))
})

test('the signer must be the one that is asked for', () => {
  const asked = (text: string) => one(jws(), { statement: { trustedIdentities: [`x509.subject: ${text}`] } })
  expect(asked('C=US, ST=WA, O=Acme')).toEqual(good)
  expect(asked('CN=release,O=Acme,C=US,ST=WA')).toEqual(good)
  expect(asked('C=US, ST=WA, O=Acme Evil')).toEqual(fails('untrusted', 'IDENTITY_MISMATCH'))
  expect(asked('C=US, ST=WA, O=Acme, CN=other')).toEqual(fails('untrusted', 'IDENTITY_MISMATCH'))
})

test('critical headers that nobody understands, that are missing or unmarked', () => {
  expect(one(jws({ header: header({ strange: 1 }, ['strange']) }))).toEqual(fails('invalid', 'MALFORMED'))
  expect(one(jws({ header: header({}, ['io.cncf.notary.expiry']) }))).toEqual(fails('invalid', 'MALFORMED'))
  expect(one(jws({ header: header({ 'io.cncf.notary.expiry': '2099-01-01T00:00:00Z' }) }))).toEqual(
    fails('invalid', 'MALFORMED'),
  )
  expect(one(jws({ header: header({ strange: 1 }) }))).toEqual(good)
})

test('a plugin that is needed cannot be run', () => {
  const plugin = header({ 'io.cncf.notary.verificationPlugin': 'com.example.plugin' }, [
    'io.cncf.notary.verificationPlugin',
  ])
  expect(one(jws({ header: plugin }))).toEqual(fails('unknown', 'UNSUPPORTED_ALGORITHM'))
})

test('expiry: enforced, logged', () => {
  const expired = header({ 'io.cncf.notary.expiry': '2026-04-01T00:00:00Z' }, ['io.cncf.notary.expiry'])
  expect(one(jws({ header: expired }))).toEqual(fails('invalid', 'SIGNATURE_EXPIRED'))
  const logged = { status: 'verified', failed: [], warnings: ['SIGNATURE_EXPIRED'] }
  expect(
    one(jws({ header: expired }), { statement: { signatureVerification: { level: 'permissive' } } }),
  ).toEqual(logged)
  const override = { signatureVerification: { level: 'strict', override: { expiry: 'log' } } }
  expect(one(jws({ header: expired }), { statement: override })).toEqual(logged)
})

test('certificates outside their time', () => {
  for (const wish of [{ to: '2026-06-01' }, { from: '2026-12-01' }]) {
    const signer = leafOf(wish)
    expect(one(jws({ signer }))).toEqual(fails('invalid', 'KEY_EXPIRED_AT_SIGNING'))
  }
})

test('timestamps prove that a certificate that is over was valid', () => {
  const signer = leafOf({ to: '2026-06-01' })
  const tsaRoot = issue({ subject: { CN: 'tsa root' }, isAuthority: true })
  const tsa = issue({ subject: { CN: 'tsa' }, purposes: [TIME_STAMPING], criticalPurposes: true }, tsaRoot)
  const stamped = (at: string, authority = tsa, over?: Uint8Array) =>
    jws({
      signer,
      unprotected: (signature) => ({
        'io.cncf.notary.timestampSignature': timestampToken(
          over ?? signature,
          new Date(at),
          authority,
        ).toString('base64'),
      }),
    })
  const trust = {
    statement: { trustStores: ['ca:acme', 'tsa:acme'] },
    stores: { 'ca/acme': [root], 'tsa/acme': [tsaRoot] },
  }
  expect(one(stamped('2026-03-03T10:00:00Z'), trust)).toEqual(good)
  expect(one(stamped('2026-07-03T10:00:00Z'), trust)).toEqual(fails('invalid', 'KEY_EXPIRED_AT_SIGNING'))
  expect(one(stamped('2026-03-03T10:00:00Z', tsa, Buffer.from('something else')), trust)).toEqual(
    fails('invalid', 'BAD_SIGNATURE'),
  )
  expect(one(jws({ signer }), trust)).toEqual(fails('invalid', 'BAD_SIGNATURE'))
  const stranger = issue(
    { subject: { CN: 'tsa' }, purposes: [TIME_STAMPING], criticalPurposes: true },
    issue({ isAuthority: true }),
  )
  expect(one(stamped('2026-03-03T10:00:00Z', stranger), trust)).toEqual(fails('unknown', 'NO_TRUST_ROOT'))
  const forCode = issue({ subject: { CN: 'tsa' }, purposes: [CODE_SIGNING], criticalPurposes: true }, tsaRoot)
  expect(one(stamped('2026-03-03T10:00:00Z', forCode), trust)).toEqual(fails('invalid', 'BAD_SIGNATURE'))
})

test('afterCertExpiry asks for a timestamp only then', () => {
  const trust = {
    statement: {
      trustStores: ['ca:acme', 'tsa:acme'],
      signatureVerification: { level: 'strict', verifyTimestamp: 'afterCertExpiry' },
    },
    stores: { 'ca/acme': [root], 'tsa/acme': [root] },
  }
  expect(one(jws(), trust)).toEqual(good)
  const signer = leafOf({ to: '2026-06-01' })
  expect(one(jws({ signer }), trust)).toEqual(fails('invalid', 'BAD_SIGNATURE'))
})

test('a signing authority attests the time itself', () => {
  const authentic = header(
    {
      'io.cncf.notary.signingScheme': 'notary.x509.signingAuthority',
      'io.cncf.notary.authenticSigningTime': '2026-03-03T10:00:00Z',
    },
    ['io.cncf.notary.authenticSigningTime'],
  )
  const signer = leafOf({ to: '2026-06-01' })
  const statement = { trustStores: ['signingAuthority:acme'] }
  expect(
    one(jws({ signer, header: authentic }), { statement, stores: { 'signingAuthority/acme': [root] } }),
  ).toEqual(good)
  expect(one(jws({ signer, header: authentic }))).toEqual(fails('untrusted', 'UNTRUSTED_CA'))
})

test('chains that are none', () => {
  const other = issue({ subject: { CN: 'other' }, isAuthority: true })
  expect(one(jws({ chain: [leaf, other, root] })).failed).toContain('MALFORMED')
  expect(one(jws({ chain: [leaf] })).failed).toContain('MALFORMED')
  const forTls = leafOf({ purposes: ['1.3.6.1.5.5.7.3.1'] })
  expect(one(jws({ signer: forTls })).failed).toContain('MALFORMED')
  const middle = issue({ subject: { CN: 'middle' }, isAuthority: false }, root)
  const below = leafOf({}, middle)
  expect(one(jws({ signer: below, chain: [below, middle, root] })).failed).toContain('MALFORMED')
})

test('algorithms: none, foreign, too weak, not the key’s', () => {
  expect(one(jws({ header: protectedHeader({ alg: 'none' }) }))).toEqual(fails('invalid', 'MALFORMED'))
  expect(one(jws({ header: protectedHeader({ alg: 'HS256' }) }))).toEqual(fails('invalid', 'MALFORMED'))
  expect(one(jws({ header: protectedHeader({ alg: 'RS256' }) }))).toEqual(
    fails('unknown', 'UNSUPPORTED_ALGORITHM'),
  )
  const weak = leafOf({ keys: rsaKeys(1024) })
  expect(one(jws({ signer: weak, header: protectedHeader({ alg: 'PS256' }) })).failed).toContain(
    'WEAK_ALGORITHM',
  )
  const larger = leafOf({ keys: ecKeys('P-384') })
  expect(one(jws({ signer: larger, header: protectedHeader({ alg: 'ES256' }) })).failed).toContain(
    'MALFORMED',
  )
})

test('envelopes that are none', () => {
  for (const bytes of ['', '{}', '[]', 'null', '{"payload":1}']) {
    expect(one(Buffer.from(bytes))).toEqual(fails('invalid', 'MALFORMED'))
    expect(codes(judge({ envelopes: [asCose(Buffer.from(bytes))] }))).toEqual(fails('invalid', 'MALFORMED'))
  }
  expect(codes(judge({ envelopes: [[{ mediaType: 'text/plain', bytes: jws() }]] }))).toEqual(
    fails('invalid', 'MALFORMED'),
  )
  expect(codes(judge({ envelopes: [[...asJws(jws()), ...asJws(jws())]] }))).toEqual(
    fails('invalid', 'AMBIGUOUS'),
  )
})

test('one good signature is enough; others are told', () => {
  const bad = jws({ payload: payload({ ...subject, size: 1 }) })
  const result = codes(judge({ envelopes: [asJws(bad), asJws(jws())] }))
  expect(result).toEqual({ status: 'verified', failed: [], warnings: ['DIGEST_MISMATCH'] })
})

test('a store that is missing is an error of configuration', () => {
  expect(one(jws(), { stores: {} }).failed).toContain('CONFIG_INVALID')
})

test('who signed is told', () => {
  expect(judge({ envelopes: [asJws(jws())] }).signer).toMatchObject({
    identity: Object.entries(WHO)
      .map((pair) => pair.join('='))
      .join(', '),
    signedAt: '2026-03-03T10:00:00.000Z',
  })
})
