import { expect, test } from 'vitest'
import { whyNotStart } from '../../../../lib/server/access/may-start.ts'

test.each(['127.0.0.1', '127.8.0.1', 'localhost', '::1', '[::1]'])('%s asks for nothing', (host) => {
  expect(whyNotStart(host, undefined)).toBeUndefined()
})

test.each(['0.0.0.0', '::', '10.1.2.3', 'example.com', '127.0.0.1.example.com', undefined])(
  '%s waits for a word on who may look',
  (host) => {
    expect(whyNotStart(host, undefined)).toContain('access: open')
    expect(whyNotStart(host, 'open')).toBeUndefined()
  },
)

test('access that is not built yet is no open door', () => {
  expect(whyNotStart('0.0.0.0', 'password')).toContain('not in this version')
  expect(whyNotStart('0.0.0.0', { proxy: { header: 'x-user', from: ['10.0.0.1'] } })).toContain(
    'not in this version',
  )
})
