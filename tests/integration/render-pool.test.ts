import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RenderRequest } from '../../lib/helm/index.ts'
import { SourceError } from '../../lib/server/errors/source-error.ts'
import { RenderPool, type PoolLimits } from '../../lib/server/render-pool.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const request = (template: string): RenderRequest => ({
  files: [
    { path: 'Chart.yaml', data: bytes('apiVersion: v2\nname: c\nversion: 1.0.0\n') },
    { path: 'templates/a.yaml', data: bytes(template) },
  ],
  profile: 'helm-4.2',
  values: [],
  release: { name: 'r', namespace: 'default' },
})

const pools: RenderPool[] = []
function poolOf(limits: Partial<PoolLimits>, program?: string): RenderPool {
  const pool = new RenderPool(limits, program)
  pools.push(pool)
  return pool
}
afterAll(() => pools.forEach((pool) => pool.close()))

/** A renderer that does what a render of ours no longer can: by the release's name, it hangs, eats memory or dies. */
const WILD = `
process.on('message', ({ id, request }) => {
  const { name } = request.release
  if (name === 'hang') {
    require('node:fs').writeFileSync(require('node:path').join(__dirname, 'hang.pid'), String(process.pid))
    for (;;);
  }
  if (name === 'eat') { const held = []; for (;;) held.push(new Array(1e6).fill(held.length)) }
  if (name === 'gulp') { let text = 'x'; for (;;) text = [text, text, text, text].join('') }
  if (name === 'hoard') { const held = []; setInterval(() => held.push(Buffer.alloc(64e6, 1)), 10); return }
  if (name === 'env') return process.send({ id, response: Object.keys(process.env).sort(), ms: 0 })
  if (name === 'die') process.exit(3)
  if (name === 'throw') return process.send({ id, failure: 'thrown' })
  process.send({ id, response: name, ms: 0 })
})
process.on('disconnect', () => process.exit())
`
let folder = ''
let wild = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'renderer-'))
  wild = join(folder, 'wild.cjs')
  writeFileSync(wild, WILD)
})
afterAll(() => rmSync(folder, { recursive: true }))

const named = (name: string): RenderRequest => ({ ...request(''), release: { name, namespace: 'x' } })
const outcome = (work: Promise<{ readonly response: unknown }>): Promise<unknown> =>
  work.then(
    ({ response }) => response,
    (error: unknown) => (error instanceof SourceError ? `${error.code}: ${error.seen}` : String(error)),
  )

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('renders in processes of their own', () => {
  test('many at once are all answered, each its own', async () => {
    const pool = poolOf({ workers: 2 })
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) => pool.render(request(`n: ${i}`), 'seed')),
    )
    answers.forEach(({ response }, i) => {
      expect(response.ok && response.stdout).toBe(`---\n# Source: c/templates/a.yaml\nn: ${i}\n`)
    })
  })

  test('a template that includes itself meets Helm’s own limit there', async () => {
    const text = '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}'
    const { response } = await poolOf({ workers: 1 }).render(request(text), 'seed')
    expect(response.ok ? '' : response.error.text).toContain(
      'rendering template has a nested reference name: a: unable to execute template',
    )
  })

  test('what spends its budget is an answer, and the worker goes on', async () => {
    const pool = poolOf({ workers: 1 })
    const { response } = await pool.render(request('{{ range 1000000000 }}{{ end }}'), 'seed')
    expect(response.ok ? '' : response.error.code).toBe('LIMIT_EXCEEDED')
    expect((await pool.render(request('a: 1'), null)).response.ok).toBe(true)
  })
})

describe('a renderer gone wild', () => {
  test.each([
    ['hang', 'LIMIT_EXCEEDED: more than 2 s'],
    ['eat', 'LIMIT_EXCEEDED: more than 64 MiB of memory'],
    ['gulp', 'LIMIT_EXCEEDED: more than 64 MiB of memory'],
    ['die', 'Error: the renderer ended with 3'],
    ['throw', 'Error: thrown'],
  ])('%s: it ends, its neighbours are unharmed, the pool goes on', async (name, wanted) => {
    const pool = poolOf({ workers: 2, timeout: name === 'hang' ? 2000 : 30_000, heapMb: 64 }, wild)
    const bad = outcome(pool.render(named(name), null))
    const others = ['a', 'b', 'c', 'd'].map((other) => outcome(pool.render(named(other), null)))
    expect(await Promise.all(others)).toEqual(['a', 'b', 'c', 'd'])
    const seen = await bad
    // V8 may find a single text too long before its heap is full
    if (name === 'gulp') expect([wanted, 'Error: the renderer ended with 1']).toContain(seen)
    else expect(seen).toBe(wanted)
    expect(await outcome(pool.render(named('later'), null))).toBe('later')
  })

  test('bytes outside its heap count too', async () => {
    const pool = poolOf({ workers: 1, heapMb: 64 }, wild)
    const seen = await outcome(pool.render(named('hoard'), null))
    expect(seen).toMatch(
      process.platform === 'linux' ? /^LIMIT_EXCEEDED: \d+ MiB of memory$/ : /^LIMIT_EXCEEDED/,
    )
  })

  test('it knows nothing of the server’s environment', async () => {
    const seen = (await outcome(poolOf({}, wild).render(named('env'), null))) as string[]
    expect(seen.filter((name) => !/^(NODE_|TZ$|__CF)/.test(name))).toEqual([])
    expect(seen).not.toContain('NODE_OPTIONS')
  })

  test.each(['process.exit()', 'process.kill(process.pid, "SIGTERM")'])(
    'it ends with the server: %s',
    async (end) => {
      const server = join(folder, 'server.ts')
      writeFileSync(
        server,
        `import { RenderPool } from ${JSON.stringify(join(process.cwd(), 'lib/server/render-pool.ts'))}
      process.on('SIGTERM', () => process.exit())
      const request = { files: [], profile: 'helm-4.2', values: [], release: { name: 'hang', namespace: 'x' } }
      void new RenderPool({ workers: 1 }, ${JSON.stringify(wild)}).render(request, null)
      setTimeout(() => { ${end} }, 1500)`,
      )
      await promisify(execFile)(process.execPath, [server]).catch(() => {})
      const pid = Number(readFileSync(join(folder, 'hang.pid'), 'utf8'))
      expect(pid).toBeGreaterThan(1)
      await expect.poll(() => isRunning(pid), { timeout: 15_000 }).toBe(false)
    },
  )

  test('more than may wait are refused, and what is given up makes room', async () => {
    const pool = poolOf({ workers: 1, timeout: 2000, waiting: 2 }, wild)
    const hanging = outcome(pool.render(named('hang'), null))
    const given = new AbortController()
    const second = outcome(pool.render(named('second'), null, given.signal))
    const third = outcome(pool.render(named('third'), null))
    expect(await outcome(pool.render(named('fourth'), null))).toBe('LIMIT_EXCEEDED: 2 renders wait already')
    given.abort(new Error('gone'))
    expect(await second).toBe('Error: gone')
    const fifth = outcome(pool.render(named('fifth'), null))
    expect(await hanging).toBe('LIMIT_EXCEEDED: more than 2 s')
    expect(await third).toBe('third')
    expect(await fifth).toBe('fifth')
  })
})
