import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cases, placeless, writeCharts, type Golden } from '../fixtures/charts/cases.ts'

const root = join(import.meta.dirname, '../..')
const goldens = readFileSync(join(root, 'tests/fixtures/charts/goldens.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Golden)

let folder = ''
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'charts-')))
  writeCharts(folder)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Every case in one process, each as a command line of its own. */
function answers(profile: Golden['profile']): Map<string, Omit<Golden, 'name' | 'profile'>> {
  const env = { ...process.env, TZ: 'UTC', HOME: folder, CHARTROOM_CONFIG: '' }
  const script = join(import.meta.dirname, 'charts-runner.ts')
  const { stdout, stderr } = spawnSync(process.execPath, ['--stack-size=3900', script, profile], {
    cwd: folder,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (stdout === '') throw new Error(stderr)
  return new Map(Object.entries(JSON.parse(stdout) as Record<string, Omit<Golden, 'name' | 'profile'>>))
}

for (const profile of ['helm-3.21', 'helm-4.2'] as const) {
  test(`our own charts render, fail and warn as with real Helm: ${profile}`, () => {
    const mine = answers(profile)
    const wanted = goldens.filter((g) => g.profile === profile)
    expect(wanted.length).toBe(cases.length)
    const wrong = wanted.flatMap((golden) => {
      const { status, stdout, stderr } = mine.get(golden.name)!
      const got = { status, stdout, stderr: placeless(stderr, folder) }
      const { name, profile: _profile, varies, ...want } = golden
      if (
        varies
          ? got.status === want.status
          : got.status === want.status && got.stdout === want.stdout && got.stderr === want.stderr
      )
        return []
      return [{ name, want, got }]
    })
    expect(wrong).toEqual([])
  })
}
