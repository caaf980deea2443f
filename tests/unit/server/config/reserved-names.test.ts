import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseConfig } from '../../../../lib/server/config/read-config.ts'
import { isReservedName } from '../../../../lib/server/config/reserved-names.ts'

const app = join(import.meta.dirname, '../../../../app')

test.each(['codes', 'open', 'theme', 'api', 'settings', 'compare', 'check', 'rollout', 'sign-in'])(
  'no source is named %s, and the place is told',
  (name) => {
    const text = `sources:\n  - name: fine\n    url: oci://host/x\n  - name: ${name}\n    url: oci://host/y\n`
    expect(() => parseConfig(text, 'c.yaml')).toThrow(
      new RegExp(`^c\\.yaml:4:\\d+: no source can be named "${name}"`),
    )
    expect(() => parseConfig(text.replace(`name: ${name}`, `name: my-${name}`), 'c.yaml')).not.toThrow()
  },
)

test('every page at the top of the address is reserved', () => {
  const tops = readdirSync(app, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return []
    if (!entry.name.startsWith('(')) return [entry.name]
    return readdirSync(join(app, entry.name), { withFileTypes: true })
      .filter((inner) => inner.isDirectory())
      .map((inner) => inner.name)
  })
  expect(existsSync(join(app, 'api'))).toBe(true)
  expect(tops.filter((name) => !name.startsWith('[') && !isReservedName(name))).toEqual([])
})
