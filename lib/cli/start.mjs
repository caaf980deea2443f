// `npm start`: installs and builds when needed, then serves. Plain JavaScript without dependencies, because it runs
// under whatever Node the person has, before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fingerprint, ensureInstalled, isBuilt, nodeBinary } from './prepare.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const host = process.env.HOST || '127.0.0.1'
const port = process.env.PORT || '3000'

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Chartroom needs Node 20 or newer to start; this is ${process.version}.`)
  process.exit(1)
}

const taken = await whyTaken()
if (taken !== undefined) {
  console.error(taken)
  process.exit(1)
}

ensureInstalled(root)
const now = fingerprint(root)
if (!isBuilt(root, now)) {
  console.log('Building Chartroom, once …')
  const built = spawnSync(nodeBinary(root), [join(root, 'lib/cli/build.mjs')], {
    cwd: root,
    stdio: 'inherit',
  })
  if (built.status !== 0) process.exit(built.status ?? 1)
}

const server = join(root, '.next/standalone/server.js')
if (!existsSync(server)) {
  console.error('The build left no server at .next/standalone/server.js. Remove .next and start again.')
  process.exit(1)
}
const child = spawn(nodeBinary(root), ['--enable-source-maps', server], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    HOSTNAME: host,
    PORT: port,
    CHARTROOM_HOME: process.env.CHARTROOM_HOME || root,
    // the server runs inside its own folder, so what is relative here would not be there
    ...(process.env.CHARTROOM_CONFIG && { CHARTROOM_CONFIG: resolve(process.env.CHARTROOM_CONFIG) }),
  },
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 0 : (code ?? 1)))
void announce()

/** Why nothing can listen at that address, found out before anything is built; undefined when it can. */
function whyTaken() {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', ({ code, message }) =>
      done(
        code === 'EADDRINUSE'
          ? `Port ${port} of ${host} is in use. Choose another: PORT=3001 npm start`
          : `Cannot listen on ${host}, port ${port}: ${message}`,
      ),
    )
    probe.listen(Number(port), host, () => probe.close(() => done(undefined)))
  })
}

/** Says the address once the server answers; the line that people and scripts wait for. */
async function announce() {
  const shown = host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host
  const address = `http://${shown}:${port}`
  for (let i = 0; i < 600; i++) {
    try {
      await fetch(`${address}/healthz`)
      console.log(`Chartroom is at ${address}`)
      return
    } catch {
      await new Promise((done) => setTimeout(done, 50))
    }
  }
}
