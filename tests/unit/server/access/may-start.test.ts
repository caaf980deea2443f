import { expect, test } from 'vitest'
import { accessRule } from '../../../../lib/server/access/access-rule.ts'
import { whyNotStart } from '../../../../lib/server/access/may-start.ts'

test.each(['127.0.0.1', '127.8.0.1', 'localhost', '::1', '[::1]'])('%s asks for nothing', (host) => {
  expect(whyNotStart(host, accessRule(undefined))).toBeUndefined()
})

test.each(['0.0.0.0', '::', '10.1.2.3', 'example.com', '127.0.0.1.example.com', undefined])(
  '%s waits for a word on who may look',
  (host) => {
    expect(whyNotStart(host, accessRule(undefined))).toContain('nothing says who may look')
    for (const access of ['open', 'password', 'proxy'] as const)
      expect(whyNotStart(host, accessRule(access))).toBeUndefined()
  },
)
