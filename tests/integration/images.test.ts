import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { resolveImage } from '../../lib/server/actions/resolve-image.ts'
import { CANARY, scratch, secret } from './support/chartroom.ts'
import { FakeRegistry } from './support/fake-registry.ts'
import { serve } from './support/servers.ts'

test('an image is asked for with the login of the source that covers it, and of no other', async () => {
  const registry = new FakeRegistry()
  // any manifest has a digest, a chart's too
  const { manifest } = registry.chart('team/app', '1.0.0')
  registry.chart('elsewhere/app', '1.0.0')
  const password = secret('images')
  const login = `Basic ${Buffer.from(`ci:${password}`).toString('base64')}`
  const { host } = await serve((seen) =>
    seen.headers.authorization === login
      ? registry.answer(seen)
      : { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' }, body: '{}' },
  )
  const folder = scratch()
  writeFileSync(join(folder, 'password'), password)
  writeFileSync(
    join(folder, 'chartroom.yaml'),
    `sources:\n  - name: wide\n    url: oci://${host}\n    plainHttp: true\n  - name: team\n    url: oci://${host}/team\n    plainHttp: true\n    auth: {username: ci, passwordFile: ./password}\n`,
  )
  vi.stubEnv('CHARTROOM_CONFIG', join(folder, 'chartroom.yaml'))

  expect(await resolveImage(`${host}/team/app:1.0.0`)).toMatchObject({ digest: manifest.digest })
  const refused = await resolveImage(`${host}/elsewhere/app:1.0.0`).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'AUTH_REQUIRED' })
  expect(JSON.stringify(refused)).not.toContain(CANARY)
  await expect(resolveImage(`${host}/team/app:9`)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
