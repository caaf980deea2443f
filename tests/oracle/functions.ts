// Asks the real Helms which functions a template may call, and keeps their answers: `HELM3=… HELM4=… node tests/oracle/functions.ts`.
// Every word that stands in quotes in the sources of sprig, Helm's engine and Go's templates is tried.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const go = (name: string): string => execFileSync('go', ['env', name], { encoding: 'utf8' }).trim()
const modules = go('GOMODCACHE')
const SOURCES = [
  join(modules, 'github.com/!masterminds/sprig/v3@v3.3.0'),
  join(modules, 'helm.sh/helm/v3@v3.21.4/pkg/engine'),
  join(modules, 'helm.sh/helm/v4@v4.2.4/pkg/engine'),
  join(go('GOROOT'), 'src/text/template'),
]
const words = new Set(
  SOURCES.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.go'))
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/(?<=")[A-Za-z_]\w*(?=")/g) ?? []),
  ),
)
/** They mean something else where a function could stand. */
for (const keyword of [
  'break',
  'continue',
  'define',
  'block',
  'else',
  'end',
  'if',
  'range',
  'nil',
  'template',
  'with',
  'true',
  'false',
])
  words.delete(keyword)

function known(helm: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'functions-'))
  mkdirSync(join(folder, 'templates'))
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: c\nversion: 1.0.0\n')
  const left = new Set(words)
  for (;;) {
    const calls = [...left].map((word) => `{{ ${word} }}`).join('')
    writeFileSync(join(folder, 'templates/a.yaml'), `{{ if false }}${calls}{{ end }}`)
    const { stderr, status } = spawnSync(helm, ['template', folder], { encoding: 'utf8' })
    const missing = /function "(\w+)" not defined/.exec(stderr)?.[1]
    if (missing === undefined && status !== 0) throw new Error(stderr)
    if (missing === undefined) break
    left.delete(missing)
  }
  rmSync(folder, { recursive: true })
  return [...left].sort()
}

const lists = {
  'helm-3.21': known(process.env['HELM3'] ?? 'helm3'),
  'helm-4.2': known(process.env['HELM4'] ?? 'helm4'),
}
const file = join(import.meta.dirname, '../fixtures/helm/functions.json')
writeFileSync(file, `${JSON.stringify(lists, null, 1)}\n`)
for (const [name, list] of Object.entries(lists)) console.log(name, list.length)
