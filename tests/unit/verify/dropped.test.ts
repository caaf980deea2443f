import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { javascriptPrimitives } from '../../../lib/verify/index.ts'
import { judgeDropped } from '../../../lib/verify/dropped/judge.ts'
import { sortDropped, type Dropped } from '../../../lib/verify/dropped/sort.ts'
import { archiveOf, cases, keyringBytes, NOW } from './provenance/fixtures.ts'

const text = (name: string, content: string): Dropped => ({ name, bytes: new TextEncoder().encode(content) })
const archive: Dropped = { name: 'harbour-1.2.0.tgz', bytes: archiveOf('base') }
const good = cases.find((one) => one.name === 'good')!
const provenance = text('harbour-1.2.0.tgz.prov', good.provenance!)
const keyring: Dropped = { name: 'release.gpg', bytes: keyringBytes('release') }
const judge = (...files: Dropped[]) => judgeDropped(files, javascriptPrimitives, NOW)
const failed = (result: ReturnType<typeof judge>) =>
  result.verdict?.mechanisms.flatMap((one) =>
    one.checks.flatMap((c) => (c.outcome === 'failed' ? c.code : [])),
  )

describe('provenance', () => {
  test('archive, provenance and key', () => {
    const result = judge(keyring, provenance, archive)
    expect(result.verdict).toMatchObject({ status: 'verified', reference: 'harbour-1.2.0.tgz' })
    expect(result.missing).toEqual([])
    expect(result.keys[0]!.userIds[0]).toMatch(/@/)
    expect(result.verdict?.chain?.map(({ joint }) => joint?.state)).toEqual([
      'holds',
      'holds',
      'holds',
      'absent',
      'absent',
      undefined,
    ])
  })
  test('another archive', () => {
    const other: Dropped = { name: archive.name, bytes: archiveOf('tampered') }
    expect(judge(keyring, provenance, other).verdict?.status).toBe('invalid')
  })
  test('no key', () => {
    const result = judge(provenance, archive)
    expect(result.verdict?.status).toBe('untrusted')
    expect(failed(result)).toEqual(['NO_POLICY'])
    expect(result.missing).toEqual(['keyring'])
  })
  test('an archive alone is never called unsigned', () => {
    const result = judge(archive, keyring)
    expect(result.verdict?.status).toBe('unknown')
    expect(failed(result)).toEqual(['NOT_GIVEN'])
    expect(result.missing).toEqual(['provenance'])
  })
  test('an archive that must not be opened is invalid, with nothing beside it', () => {
    expect(judge({ name: 'x.tgz', bytes: archiveOf('parent path') }).verdict?.status).toBe('invalid')
  })
  test('a provenance file alone', () => {
    const result = judge(provenance, keyring)
    expect(result.verdict?.status).toBe('unknown')
    expect(result.missing).toEqual(['archive'])
  })
  test('of two archives the one dropped last counts', () => {
    expect(
      judge({ name: 'a.tgz', bytes: archiveOf('older') }, provenance, keyring, archive).verdict?.status,
    ).toBe('verified')
  })
})

describe('unpacked', () => {
  test('a Chart.yaml says what to fetch', () => {
    const result = judge(text('web/Chart.yaml', 'apiVersion: v2\nname: web\nversion: "1.4.2"\n'))
    expect(result.unpacked).toEqual({ name: 'web', version: '1.4.2' })
    expect(failed(result)).toEqual(['UNPACKED'])
  })
  test('a folder without one', () => {
    expect(failed(judge({ name: 'web/', bytes: null }))).toEqual(['UNPACKED'])
  })
})

describe('cosign', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = text('cosign.pub', publicKey.export({ type: 'spki', format: 'pem' }) as string)
  const signature = sign('sha256', archive.bytes!, privateKey).toString('base64')
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
  const bundle = (of: Uint8Array, by = signature) =>
    text(
      'web.sigstore.json',
      JSON.stringify({
        mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
        messageSignature: {
          messageDigest: { algorithm: 'SHA2_256', digest: sha256(of).toString('base64') },
          signature: by,
        },
        verificationMaterial: { publicKey: { hint: '' } },
      }),
    )
  test('a bundle of the archive', () => {
    const result = judge(archive, bundle(archive.bytes!), key)
    expect(result.verdict).toMatchObject({ status: 'verified' })
    expect(result.verdict!.mechanisms.map((one) => one.mechanism)).toEqual(['cosign'])
  })
  test('a detached signature', () => {
    expect(judge(archive, text('web.sig', `${signature}\n`), key).verdict?.status).toBe('verified')
  })
  test('a detached signature of something else', () => {
    const wrong = sign('sha256', Buffer.from('else'), privateKey).toString('base64')
    expect(judge(archive, text('web.sig', wrong), key).verdict?.status).toBe('untrusted')
  })
  test('no key', () => {
    const result = judge(archive, bundle(archive.bytes!))
    expect(failed(result)).toEqual(['NO_POLICY'])
    expect(result.missing).toEqual(['key'])
  })
  const manifest = (layer: Uint8Array) =>
    text(
      'manifest.json',
      JSON.stringify({
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        config: {
          mediaType: 'application/vnd.cncf.helm.config.v1+json',
          digest: `sha256:${'0'.repeat(64)}`,
          size: 2,
        },
        layers: [
          {
            mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
            digest: `sha256:${sha256(layer).toString('hex')}`,
            size: layer.length,
          },
        ],
      }),
    )
  const signed = (file: Dropped) =>
    bundle(file.bytes!, sign('sha256', file.bytes!, privateKey).toString('base64'))
  test('a bundle of a manifest that is not there proves nothing yet', () => {
    const result = judge(archive, signed(manifest(archive.bytes!)), key)
    expect(result.verdict?.status).toBe('unknown')
    expect(failed(result)).toEqual(['NOT_GIVEN'])
    expect(result.missing).toEqual(['manifest'])
  })
  test('a bundle of the manifest that lists the archive', () => {
    const of = manifest(archive.bytes!)
    expect(judge(archive, of, signed(of), key).verdict?.status).toBe('verified')
  })
  test('a bundle of a manifest that lists another archive', () => {
    const of = manifest(archiveOf('older'))
    const result = judge(archive, of, signed(of), key)
    expect(result.verdict?.status).toBe('invalid')
    expect(failed(result)).toEqual(['DIGEST_MISMATCH'])
  })
})

describe('what a file is', () => {
  const sort = (file: Dropped) => sortDropped(file, javascriptPrimitives)
  test.each<[string, Dropped, string, RegExp]>([
    [
      'a private key',
      text('cosign.key', '-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n'),
      'refused',
      /private/,
    ],
    ['secret keys', { name: 's', bytes: keyringBytes('secret') }, 'refused', /secret keys/],
    ['a keybox', { name: 'pubring.kbx', bytes: keyringBytes('keybox') }, 'refused', /--export/],
    ['nothing', text('x', ''), 'refused', /empty/],
    ['a zip', { name: 'x.zip', bytes: Uint8Array.of(0x50, 0x4b, 3, 4) }, 'refused', /zip/],
    ['some YAML', text('values.yaml', 'a: 1\n'), 'refused', /nothing/],
    ['JSON', text('x.json', '{"a":1}'), 'refused', /neither/],
    ['armored keys', { name: 'k', bytes: keyringBytes('armored') }, 'keyring', /armored/],
  ])('%s', (_, file, kind, words) => {
    expect(sort(file)).toMatchObject({ kind, words: expect.stringMatching(words) as string })
  })
})
