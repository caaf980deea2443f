import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { keyFor } from '../../../../lib/server/store/master-key.ts'
import { seal, unseal } from '../../../../lib/server/store/seal.ts'

const key = randomBytes(32)

test('what is sealed opens with its key, as what it was, and unchanged', () => {
  const sealed = seal(Buffer.from('a secret'), key, 'this')
  expect(sealed.includes('secret')).toBe(false)
  expect(unseal(sealed, key, 'this')?.toString()).toBe('a secret')
  expect(unseal(sealed, key, 'that')).toBeUndefined()
  expect(unseal(sealed, randomBytes(32), 'this')).toBeUndefined()
  for (let i = 0; i < sealed.length; i++) {
    const changed = Buffer.from(sealed)
    changed[i]! ^= 1
    expect(unseal(changed, key, 'this')).toBeUndefined()
  }
  expect(unseal(sealed.subarray(0, 20), key, 'this')).toBeUndefined()
})

test('the operator’s key may be 32 bytes or a long passphrase; purposes differ', () => {
  const hex = 'ab'.repeat(32)
  const same = keyFor('a', { CHARTROOM_KEY: Buffer.from(hex, 'hex').toString('base64') })
  expect(keyFor('a', { CHARTROOM_KEY: hex }).equals(same)).toBe(true)
  expect(keyFor('b', { CHARTROOM_KEY: hex }).equals(same)).toBe(false)
  expect(keyFor('a', { CHARTROOM_KEY: 'a passphrase of some length' })).toHaveLength(32)
  expect(() => keyFor('a', { CHARTROOM_KEY: 'short' })).toThrow('shorter than 16')
})
