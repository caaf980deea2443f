import { expect, test } from 'vitest'
import type { RenderRequest } from '../../../lib/helm/request.ts'
import { RenderPool } from '../../../lib/server/render-pool.ts'

const utf8 = new TextEncoder()

/** A chart whose template includes itself as often as asked. */
const nested = (depth: number): RenderRequest => ({
  profile: 'helm-4.2',
  files: [
    { path: 'Chart.yaml', data: utf8.encode('apiVersion: v2\nname: nested\nversion: 1.0.0\n') },
    {
      path: 'templates/a.yaml',
      data: utf8.encode(
        `{{- define "r" }}{{ if . }}{{ range list 1 }}{{ include "r" (int (sub $ 1)) }}{{ end }}{{ end }}{{ end }}a: ${depth}{{ include "r" ${depth} }}`,
      ),
    },
  ],
  values: [],
  release: { name: 'a', namespace: 'b' },
})

test('a worker answers one render after another, as deep as Helm nests', async () => {
  const pool = new RenderPool({ workers: 1, timeout: 20_000 })
  for (const depth of [1, 2, 900]) {
    const { response } = await pool.render(nested(depth), null)
    expect(response).toMatchObject({
      ok: true,
      stdout: `---\n# Source: nested/templates/a.yaml\na: ${depth}\n`,
    })
  }
})

test('what outlasts its time is refused, and the next in line goes on', async () => {
  const pool = new RenderPool({ workers: 1, timeout: 1 })
  const refused = await Promise.allSettled([pool.render(nested(1), null), pool.render(nested(2), null)])
  expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
