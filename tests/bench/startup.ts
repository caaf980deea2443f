import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { median, root } from './peers.ts'

const BARE = {
  'package.json': '{ "private": true, "type": "module" }',
  'next.config.js': `export default { output: 'standalone', turbopack: { root: ${JSON.stringify(root)} }, outputFileTracingRoot: ${JSON.stringify(root)} }`,
  'app/layout.tsx':
    'export default function Layout({ children }) { return <html><body>{children}</body></html> }',
  'app/page.tsx':
    "export const dynamic = 'force-dynamic'\nexport default function Page() { return <p>bare</p> }",
}

/** From process start to the first answered request: the built server's home against a bare Next app's, in turn. */
export async function startup(rounds = 7): Promise<void> {
  const ours = join(root, '.next/standalone/server.js')
  if (!existsSync(ours)) return console.log('startup: skipped, nothing is built')
  const bare = bareApp()
  const times = { ours: [] as number[], bare: [] as number[] }
  for (let i = 0; i < rounds; i++) {
    times.bare.push(await firstAnswer(bare, 3391))
    times.ours.push(await firstAnswer(ours, 3392))
  }
  const [mine, theirs] = [median(times.ours), median(times.bare)]
  console.log(
    `startup to first answer: ${mine.toFixed(0)} ms, a bare Next app ${theirs.toFixed(0)} ms: ${(mine / theirs).toFixed(2)}`,
  )
}

/** Builds the bare app once, below the ignored .cache folder so that it finds the same packages. */
function bareApp(): string {
  const folder = join(root, '.cache/bare-next')
  const server = join(folder, '.next/standalone/.cache/bare-next/server.js')
  if (existsSync(server)) return server
  mkdirSync(join(folder, 'app'), { recursive: true })
  for (const [file, text] of Object.entries(BARE)) writeFileSync(join(folder, file), text)
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
  spawnSync(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: folder,
    env,
    stdio: 'inherit',
  })
  cpSync(join(folder, '.next/static'), join(folder, '.next/standalone/.cache/bare-next/.next/static'), {
    recursive: true,
  })
  return server
}

/** ms from spawning a server to the end of its first answered page. */
async function firstAnswer(server: string, port: number): Promise<number> {
  const before = performance.now()
  const child = spawn(process.execPath, [server], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOSTNAME: '127.0.0.1',
      PORT: String(port),
      NEXT_TELEMETRY_DISABLED: '1',
    },
    stdio: 'ignore',
  })
  try {
    for (;;) {
      try {
        const response = await fetch(`http://127.0.0.1:${port}/`)
        await response.text()
        return performance.now() - before
      } catch {
        if (performance.now() - before > 60_000) throw new Error(`${server} does not answer`)
        await new Promise((done) => setTimeout(done, 5))
      }
    }
  } finally {
    child.kill('SIGKILL')
    await new Promise((done) => child.once('exit', done))
  }
}
