// Lets the built server keep what V8 compiled of it: its first page then comes in two thirds of the time.
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

const PAGES = ['/', '/sample', '/sample/lighthouse/1.5.0/overview']
const KEEPS = `import { createRequire as requireHere } from 'node:module'
requireHere(import.meta.url)('node:module').enableCompileCache?.(import.meta.dirname + '/.next/compile-cache')
`

/** Opens the first pages of the server once; without success the build is as good, but its first start slower. */
export async function prime(standalone, node) {
  const program = join(standalone, 'server.js')
  writeFileSync(program, KEEPS + readFileSync(program, 'utf8'))
  const port = await freePort()
  const { CHARTROOM_CONFIG: _, ...env } = process.env
  const server = spawn(node, [program], {
    env: {
      ...env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      HOSTNAME: '127.0.0.1',
      PORT: String(port),
      CHARTROOM_CACHE: 'off',
    },
    stdio: 'ignore',
  })
  const ended = new Promise((done) => server.once('close', done))
  for (const page of PAGES) await answered(`http://127.0.0.1:${port}${page}`)
  // what was compiled is written as the server ends, so it must not be killed
  server.kill('SIGTERM')
  await ended
}

async function answered(address) {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    try {
      return await (await fetch(address)).arrayBuffer()
    } catch {
      await new Promise((done) => setTimeout(done, 50))
    }
  }
}

function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
}
