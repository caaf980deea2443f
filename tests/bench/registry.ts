import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parsePlainYaml } from '../../lib/server/chart/plain-yaml.ts'
import { IndexFile } from '../../lib/server/sources/classic/index-file.ts'
import { startRegistry, noRegistry } from '../integration/support/registry-process.ts'
import { median, program, root, wall } from './peers.ts'

const TAGS = 10_000

/**
 * 10,000 tags of a real registry to sorted JSON, whole processes in turn: `chartroom versions` against `crane ls` (which
 * neither sorts nor parses) and, where they are, `oras` and `regctl`; beside them what Node takes to start and do nothing.
 */
export async function registry(rounds = 15): Promise<void> {
  classicIndex()
  if (noRegistry !== undefined) return console.log(`registry: skipped, ${noRegistry}`)
  const folder = mkdtempSync(join(tmpdir(), 'chartroom-bench-'))
  const tags = join(folder, 'docker/registry/v2/repositories/big/_manifests/tags')
  const link = `sha256:${'0'.repeat(64)}`
  for (let i = 0; i < TAGS; i++) {
    const current = join(tags, `${Math.floor(i / 100)}.${i % 100}.0`, 'current')
    mkdirSync(current, { recursive: true })
    writeFileSync(join(current, 'link'), link)
  }
  const server = await startRegistry({ folder })
  try {
    race(server.host, rounds)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function race(host: string, rounds: number): void {
  const env = { PATH: process.env.PATH, HOME: '/nonexistent' } as unknown as NodeJS.ProcessEnv
  const ours = ['versions', `oci://${host}/big`, '--plain-http', '--digests', 'none', '-o', 'json']
  const runners: [string, string, string[]][] = [
    ['chartroom', process.execPath, [join(root, 'dist/chartroom.js'), ...ours]],
    ['node alone', process.execPath, ['-e', '0']],
  ]
  const peers: readonly (readonly [string, string, string[]])[] = [
    ['crane', 'CRANE_BIN', ['ls', `${host}/big`]],
    ['oras', 'ORAS_BIN', ['repo', 'tags', '--plain-http', `${host}/big`]],
    ['regctl', 'REGCTL_BIN', ['tag', 'ls', `${host}/big`, '--host', `reg=${host},tls=disabled`]],
  ]
  for (const [name, variable, args] of peers) {
    const path = program(name, variable)
    if (path === undefined) console.log(`registry: no ${name}`)
    else runners.push([name, path, args])
  }
  const times = new Map<string, number[]>(runners.map(([name]) => [name, []]))
  for (let i = 0; i < rounds; i++)
    for (const [name, command, args] of runners) {
      const { ms, status } = wall(command, args, env)
      if (status !== 0) throw new Error(`${name} ends with ${status}`)
      times.get(name)!.push(ms)
    }
  console.log(`registry, ${TAGS} tags to sorted JSON, whole process, ${rounds} in turn: median (best)`)
  const mine = median(times.get('chartroom')!)
  for (const [name, all] of times)
    console.log(
      `  ${median(all).toFixed(0).padStart(5)} (${Math.min(...all).toFixed(0)}) ms  ${name}${name === 'chartroom' ? '' : `: ratio ${(mine / median(all)).toFixed(2)}`}`,
    )
}

/** A classic index of 15 MB and 15,000 entries: opened, listed and one chart read, against a parse of the whole text. */
function classicIndex(): void {
  const entry = (name: string, version: string): string =>
    `  - apiVersion: v2\n    appVersion: "1.0"\n    created: "2026-01-02T03:04:05Z"\n    description: ${'What it does, at some length. '.repeat(24)}\n    digest: ${'ab'.repeat(32)}\n    name: ${name}\n    urls:\n    - https://charts.example.com/${name}-${version}.tgz\n    version: ${version}\n`
  const charts = Array.from({ length: 300 }, (_, i) => {
    const name = `chart-${i}`
    return `  ${name}:\n${Array.from({ length: 50 }, (_, v) => entry(name, `1.${v}.0`)).join('')}`
  })
  const text = `apiVersion: v1\nentries:\n${charts.join('')}`
  const bytes = Buffer.from(text)
  const timed = (work: () => unknown): number => {
    const before = performance.now()
    work()
    return performance.now() - before
  }
  const open = (): unknown => {
    const index = IndexFile.parse(bytes, 'bench')
    return [index.names, index.versions('chart-7')]
  }
  timed(open)
  const [opened, parsed] = [
    median(Array.from({ length: 5 }, () => timed(open))),
    median(Array.from({ length: 3 }, () => timed(() => parsePlainYaml(text)))),
  ]
  const size = (bytes.length / 1024 / 1024).toFixed(1)
  console.log(
    `classic index of ${size} MB, 15,000 entries: opened in ${opened.toFixed(0)} ms, parsed whole in ${parsed.toFixed(0)} ms: ${(opened / parsed).toFixed(2)} (at most 0.25)`,
  )
}
