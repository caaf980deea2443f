// What `npm start`, `npm test` and the build share: are the packages here, is the build that of these sources?
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'next.config.js',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
]
const STAMP = '.next/chartroom-build'

/** Node 24 from the `node` package, which everything but the first script runs under; else the one that runs this. */
export function nodeBinary(root) {
  const own = join(root, 'node_modules/node/bin/node')
  return existsSync(own) ? own : process.execPath
}

/** Runs `npm ci` unless node_modules is that of this lockfile. */
export function ensureInstalled(root) {
  const mark = join(root, 'node_modules/.chartroom-lock')
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  if (existsSync(join(root, 'node_modules/.package-lock.json')) && installedMatches(root)) return
  console.log('Installing packages …')
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (npm.status !== 0) process.exit(npm.status ?? 1)
}

/** Whether every package that this platform installs from the lockfile is there in that version. */
function installedMatches(root) {
  const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages
  const wanted = read('package-lock.json')
  const here = read('node_modules/.package-lock.json')
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || entry.optional || entry.devOptional || here[path]?.version === entry.version,
  )
}

/** A digest of everything that goes into the build. */
export function fingerprint(root) {
  const hash = createHash('sha256')
  const visit = (path) => {
    const full = join(root, path)
    if (!existsSync(full)) return
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) visit(join(path, name))
      return
    }
    hash.update(path).update('\0').update(readFileSync(full)).update('\0')
  }
  SOURCES.forEach(visit)
  return hash.digest('hex')
}

export const stampFile = (root) => join(root, STAMP)

export function isBuilt(root, print) {
  return existsSync(stampFile(root)) && readFileSync(stampFile(root), 'utf8') === print
}
