import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { run } from './sigstore-client.ts'
import { vectors, whyNot } from './vectors.ts'

const PART = 'sigstore-conformance/bundle-verify'
const folder = vectors(PART)
const IDENTITY =
  'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main'
const ISSUER = 'https://token.actions.githubusercontent.com'

const cases =
  folder === undefined
    ? []
    : readdirSync(folder).filter((name) => existsSync(join(folder, name, 'bundle.sigstore.json')))

/** The arguments of a case, but for the artefact, which is given as a file and as a digest. */
function argumentsOf(name: string): { args: string[]; artifact: string } {
  const file = (part: string) => join(folder!, name, part)
  const has = (part: string) => existsSync(file(part))
  const text = (part: string, otherwise: string) => (has(part) ? readFileSync(file(part), 'utf8') : otherwise)
  const args = ['verify-bundle', '--bundle', file('bundle.sigstore.json')]
  if (has('key.pub')) args.push('--key', file('key.pub'))
  else
    args.push(
      '--certificate-identity',
      text('identity', IDENTITY),
      '--certificate-oidc-issuer',
      text('issuer', ISSUER),
    )
  if (has('trusted_root.json')) args.push('--trusted-root', file('trusted_root.json'))
  return { args, artifact: has('artifact') ? file('artifact') : join(folder!, 'a.txt') }
}

const digestOf = (file: string) => `sha256:${createHash('sha256').update(readFileSync(file)).digest('hex')}`

describe.skipIf(folder === undefined)(`sigstore-conformance ${folder ? '' : whyNot(PART)}`, () => {
  test.each(cases)('%s', (name) => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const { args, artifact } = argumentsOf(name)
    const expected = name.endsWith('_fail') ? 1 : 0
    expect(run([...args, artifact])).toBe(expected)
    expect(run([...args, digestOf(artifact)])).toBe(expected)
  })

  test('the executable speaks the protocol', () => {
    const client = join(import.meta.dirname, 'sigstore-client')
    for (const [name, status] of [
      ['happy-path-v0.3', 0],
      ['wrong-material_fail', 1],
    ] as const) {
      const { args, artifact } = argumentsOf(name)
      expect(spawnSync(client, [...args, artifact]).status).toBe(status)
    }
    expect(spawnSync(client, ['sign-bundle']).status).toBe(2)
  })
})
