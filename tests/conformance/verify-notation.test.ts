import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodePrimitives } from '../../lib/server/trust/node-primitives.ts'
import { readCbor, Tagged } from '../../lib/verify/notation/cbor.ts'
import { readCose } from '../../lib/verify/notation/cose.ts'
import { readJws } from '../../lib/verify/notation/jws.ts'
import { readPem } from '../../lib/verify/pem.ts'
import { TimestampError, verifyTimestamp } from '../../lib/verify/timestamp.ts'
import { readCertificate } from '../../lib/verify/x509.ts'
import { vectors, whyNot } from './vectors.ts'

const folder = vectors('notation')
const read = (name: string) => readFileSync(join(folder!, name))

/** What each token of tspclient-go's tests must give, over the text "notation" where it is good. */
const tokens: readonly [name: string, outcome: true | RegExp][] = [
  ['TimeStampToken', true],
  ['SHA1TimeStampToken', /too weak/],
  ['TimeStampTokenWithInvalidSignature', /does not fit/],
  ['TimeStampTokenWithInvalidSigningCertificateV1', /./],
  ['TimeStampTokenWithInvalidSigningCertificateV2', /cannot be read/],
  ['TimeStampTokenWithInvalidTSTInfo', /cannot be read/],
  ['TimeStampTokenWithInvalideContentType', /not a timestamp/],
  ['TimeStampTokenWithMismatchCertHash', /another certificate/],
  ['TimeStampTokenWithSHA1CertHash', /weak hash/],
  ['TimeStampTokenWithSigningCertificateV2NoCert', /cannot be read/],
  ['TimeStampTokenWithTSTInfoVersion2', /version 1/],
  ['TimeStampTokenWithValidAndInvalidSignerInfos', /2 signers/],
  ['TimeStampTokenWithoutCertificate', /not in the token/],
  ['TimeStampTokenWithoutSigningCertificate', /does not say/],
]

describe.skipIf(folder === undefined)(
  `Notary Project's test data ${folder ? '' : whyNot('notation')}`,
  () => {
    test.each(tokens)('timestamp %s', (name, outcome) => {
      const file = read('rfc3161/GlobalSignRootCA.crt')
      const roots =
        file[0] === 0x30
          ? [readCertificate(file)]
          : readPem(file.toString())!.map((block) => readCertificate(block.der))
      const judge = () =>
        verifyTimestamp(read(`rfc3161/${name}.p7s`), Buffer.from('notation'), roots, nodePrimitives)
      if (outcome === true)
        expect(new Date(judge().time * 1000).toISOString()).toBe('2021-09-17T14:09:10.000Z')
      else {
        expect(judge).toThrow(TimestampError)
        expect(judge).toThrow(outcome)
      }
    })

    test('the JWS envelope is read as its data says', () => {
      const raw = readJws(read('jws-conformance.json'))
      expect(raw).toMatchObject({
        algorithm: 'ES256',
        contentType: 'application/vnd.cncf.notary.payload.v1+json',
      })
      expect(Buffer.from(raw.payload).toString()).toBe('{"key":"hello JWS"}')
      expect(raw.critical).toEqual([
        'io.cncf.notary.signingScheme',
        'signedCritKey1',
        'io.cncf.notary.expiry',
      ])
      expect(raw.time(raw.header('io.cncf.notary.signingTime'))).toBe(
        Date.parse('2022-08-29T13:50:00Z') / 1000,
      )
    })

    test('the COSE envelope is read as its data says', () => {
      const data = JSON.parse(read('cose-conformance.json').toString())
      const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex')
      const raw = readCose(hex(data.expectedOutput.cborHex))
      expect(raw).toMatchObject({
        algorithm: 'PS384',
        contentType: 'application/vnd.cncf.notary.payload.v1+json',
      })
      expect(Buffer.from(raw.payload)).toEqual(hex(data.payload))
      expect(raw.time(raw.header('io.cncf.notary.signingTime'))).toBe(data.signingTime)
      expect(raw.time(raw.header('io.cncf.notary.expiry'))).toBe(data.expiry)
      const [head] = (readCbor(hex(data.expectedOutput.cborHex)) as Tagged).value as Uint8Array[]
      expect(Buffer.from(head!)).toEqual(hex(data.protectedHeaders.cborHex))
    })
  },
)
