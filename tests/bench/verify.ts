// `chartroom verify` beside `helm verify`, `cosign verify --key` and `notation verify`: whole processes, the same artefacts, one
// registry on loopback, in turn. And verdicts in a warm process: from the cache, from bytes, fifty at once.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { median, program, root } from './peers.ts'

interface Run {
  /** seconds of the processor, user and system */
  readonly cpu: number
  /** seconds */
  readonly wall: number
}

function timed(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Run {
  const before = cpuOfChildren()
  const start = process.hrtime.bigint()
  const { status, stderr } = spawnSync(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')}: ${status} ${stderr.toString().slice(0, 400)}`)
  return { cpu: cpuOfChildren() - before, wall: Number(process.hrtime.bigint() - start) / 1e9 }
}

/** What all children that have ended took so far, in seconds, out of proc(5): Node tells only of itself. */
function cpuOfChildren(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  // cutime and cstime, in clock ticks of 10 ms
  return (Number(fields[13]) + Number(fields[14])) / 100
}

export async function verify(rounds = 15): Promise<void> {
  await whole(rounds)
  await warm()
}

async function whole(rounds: number): Promise<void> {
  const helm = program('helm', 'HELM_BIN')
  const cosign = program('cosign', 'COSIGN')
  const registry = program('registry', 'REGISTRY_BIN') ?? program('docker-registry', 'REGISTRY_BIN')
  const ours = join(root, 'dist/chartroom.js')
  if (helm === undefined || !existsSync(ours))
    return console.log('verify: skipped, helm or the build is missing')
  const folder = mkdtempSync(join(tmpdir(), 'chartroom-bench-'))
  const env = {
    ...process.env,
    GNUPGHOME: join(folder, 'gnupg'),
    DOCKER_CONFIG: folder,
    COSIGN_PASSWORD: '',
    HELM_CACHE_HOME: folder,
  }
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let stop = (): void => {}
  try {
    mkdirSync(env.GNUPGHOME, { mode: 0o700 })
    run(
      'gpg',
      '--batch',
      '--quiet',
      '--passphrase',
      '',
      '--quick-gen-key',
      'Bench <bench@example.com>',
      'rsa3072',
      'default',
      'never',
    )
    writeFileSync(join(folder, 'ring.gpg'), run('gpg', '--export'))
    writeFileSync(join(folder, 'secret.gpg'), run('gpg', '--batch', '--export-secret-keys'))
    run(helm, 'create', 'web')
    run(helm, 'package', 'web', '--sign', '--key', 'bench@example.com', '--keyring', 'secret.gpg')
    const archive = join(folder, 'web-0.1.0.tgz')
    const race = (name: string, mine: readonly string[], peer: string, theirs: readonly string[]) => {
      const runs = { ours: [] as Run[], theirs: [] as Run[] }
      for (let i = 0; i < rounds; i++) {
        runs.theirs.push(timed(peer, theirs, env))
        runs.ours.push(timed(process.execPath, [ours, 'verify', ...mine], env))
      }
      const of = (kind: 'ours' | 'theirs', what: keyof Run) =>
        what === 'wall'
          ? median(runs[kind].map((one) => one.wall))
          : runs[kind].reduce((sum, one) => sum + one.cpu, 0) / rounds
      const figures = (what: keyof Run) =>
        `${(of('ours', what) * 1000).toFixed(0)} against ${(of('theirs', what) * 1000).toFixed(0)} ms: ${(of('ours', what) / of('theirs', what)).toFixed(2)}`
      console.log(`verify, ${name}: processor ${figures('cpu')}; wall ${figures('wall')}`)
    }
    race('a file beside helm verify', [archive, '--keyring', join(folder, 'ring.gpg')], helm, [
      'verify',
      archive,
      '--keyring',
      join(folder, 'ring.gpg'),
    ])
    if (cosign === undefined || registry === undefined)
      return console.log('verify, cosign: skipped, cosign or a registry is missing')
    const port = await freePort()
    writeFileSync(
      join(folder, 'registry.yml'),
      `version: 0.1\nlog: { level: error }\nstorage: { filesystem: { rootdirectory: ${join(folder, 'registry')} } }\nhttp: { addr: 127.0.0.1:${port} }\n`,
    )
    const server = spawn(registry, ['serve', join(folder, 'registry.yml')], { stdio: 'ignore' })
    stop = () => void server.kill()
    await answers(port)
    run(helm, 'push', archive, `oci://127.0.0.1:${port}/charts`, '--plain-http')
    run(cosign, 'generate-key-pair')
    const place = `127.0.0.1:${port}/charts/web:0.1.0`
    run(
      cosign,
      'sign',
      '--key',
      'cosign.key',
      '--use-signing-config=false',
      '--tlog-upload=false',
      '--allow-http-registry',
      '-y',
      place,
    )
    const key = ['--key', join(folder, 'cosign.pub'), '--insecure-ignore-tlog']
    race('a registry beside cosign verify --key', [`oci://${place}`, ...key, '--plain-http'], cosign, [
      'verify',
      ...key,
      '--allow-http-registry',
      place,
    ])
  } finally {
    stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })

async function answers(port: number): Promise<void> {
  for (let i = 0; i < 100; i++) {
    try {
      await fetch(`http://127.0.0.1:${port}/v2/`)
      return
    } catch {
      await new Promise((done) => setTimeout(done, 50))
    }
  }
}

/** The sample's charts in this process: by digest from the cache, from bytes, and fifty at once. */
async function warm(): Promise<void> {
  process.env['CHARTROOM_CONFIG'] = ''
  process.env['CHARTROOM_HOME'] = root
  process.env['CHARTROOM_DATA'] = mkdtempSync(join(tmpdir(), 'chartroom-bench-'))
  const { verifyChart } = await import('../../lib/server/actions/verify-chart.ts')
  const { judgeVersion } = await import('../../lib/server/verdict/judge-version.ts')
  const { placeOfChart } = await import('../../lib/server/ledger/observe.ts')
  const { trustInForce } = await import('../../lib/server/trust/trust-in-force.ts')
  const { configInForce } = await import('../../lib/server/config/config-in-force.ts')
  const { listCharts } = await import('../../lib/server/actions/list-charts.ts')
  const { charts } = await listCharts('sample')
  const one = ['sample', 'lighthouse', '1.5.0'] as const
  await verifyChart(...one)
  const cached = await times(200, () => verifyChart(...one))
  const trust = trustInForce(configInForce())
  let n = 0
  const fresh = (repository: string, version: string) =>
    judgeVersion(
      { source: 'sample', repository, version, place: placeOfChart('sample', repository) },
      { ...trust, hash: `bench ${n++}` },
    )
  await times(10, () => fresh('lighthouse', '1.5.0'))
  const bytes = await times(30, () => fresh('lighthouse', '1.5.0'))
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const start = performance.now()
  await Promise.all(
    Array.from({ length: 50 }, (_, i) => charts[i % charts.length]!).map((row) =>
      fresh(row.repository, row.latest!),
    ),
  )
  const all = performance.now() - start
  delay.disable()
  console.log(
    `verdicts, warm: from the cache ${median(cached).toFixed(2)} ms, from bytes ${median(bytes).toFixed(1)} ms, fifty at once ${all.toFixed(0)} ms, the event loop held for ${(delay.max / 1e6).toFixed(0)} ms at most`,
  )
  rmSync(process.env['CHARTROOM_DATA'], { recursive: true, force: true })
}

async function times(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const found: number[] = []
  for (let i = 0; i < count; i++) {
    const before = performance.now()
    await work()
    found.push(performance.now() - before)
  }
  return found
}
