import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { chromium } from 'playwright'
import { describe, expect, test } from 'vitest'
import { unmarshalMap } from '../../lib/yaml/index.ts'
import { seededHost } from '../../lib/worker/host-seeded.ts'
import { render, type RenderRequest } from '../../lib/helm/index.ts'
import type { Dict } from '../../lib/go/value.ts'
import type { FromRenderer } from '../../lib/worker/protocol.ts'
import { onPath } from '../setup/chromium.mjs'
import { chartroomProcess, scratch } from './support/chartroom.ts'

/** Every function of chance and time, and what is made from them. */
const TEMPLATES: Readonly<Record<string, string>> = {
  'Chart.yaml': 'apiVersion: v2\nname: chance\nversion: 1.0.0\n',
  'templates/_h.tpl': '{{ define "h" }}{{ randAlphaNum 8 }}{{ end }}',
  'templates/texts.yaml': `
a: {{ randAlphaNum 20 }}
b: {{ randAlpha 20 }}
c: {{ randAscii 20 | b64enc }}
d: {{ randNumeric 20 | quote }}
e: {{ randBytes 20 }}
f: {{ randInt -5 1000000 }}
g: {{ uuidv4 }}
h: {{ shuffle "abcdefghijklmnopqrstuvwxyz" }}
i: {{ include "h" . | sha256sum }}
j: {{ tpl "{{ include \\"h\\" . }}{{ uuidv4 }}" . }}
k: {{ encryptAES "key" "text" }}
`,
  'templates/times.yaml': `
a: {{ now | date "2006-01-02T15:04:05Z07:00 Mon Jan MST" }}
b: {{ dateInZone "2006-01-02 15:04 MST" (now) "Europe/Berlin" }}
c: {{ dateInZone "2006-01-02 15:04 MST" (now) "America/New_York" }}
d: {{ now | unixEpoch }}
e: {{ toDate "2006-01-02" "2024-02-29" | date "Monday" }}
f: {{ now | htmlDate }}
g: {{ ago (toDate "2006-01-02" "2024-02-29") }}
`,
  'templates/keys.yaml': `
{{- $ca := genCA "root" 365 }}
{{- $leaf := genSignedCert "leaf" (list "10.0.0.1") (list "a.example") 30 $ca }}
{{- $self := genSelfSignedCert "self" nil (list "b.example") 30 }}
ca: {{ $ca.Cert | b64enc }}
cert: {{ $leaf.Cert | b64enc }}
key: {{ $leaf.Key | b64enc }}
self: {{ $self.Cert | b64enc }}
ecdsa: {{ genPrivateKey "ecdsa" | b64enc }}
ed25519: {{ genPrivateKey "ed25519" | b64enc }}
htpasswd: {{ htpasswd "bob" "secret" | quote }}
bcrypt: {{ bcrypt "secret" | quote }}
derived: {{ derivePassword 1 "long" "a" "b" "c" }}
`,
}
const encoder = new TextEncoder()
const request: RenderRequest = {
  files: Object.entries(TEMPLATES).map(([path, text]) => ({ path, data: encoder.encode(text) })),
  profile: 'helm-4.2',
  values: [],
  release: { name: 'r', namespace: 'default' },
}
const printed = (seed: string): string => {
  const response = render(request, seededHost(seed))
  if (!response.ok) throw new Error(response.error.text)
  return response.stdout
}

const folder = scratch()
function chartFolder(): string {
  const chart = join(folder, 'chance')
  for (const [path, text] of Object.entries(TEMPLATES)) {
    mkdirSync(join(chart, path, '..'), { recursive: true })
    writeFileSync(join(chart, path), text)
  }
  return chart
}

test('the same seed prints the same bytes, in processes of their own, anywhere', async () => {
  const chart = chartFolder()
  const template = (seed: string, env = {}) => chartroomProcess(['template', 'r', chart, '--seed', seed], env)
  const once = await template('kelp')
  expect([once.status, once.stderr]).toEqual([0, ''])
  expect(once.stdout).toBe(printed('kelp'))
  expect((await template('kelp', { TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8' })).stdout).toBe(once.stdout)
  const other = await template('rope')
  const differing = once.stdout.split('\n').filter((line, i) => other.stdout.split('\n')[i] !== line)
  // time stands still for every seed, and a derived password has no chance in it
  expect(differing.map((line) => line.split(':')[0])).toEqual([
    ...'ca cert key self ecdsa ed25519 htpasswd bcrypt'.split(' '),
    ...'abcdefghijk',
  ])
}, 60_000)

const browser = process.env['CHROMIUM_BIN'] ?? onPath('chromium', 'chromium-browser', 'google-chrome')

describe.runIf(browser !== undefined)('the browser’s worker', () => {
  test('prints what Node prints', async () => {
    const bundled = await build({
      entryPoints: [join(import.meta.dirname, '../../lib/worker/render-web.ts')],
      bundle: true,
      write: false,
      format: 'iife',
    })
    execFileSync('tar', ['-czf', join(folder, 'chance.tgz'), '-C', folder, 'chance'])
    const archive = readFileSync(join(folder, 'chance.tgz')).toString('base64')
    const { files: _, ...asked } = request
    const engine = await chromium.launch({ executablePath: browser!, args: ['--no-sandbox'] })
    try {
      const page = await engine.newPage()
      const ask = {
        program: bundled.outputFiles[0]!.text,
        archive,
        requests: ['kelp', 'rope', 'kelp'].map((seed, id) => ({ kind: 'render', id, request: asked, seed })),
      }
      const answers = (await page.evaluate(async ({ program, archive: packed, requests }) => {
        const worker = new Worker(URL.createObjectURL(new Blob([program], { type: 'text/javascript' })))
        const told = (message: unknown): Promise<unknown> =>
          new Promise((resolve, reject) => {
            worker.onmessage = ({ data }) => resolve(data)
            worker.onerror = ({ message: why }) => reject(new Error(why))
            worker.postMessage(message)
          })
        await told({ kind: 'open', archive: Uint8Array.from(atob(packed), (c) => c.charCodeAt(0)) })
        const out = []
        for (const each of requests) out.push(await told(each))
        return out
      }, ask)) as FromRenderer[]
      const known = new Map<number, string>()
      const texts = answers.map((answer) => {
        if (answer.kind !== 'rendered' || !answer.rendered.ok) return JSON.stringify(answer).slice(0, 300)
        for (const { id, text } of answer.rendered.fresh) known.set(id, text)
        return answer.rendered.order.map((id) => `${known.get(id)}\n`).join('')
      })
      expect(texts).toEqual([printed('kelp'), printed('rope'), printed('kelp')])
    } finally {
      await engine.close()
    }
  }, 60_000)
})

const has = (tool: string): boolean => spawnSync(tool, ['-h']).error === undefined

describe.runIf(has('openssl'))('what a seed gives is real', () => {
  const value = (name: string): string => {
    const text = printed('kelp').split('# Source: chance/templates/keys.yaml\n')[1]!.split('\n---')[0]!
    const found = (unmarshalMap(text) as Dict).get(name) as string
    return name === 'htpasswd' || name === 'bcrypt' ? found : Buffer.from(found, 'base64').toString()
  }
  const pem = (name: string): string => {
    const path = join(folder, `${name}.pem`)
    writeFileSync(path, value(name))
    return path
  }

  test('openssl verifies the chain, and reads the keys', () => {
    // the seed's clock stands at the beginning of 2026
    const verify = ['verify', '-x509_strict', '-attime', '1767312000', '-CAfile']
    const openssl = (...args: string[]): string => execFileSync('openssl', args, { encoding: 'utf8' })
    expect(openssl(...verify, pem('ca'), pem('cert'))).toContain('OK')
    expect(openssl(...verify, pem('self'), pem('self'))).toContain('OK')
    expect(openssl('pkey', '-in', pem('key'), '-check', '-noout')).toContain('Key is valid')
    expect(openssl('pkey', '-in', pem('key'), '-pubout')).toBe(
      openssl('x509', '-in', pem('cert'), '-noout', '-pubkey'),
    )
    for (const kind of ['ecdsa', 'ed25519'])
      expect(openssl('pkey', '-in', pem(kind), '-pubout')).toContain('PUBLIC KEY')
  })

  test.runIf(has('htpasswd'))('htpasswd knows the passwords', () => {
    for (const [name, line] of [
      ['bob', value('htpasswd')],
      ['bob', `bob:${value('bcrypt')}`],
    ] as const) {
      const path = join(folder, 'passwords')
      writeFileSync(path, `${line}\n`)
      expect(spawnSync('htpasswd', ['-vb', path, name, 'secret']).status).toBe(0)
      expect(spawnSync('htpasswd', ['-vb', path, name, 'wrong']).status).not.toBe(0)
    }
  })
})
