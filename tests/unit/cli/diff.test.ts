import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { dispatch } from '../../../lib/cli/dispatch.ts'

const folder = mkdtempSync(join(tmpdir(), 'chartroom-diff-'))
afterAll(() => rmSync(folder, { recursive: true }))
const samples = resolve(import.meta.dirname, '../../../public/samples')
const sample = (tag: string): string => `oci-layout:${samples}:${tag}`
const trust = ['--config', join(samples, 'chartroom.yaml')]
const majors = [sample('tide-tables:2.9.0'), sample('tide-tables:3.0.0')] as const

async function diff(...args: readonly string[]) {
  let out = ''
  let err = ''
  const io = {
    out: (s: string) => void (out += s),
    err: (s: string) => void (err += s),
    stdin: () => new Uint8Array(),
    env: {},
  }
  return { status: await dispatch(['diff', ...args], io), out, err }
}

test('two majors differ: what a person needs to know first, then the differences', async () => {
  const { status, out } = await diff(...majors, ...trust)
  expect(status).toBe(2)
  const band = out.slice(0, out.indexOf('\n+ PodDisruptionBudget'))
  expect(band).toBe(`tide-tables 2.9.0 → tide-tables 3.0.0

Objects  1 added, 3 removed, 4 changed
Image    registry.example.com/tides/agent 2.9.4 → 3.0.1
Image    registry.example.com/tides/tide 3.0.1 added
Image    registry.example.com/tides/forecaster 2.9.4 removed
Signed   verified, Edge Mirror 69E3 4E0A → verified, Platform Release 365B 314B
Values   7 keys vanished, 2 defaults changed, 6 keys new
Risk     Cluster role gains rights: ClusterRole/release-name-tide-tables, get deployments/scale.apps, update deployments/scale.apps, patch deployments/scale.apps and 3 more
Risk     CRD removed: CustomResourceDefinition/tides.sample.chartroom.dev, Tide, tides.sample.chartroom.dev
Risk     Path of the node: DaemonSet/release-name-tide-tables-agent, proc, /proc
Risk     Privileged container: DaemonSet/release-name-tide-tables-agent, agent, privileged: true
`)
  expect(out).toContain('\n-            privileged: false\n+            privileged: true\n')
})

test('an equal pair ends with 0, and so does one that differs in noise alone where that is asked for', async () => {
  expect((await diff(majors[0], majors[0], ...trust)).status).toBe(0)
  const chart = (version: string): string => {
    const at = join(folder, version)
    mkdirSync(join(at, 'templates'), { recursive: true })
    writeFileSync(join(at, 'Chart.yaml'), `apiVersion: v2\nname: thing\nversion: ${version}\n`)
    writeFileSync(
      join(at, 'templates/a.yaml'),
      'kind: A\napiVersion: v1\nmetadata:\n  name: a\n  labels:\n    helm.sh/chart: thing-{{ .Chart.Version }}\n',
    )
    return at
  }
  const [a, b] = [chart('1.0.0'), chart('1.0.1')]
  const folded = await diff(a, b)
  expect(folded.status).toBe(2)
  expect(folded.out).toContain('1 with nothing but noise')
  expect(folded.out).not.toContain('thing-1.0.1')
  expect((await diff(a, b, '--ignore-noise')).status).toBe(0)
  const all = await diff(a, b, '--noise', 'none', '--ignore-noise')
  expect(all.status).toBe(2)
  expect(all.out).toContain('+    helm.sh/chart: thing-1.0.1')
})

test('JSON holds the same, with the signatures of both', async () => {
  const { status, out, err } = await diff(...majors, ...trust, '-o', 'json', '--set', 'replicas=7')
  expect(status).toBe(2)
  expect(err).toBe('')
  const told = JSON.parse(out)
  expect(told.from).toMatchObject({ chart: 'tide-tables 2.9.0', signature: { status: 'verified' } })
  expect(told.from.digest).toMatch(/^sha256:/)
  expect(told.render.counts).toMatchObject({ added: 1, removed: 3, changed: 4 })
  expect(told.upgrade).toEqual({ keys: 1, set: ['replicas'], findings: [] })
})

test('Markdown folds each object, and its fences hold what is inside', async () => {
  const { out } = await diff(...majors, ...trust, '-o', 'markdown')
  expect(out.match(/<details>/g)).toHaveLength(8)
  expect(out).toContain('- **Images:** `registry.example.com/tides/agent 2.9.4 → 3.0.1`')
  expect(out.match(/^```/gm)).toHaveLength(16)
})

test('what cannot be compared ends with 1: no such chart, one that does not render, bad usage', async () => {
  expect(await diff(majors[0], join(folder, 'nothing'))).toMatchObject({
    status: 1,
    err: expect.stringMatching(/NOT_FOUND/),
  })
  const failing = await diff(sample('anchor:1.0.0'), sample('anchor:1.0.0'))
  expect(failing).toMatchObject({ status: 1, err: expect.stringMatching(/does not render/) })
  expect(await diff(majors[0])).toMatchObject({
    status: 1,
    err: expect.stringMatching(/requires 2 arguments/),
  })
  expect(await diff(...majors, '--noise', 'loud')).toMatchObject({
    status: 1,
    err: expect.stringMatching(/--noise takes all, none/),
  })
})

test('signs that a terminal obeys are shown, not sent', async () => {
  const at = join(folder, 'loud')
  mkdirSync(join(at, 'crds'), { recursive: true })
  writeFileSync(join(at, 'Chart.yaml'), 'apiVersion: v2\nname: loud\nversion: 1.0.0\n')
  // Helm reads templates' output, and refuses such signs; a CRD's file it prints unread
  writeFileSync(join(at, 'crds/a.yaml'), 'kind: A\napiVersion: v1\n# \u001b[2J\n')
  const { out } = await diff(at, sample('lighthouse:1.5.0'))
  expect(out).toContain('\\x1b[2J')
  expect(out).not.toContain('\u001b')
})
