// `npm test`: everything, from a fresh clone. Installs and finds what it needs, runs every check, and ends with one
// line `N passed, N failed`. Plain JavaScript: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, fingerprint, isBuilt, nodeBinary } from '../lib/cli/prepare.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
ensureInstalled(root)
const node = nodeBinary(root)
const { aptGet, findChromium, onPath } = await import('./setup/chromium.mjs')
const { findRegistry } = await import('./setup/registry.mjs')

const reports = mkdtempSync(join(tmpdir(), 'chartroom-test-'))
const only = process.argv.slice(2)
const total = { passed: 0, failed: 0, skipped: 0 }
const failures = []
const env = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: '1',
  NO_COLOR: '1',
  PATH: `${dirname(node)}:${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
}

const bin = (name) => join(root, 'node_modules/.bin', name)
const wanted = (name) => only.length === 0 || only.includes(name)

const chromium = wanted('e2e') ? await findChromium(root, node) : undefined
const registry = wanted('integration') || wanted('e2e') ? findRegistry(root) : undefined
if (registry) env.REGISTRY_BIN = registry
if (chromium) env.CHROMIUM_BIN = chromium
if (!onPath('gpg') && onPath('apt-get')) aptGet('gnupg')

check('types', bin('next'), 'typegen')
check('types', bin('tsc'), '--noEmit')
check('types of the pure rooms', bin('tsc'), '--noEmit', '-p', 'tsconfig.pure.json')
check('lint', bin('oxlint'), '--type-aware')
check('format', bin('oxfmt'), '--check')
check('unused code', bin('knip'))
vitest('unit', 'house')
vitest('conformance')
if (wanted('build') || wanted('e2e') || wanted('integration')) build()
needs(
  'integration',
  registry,
  'no OCI registry: set REGISTRY_BIN, or install distribution, Debian’s docker-registry, or Go',
  () => vitest('integration'),
)
needs('e2e', chromium, 'no Chromium: set CHROMIUM_BIN, or let Playwright install its own', playwright)

rmSync(reports, { recursive: true, force: true })
for (const failure of failures) console.log(`failed: ${failure}`)
console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`,
)
process.exit(total.failed === 0 ? 0 : 1)

function run(command, args, more = {}) {
  return spawnSync(command, args, { cwd: root, env: { ...env, ...more }, stdio: 'inherit' })
}

/** One tool, counted as one test. */
function check(title, command, ...args) {
  if (!wanted('checks')) return
  console.log(`\n— ${title}`)
  settle(title, run(command, args).status === 0)
}

function settle(title, ok) {
  if (ok) total.passed++
  else {
    total.failed++
    failures.push(title)
  }
}

function build() {
  if (isBuilt(root, fingerprint(root))) return
  console.log('\n— build')
  settle('build', run(node, [join(root, 'lib/cli/build.mjs')]).status === 0)
}

/** What a test run needs and cannot be had is a failure in one clear line, never a silent skip. */
function needs(name, tool, otherwise, action) {
  if (!wanted(name)) return
  if (tool) return action()
  console.log(`\n— ${name}: ${otherwise}`)
  settle(`${name}: ${otherwise}`, false)
}

function vitest(...projects) {
  const chosen = projects.filter(wanted)
  if (chosen.length === 0) return
  console.log(`\n— ${chosen.join(', ')}`)
  const file = join(reports, `${chosen.join('-')}.json`)
  const flags = chosen.flatMap((name) => ['--project', name])
  const { status } = run(bin('vitest'), [
    'run',
    ...flags,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  if (!report) return settle(`${chosen.join(', ')}: no report`, false)
  total.passed += report.numPassedTests
  total.failed += report.numFailedTests
  total.skipped += report.numPendingTests
  for (const suite of report.testResults)
    for (const test of suite.assertionResults) if (test.status === 'failed') failures.push(test.fullName)
  if (status !== 0 && report.numFailedTests === 0) settle(`${chosen.join(', ')}: a suite did not load`, false)
}

function playwright() {
  console.log('\n— e2e')
  const file = join(reports, 'e2e.json')
  const { status } = run(bin('playwright'), ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  })
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  if (!report) return settle('e2e: no report', false)
  total.passed += report.stats.expected
  total.failed += report.stats.unexpected + report.stats.flaky
  total.skipped += report.stats.skipped
  if (report.stats.unexpected + report.stats.flaky > 0) failures.push('e2e: see above')
  if (status !== 0 && report.stats.unexpected === 0) settle('e2e: did not run', false)
}
