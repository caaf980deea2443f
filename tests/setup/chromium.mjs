// Finds a Chromium for the end-to-end tests: Playwright's own, else the system's, else tries to get one.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The path of a program on PATH, or undefined. */
export function onPath(...names) {
  for (const name of names)
    for (const folder of (process.env.PATH ?? '').split(delimiter))
      if (existsSync(join(folder, name))) return join(folder, name)
  return undefined
}

/** Path of a Chromium; undefined with the reason printed when none can be had. */
export async function findChromium(root, node) {
  if (process.env.CHROMIUM_BIN) return process.env.CHROMIUM_BIN
  const { chromium } = await import('playwright')
  const own = chromium.executablePath()
  if (existsSync(own)) return own
  const system = onPath(...NAMES)
  if (system) return system
  console.log('No Chromium here: asking Playwright for its own …')
  spawnSync(node, [join(root, 'node_modules/playwright/cli.js'), 'install', 'chromium'], {
    stdio: 'inherit',
    timeout: 300_000,
  })
  if (existsSync(own)) return own
  if (onPath('apt-get')) {
    console.log("Playwright's download failed: installing Debian's package …")
    aptGet('chromium')
    return onPath(...NAMES)
  }
  return undefined
}

/** Installs a Debian package, as root or through sudo without a password. */
export function aptGet(name) {
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const run = (...args) => {
    const [command, ...rest] = [...prefix, 'apt-get', ...args]
    return spawnSync(command, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 600_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  run('update', '-qq')
  return run('install', '-y', '-qq', '--no-install-recommends', name).status === 0
}
