import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { RolloutAnswer } from '../../lib/schema/rollout.ts'
import { chartroom, scratch, secret } from './support/chartroom.ts'
import { FakeRegistry } from './support/fake-registry.ts'
import type { ScriptedServer } from './support/scripted-server.ts'
import { serve } from './support/servers.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')

/** Writes files into a new folder. */
function folder(files: Readonly<Record<string, string>>): string {
  const at = scratch()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(at, path)), { recursive: true })
    writeFileSync(join(at, path), text)
  }
  return at
}

const repository = (server: ScriptedServer, more = ''): string =>
  `repositories:\n  - { name: p, url: ${server.host}/team, oci: true, plainHttp: true${more} }\n`

/** How often each blob was fetched. */
const blobsOf = (server: ScriptedServer): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const { path } of server.requests) {
    const digest = /\/blobs\/(sha256:\w+)/.exec(path)?.[1]
    if (digest !== undefined) counts.set(digest, (counts.get(digest) ?? 0) + 1)
  }
  return counts
}

describe('chartroom rollout', () => {
  test('ranges lead to the newest version, with its digest; one broken release hides no other', async () => {
    const registry = new FakeRegistry()
    for (const version of ['1.0.0', '1.4.0', '1.5.0-rc.1', '2.0.0']) registry.chart('team/web', version)
    const server = await serve(registry.answer)
    const at = folder({
      'helmfile.yaml': `${repository(server)}releases:
  - { name: range, namespace: a, chart: p/web, version: ~1, values: [values.yaml] }
  - { name: newest, chart: p/web }
  - { name: pre, chart: p/web, version: 1.x, devel: true }
  - { name: gone, chart: p/nowhere, version: 1.0.0 }
  - { name: typo, chart: q/web }
`,
      'values.yaml': 'replicas: 2\n',
    })
    const answer = await chartroom(['rollout', join(at, 'helmfile.yaml'), '-o', 'json'])
    expect(answer.status).toBe(1)
    const { releases } = answer.json as RolloutAnswer
    expect(releases.map(({ name, state, resolved }) => [name, state, resolved?.version ?? null])).toEqual([
      ['range', 'ready', '1.4.0'],
      ['newest', 'ready', '2.0.0'],
      ['pre', 'ready', '1.4.0'],
      ['gone', 'failed', null],
      ['typo', 'unreadable', null],
    ])
    expect(releases[0]).toMatchObject({
      at: { file: 'helmfile.yaml', line: 4, column: 5 },
      resolved: { digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string },
      verdict: { status: 'unsigned' },
      objects: 1,
    })
    expect(releases[3]!.failure?.code).toBe('NOT_FOUND')
    expect(releases[4]!.problems).toMatchObject([{ code: 'REPOSITORY_UNKNOWN', line: 8, column: 26 }])
  })

  test('500 releases of 40 charts: each chart fetched once, all shown, in the files’ order, in bounded memory', async () => {
    const registry = new FakeRegistry()
    const artifacts = Array.from({ length: 40 }, (_, i) => registry.chart(`team/c${i}`, '1.2.0'))
    const server = await serve(registry.answer)
    const releases = Array.from(
      { length: 500 },
      (_, i) =>
        `  - { name: r${i}, namespace: n, chart: p/c${i % 40}, version: ${i % 3 === 0 ? '~1' : '1.2.0'}, values: [{ i: ${i} }] }`,
    )
    const at = folder({ 'helmfile.yaml': `${repository(server)}releases:\n${releases.join('\n')}\n` })
    const before = process.memoryUsage().heapUsed
    const answer = await chartroom(['rollout', join(at, 'helmfile.yaml'), '-o', 'json'])
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(300 * 1024 * 1024)
    expect(answer.status).toBe(4)
    const rollout = answer.json as RolloutAnswer
    expect(rollout.releases.map(({ name }) => name)).toEqual(Array.from({ length: 500 }, (_, i) => `r${i}`))
    expect(rollout.releases.every(({ state, objects }) => state === 'ready' && objects === 1)).toBe(true)
    const blobs = blobsOf(server)
    const archives = artifacts.map(
      ({ archive, blobs: all }) =>
        all.find(({ bytes }) => bytes === archive || bytes.equals(archive))!.digest,
    )
    expect(archives.map((digest) => blobs.get(digest))).toEqual(Array(40).fill(1))
  })

  test('a password is taken from the variable that the tool reads, and is printed nowhere', async () => {
    const registry = new FakeRegistry()
    registry.chart('team/web', '1.0.0')
    const password = secret('rollout')
    const expected = `Basic ${Buffer.from(`ci:${password}`).toString('base64')}`
    const server = await serve((seen) =>
      seen.headers['authorization'] === expected
        ? registry.answer(seen)
        : { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' }, body: '' },
    )
    const at = folder({
      'helmfile.yaml': `${repository(server, ', username: ci')}releases: [{ name: a, chart: p/web, version: 1.0.0 }]\n`,
    })
    const file = join(at, 'helmfile.yaml')
    expect((await chartroom(['rollout', file, '-o', 'json'])).json.releases[0].failure.code).toBe(
      'AUTH_REQUIRED',
    )
    const answer = await chartroom(['rollout', file], { env: { P_PASSWORD: password } })
    expect(answer.stdout).toContain('1.0.0')
    expect(answer.status).toBe(4)
  })

  test('two states of the files: added, removed and changed releases, as Markdown', async () => {
    const registry = new FakeRegistry()
    for (const version of ['1.0.0', '1.1.0']) registry.chart('team/web', version)
    const server = await serve(registry.answer)
    const file = (releases: string): string =>
      join(folder({ 'helmfile.yaml': `${repository(server)}releases:\n${releases}` }), 'helmfile.yaml')
    const before = file(
      '  - { name: a, chart: p/web, version: 1.0.0 }\n  - { name: old, chart: p/web, version: 1.0.0 }\n',
    )
    const after = file(
      '  - { name: a, chart: p/web, version: ~1 }\n  - { name: new, chart: p/web, version: 1.0.0 }\n',
    )
    const answer = await chartroom(['rollout', after, '--against', before, '-o', 'markdown', '--any-verdict'])
    expect(answer.status).toBe(0)
    expect(answer.stdout).toContain('### Rollout: 2 releases')
    expect(answer.stdout).toMatch(/~ a: version 1\.0\.0 → 1\.1\.0; digest sha256:\w{12} → sha256:\w{12}/)
    expect(answer.stdout).toMatch(/\+ new: objects 1 added/)
    expect(answer.stdout).toMatch(/- old: objects 1 removed/)
  })

  test('what is asked for beside the files is read from the repository around them, and never from outside', async () => {
    const at = folder({
      '.git/HEAD': 'ref: refs/heads/main\n',
      'apps/helmfile.yaml.gotmpl': `bases: [../shared/base.yaml]
---
releases:
  - { name: a, chart: ../charts/web, values: [../shared/{{ .Values.file }}] }
  - { name: b, chart: ../charts/web, version: {{ readFile "../../outside.txt" }} }
`,
      'shared/base.yaml': 'values: [{ file: values.yaml }]\n',
      'shared/values.yaml': 'replicas: 3\n',
      'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
      'charts/web/templates/a.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { r: "{{ .Values.replicas }}" }\n',
    })
    writeFileSync(join(at, '../outside.txt'), '9.9.9')
    const answer = await chartroom(['rollout', join(at, 'apps/helmfile.yaml.gotmpl'), '-o', 'json'])
    const { releases, problems } = answer.json as RolloutAnswer
    expect(releases.map(({ name, state }) => [name, state])).toEqual([
      ['a', 'ready'],
      ['b', 'unreadable'],
    ])
    expect(problems).toMatchObject([{ code: 'OUTSIDE_FILES', file: 'apps/helmfile.yaml.gotmpl', line: 5 }])
    expect(answer.stdout).not.toContain('9.9.9')
  })
})

describe('the README’s pipelines', () => {
  const blocks = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(
    ([, text]) => parse(text!) as Record<string, never>,
  )
  const github = (
    blocks.find((block) => 'jobs' in block) as unknown as { jobs: { rollout: { steps: { run?: string }[] } } }
  ).jobs.rollout.steps.find(({ run: script }) => script !== undefined)!.run!
  const gitlab = (
    blocks.find((block) => 'rollout' in block) as unknown as { rollout: { script: string[] } }
  ).rollout.script.join('\n')

  test.each([
    ['GitHub Actions', github, 'summary.md'],
    ['GitLab CI', gitlab, 'work/rollout.md'],
  ])('%s: runs as a shell, fails by the verdict, and says what changes', async (_, script, report) => {
    const registry = new FakeRegistry()
    for (const version of ['1.0.0', '1.1.0']) registry.chart('team/web', version)
    const server = await serve(registry.answer)
    const helmfile = (version: string): string =>
      `${repository(server)}releases: [{ name: a, chart: p/web, version: ${version} }]\n`
    const at = folder({
      'origin/helmfile.yaml': helmfile('1.0.0'),
      gitconfig: '',
      'bin/chartroom': `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'lib/cli/main.ts')}" "$@"\n`,
    })
    chmodSync(join(at, 'bin/chartroom'), 0o755)
    const env = {
      ...process.env,
      PATH: `${join(at, 'bin')}:${process.env['PATH']}`,
      HOME: at,
      GIT_CONFIG_GLOBAL: join(at, 'gitconfig'),
      GIT_CONFIG_NOSYSTEM: '1',
      GITHUB_BASE_REF: 'main',
      GITHUB_STEP_SUMMARY: join(at, 'summary.md'),
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
    }
    const git = (cwd: string, ...args: string[]) =>
      run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
        cwd: join(at, cwd),
        env,
      })
    await git('origin', 'init', '-q', '-b', 'main')
    await git('origin', 'add', '.')
    await git('origin', 'commit', '-q', '-m', 'x')
    await run('git', ['clone', '-q', join(at, 'origin'), join(at, 'work')], { env })
    writeFileSync(join(at, 'work/helmfile.yaml'), helmfile('1.1.0'))
    const ended = await run('bash', ['-eo', 'pipefail', '-c', script], { cwd: join(at, 'work'), env }).then(
      () => 0,
      (error: { code: number }) => error.code,
    )
    expect(ended, 'unsigned charts').toBe(4)
    expect(readFileSync(join(at, report), 'utf8')).toContain('~ a: version 1.0.0 → 1.1.0')
  })
})
