// `npm run build`: the server (Next, standalone) and the command line (one bundled file).
import { spawnSync } from 'node:child_process'
import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fingerprint, nodeBinary, stampFile } from './prepare.mjs'

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
writeFileSync(stampFile(root), print)

function run(args) {
  const done = spawnSync(node, args, { cwd: root, env, stdio: 'inherit' })
  if (done.status !== 0) process.exit(done.status ?? 1)
}
