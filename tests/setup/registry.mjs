// Finds a real OCI registry for the integration tests: REGISTRY_BIN, PATH, Debian's package, `go install`.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { aptGet, onPath } from './chromium.mjs'

const MODULE = 'github.com/distribution/distribution/v3/cmd/registry@v3.1.1'

/** Path of a distribution registry; undefined when none can be had. */
export function findRegistry(root) {
  if (process.env.REGISTRY_BIN) return process.env.REGISTRY_BIN
  const here = onPath('registry', 'docker-registry')
  if (here) return here
  if (onPath('apt-get')) {
    console.log("No registry here: installing Debian's package …")
    aptGet('docker-registry')
    const installed = onPath('docker-registry')
    if (installed) return installed
  }
  const built = join(root, '.cache/bin/registry')
  if (existsSync(built)) return built
  if (onPath('go')) {
    console.log('No registry here: building one with go install …')
    spawnSync('go', ['install', MODULE], {
      stdio: 'inherit',
      timeout: 600_000,
      env: { ...process.env, GOBIN: join(root, '.cache/bin') },
    })
    if (existsSync(built)) return built
  }
  return undefined
}
