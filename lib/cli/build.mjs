// `npm run build`: the server (Next, standalone) and the command line (one bundled file).
import { spawnSync } from 'node:child_process'
import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { fingerprint, nodeBinary, stampFile } from './prepare.mjs'
import { prime } from './prime.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
const node = nodeBinary(root)

/** Taken first: a file saved while the build runs must not pass for built. */
const print = fingerprint(root)
run([join(root, 'node_modules/next/dist/bin/next'), 'build'])
run([join(root, 'lib/cli/bundle.mjs')])

const standalone = join(root, '.next/standalone')
for (const [from, to] of [
  ['.next/static', '.next/static'],
  ['public', 'public'],
]) {
  rmSync(join(standalone, to), { recursive: true, force: true })
  cpSync(join(root, from), join(standalone, to), { recursive: true })
}
/** Next takes along what lies about and may be read: what was kept here, keys among it, and fixtures. */
for (const name of ['.chartroom', 'tests']) rmSync(join(standalone, name), { recursive: true, force: true })
await build({
  entryPoints: [join(root, 'lib/worker/render-node.ts')],
  outfile: join(standalone, 'renderer.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  minify: true,
  logLevel: 'warning',
})
await prime(standalone, node)
writeFileSync(stampFile(root), print)

function run(args) {
  const done = spawnSync(node, args, { cwd: root, env, stdio: 'inherit' })
  if (done.status !== 0) process.exit(done.status ?? 1)
}
