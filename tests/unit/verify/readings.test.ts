import { generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { nodePrimitives } from '../../../lib/server/trust/node-primitives.ts'
import { PayloadError, parseJsonObject } from '../../../lib/verify/cosign/simple-signing.ts'
import { repeatedKey } from '../../../lib/verify/json-keys.ts'
import { computeWith, readPublicKey } from '../../../lib/verify/public-key.ts'

test.each([
  ['{"a":1,"b":{"a":2},"c":[{"a":1},{"a":2}]}', undefined],
  ['{"a":1,"a":1}', 'a'],
  [String.raw`{"a":1,"\u0061":2}`, 'a'],
  ['{"x":[{"k":1,"k":2}]}', 'k'],
  ['{"a":"{\\"b\\":1,\\"b\\":2}"}', undefined],
  ['{"a":"b:c","b":"a:"}', undefined],
  ['{"__proto__":1,"__proto__":2}', '__proto__'],
  ['[]', undefined],
])('a key that stands twice: %s', (text, key) => {
  expect(repeatedKey(text)).toBe(key)
  const parse = () => parseJsonObject(Buffer.from(text))
  if (key !== undefined) expect(parse).toThrow(PayloadError)
})

test('an RSA key of PKCS #1 is the same key', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const bare = readPublicKey(publicKey.export({ type: 'pkcs1', format: 'pem' }) as string)
  expect(bare).toEqual(readPublicKey(publicKey.export({ type: 'spki', format: 'pem' }) as string))
  const bytes = Buffer.from('signed')
  expect(computeWith(bare, { bytes }, sign('sha256', bytes, privateKey), nodePrimitives)).toBe('good')
})
