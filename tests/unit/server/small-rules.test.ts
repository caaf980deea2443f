import { gunzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { ArchiveError, readArchive } from '../../../lib/archive/index.ts'
import { OciError } from '../../../lib/oci/index.ts'
import { isBelow, matchSource } from '../../../lib/server/config/match-source.ts'
import { proxyFromEnvironment } from '../../../lib/server/connection/proxy.ts'
import { Secrets } from '../../../lib/server/connection/secrets.ts'
import { SourceError, toSourceError } from '../../../lib/server/errors/source-error.ts'
import { sourceNamed } from '../../../lib/server/sources/sources-in-force.ts'
import { httpStatus } from '../../../lib/server/errors/http-status.ts'
import { sourceCodes, type SourceCode } from '../../../lib/schema/codes.ts'
import { chooseVersion, isExact } from '../../../lib/server/sources/choose-version.ts'
import { packFiles } from '../../../lib/server/sources/folder/pack-folder.ts'
import { parallel } from '../../../lib/server/sources/parallel.ts'
import { retryAfter } from '../../../lib/server/transport/retry-after.ts'

test.each([
  ['3', 3000],
  ['0', 0],
  ['1.5', 1500],
  [' 7 ', 7000],
  ['Thu, 01 Jan 1970 00:01:00 GMT', 50_000],
  ['Thu, 01 Jan 1970 00:00:01 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
  ['-5', undefined],
])('Retry-After %j', (header, wait) => {
  expect(retryAfter(header, 10_000)).toBe(wait)
})

describe('versions', () => {
  test.each([
    ['1.2.3', true],
    ['v1.2.3', true],
    ['1.2', true],
    ['latest', true],
    ['1.2.3+b', true],
    ['^1', false],
    ['~1.2', false],
    ['>=1 <2', false],
    ['*', false],
    ['1.x', false],
    ['', false],
  ])('%j is one version: %s', (asked, exact) => {
    expect(isExact(asked)).toBe(exact)
  })

  test('the newest that a range admits; pre-releases only where it names one', () => {
    const versions = ['3.0.0-rc.1', '2.1.0', '2.0.0', '1.0.0']
    expect(
      ['', '^1', '<2.1', '>0.0.0-0', '2.0.0', '^9'].map((asked) => chooseVersion(versions, asked)),
    ).toEqual(['2.1.0', '1.0.0', '2.0.0', '3.0.0-rc.1', '2.0.0', undefined])
  })
})

describe('proxies', () => {
  const shown = (env: Record<string, string>, url: string): string | undefined =>
    proxyFromEnvironment(env)(new URL(url))?.shown
  test.each([
    [{ HTTPS_PROXY: 'http://p:3128' }, 'https://a/', 'p:3128'],
    [{ HTTPS_PROXY: 'p:3128' }, 'https://a/', 'p:3128'],
    [{ HTTPS_PROXY: 'p' }, 'http://a/', undefined],
    [{ HTTP_PROXY: 'https://p' }, 'http://a/', 'p:443'],
    [{ ALL_PROXY: 'p:1' }, 'http://a/', 'p:1'],
    [{ https_proxy: 'low:1', HTTPS_PROXY: 'up:1' }, 'https://a/', 'low:1'],
    [{ HTTPS_PROXY: 'p:1', NO_PROXY: '.example.com' }, 'https://a.example.com/', undefined],
    [{ HTTPS_PROXY: 'p:1', NO_PROXY: 'example.com' }, 'https://notexample.com/', 'p:1'],
    [{ HTTPS_PROXY: 'p:1', NO_PROXY: 'a:8443' }, 'https://a/', 'p:1'],
    [{ HTTPS_PROXY: 'p:1', NO_PROXY: 'a:443' }, 'https://a/', undefined],
    [{ HTTPS_PROXY: 'p:1', NO_PROXY: '::1' }, 'https://[::1]/', undefined],
    [{ HTTPS_PROXY: 'p:1', NO_PROXY: 'fd00::/8' }, 'https://[fd12::1]/', undefined],
    [{}, 'https://a/', undefined],
  ] as [Record<string, string>, string, string | undefined][])('%j %s → %s', (env, url, proxy) => {
    expect(shown(env, url)).toBe(proxy)
  })
})

describe('matchSource', () => {
  const sources = [
    'oci://h',
    'oci://h/a',
    'oci://h/a/b',
    'oci://h:5000/a',
    'https://h/a',
    'oci://docker.io/x',
  ].map((url, i) => ({ name: `s${i}`, url }))
  test.each([
    ['oci://h/a/b/c:1.0.0', 'oci://h/a/b'],
    ['oci://h/a/bc', 'oci://h/a'],
    ['oci://h/a/b:1.0.0', 'oci://h/a/b'],
    [`oci://h/a/b:1.0.0@sha256:${'0'.repeat(64)}`, 'oci://h/a/b'],
    ['oci://h/ab', 'oci://h'],
    ['oci://H/a:1', 'oci://h/a'],
    ['oci://h:443/a', 'oci://h/a'],
    ['oci://h:5000/a/x', 'oci://h:5000/a'],
    ['oci://h:5000/b', undefined],
    ['https://h/a/x.tgz', 'https://h/a'],
    ['http://h/a', undefined],
    ['oci://registry-1.docker.io/x/y', 'oci://docker.io/x'],
    ['./local', undefined],
  ])('%s → %s', (url, match) => {
    expect(matchSource(sources, url)?.url).toBe(match)
  })
  test('whole segments', () => {
    expect([isBelow('a/b', 'a'), isBelow('a', 'a'), isBelow('ab', 'a'), isBelow('a', '')]).toEqual([
      true,
      true,
      false,
      true,
    ])
  })
})

test('every code has an HTTP status and an explanation', () => {
  for (const code of Object.keys(sourceCodes) as SourceCode[]) {
    expect(httpStatus(code)).toBeGreaterThanOrEqual(400)
    for (const words of Object.values(sourceCodes[code])) expect(words.length).toBeGreaterThan(5)
  }
})

test('secrets are redacted wherever they stand', () => {
  const secrets = new Secrets()
  secrets.add('hunter2', 'abc')
  expect(secrets.redact('say hunter2, hunter2! abc')).toBe('say [redacted], [redacted]! abc')
})

test('parallel keeps the order and the width', async () => {
  let running = 0
  let most = 0
  const results = await parallel([5, 1, 3, 2, 4], 2, async (n) => {
    most = Math.max(most, ++running)
    await new Promise((r) => setTimeout(r, n))
    running--
    return n * 10
  })
  expect(results).toEqual([50, 10, 30, 20, 40])
  expect(most).toBe(2)
  await expect(parallel([1], 2, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
})

test('a folder is packed the same each time, long names and all', () => {
  const files = [
    { path: 'Chart.yaml', data: new TextEncoder().encode('name: x\n') },
    { path: `templates/${'long/'.repeat(30)}é.yaml`, data: new Uint8Array(1000).fill(65) },
    { path: 'empty', data: new Uint8Array() },
  ]
  const packed = packFiles('x', files)
  expect(readArchive(packed).map(({ path, data }) => [path, data.length])).toEqual(
    files.map(({ path, data }) => [path, data.length]),
  )
  expect(gunzipSync(packFiles('x', files))).toEqual(gunzipSync(packed))
})

describe('toSourceError', () => {
  test('what was not foreseen is INTERNAL, and keeps its cause for the log alone', () => {
    const cause = new Error('with a secret in it')
    const error = toSourceError(cause)
    expect([error.code, error.cause]).toEqual(['INTERNAL', cause])
    expect(JSON.stringify(error.toProblem())).not.toContain('secret')
  })
  test('the rooms below keep their codes', () => {
    expect(toSourceError(new OciError('NOT_A_CHART', 'no', 'seen')).toProblem()).toMatchObject({
      code: 'NOT_A_CHART',
      message: 'no',
      detail: 'seen',
    })
    expect(toSourceError(new ArchiveError('TOO_MANY', 'many')).code).toBe('LIMIT_EXCEEDED')
    expect(toSourceError(new ArchiveError('TRUNCATED', 'short')).code).toBe('CHART_INVALID')
  })
  test('an unknown source', () => {
    expect(() => sourceNamed('nowhere')).toThrow(expect.objectContaining({ code: 'SOURCE_UNKNOWN' }))
  })
})

test('an error of another bundle’s copy of the class is the same error', async () => {
  vi.resetModules()
  const copy = await import('../../../lib/server/errors/source-error.ts')
  const foreign = new copy.SourceError('AUTH_REJECTED', 'refused')
  expect(foreign.constructor).not.toBe(SourceError)
  expect(toSourceError(foreign)).toBe(foreign)
  expect(toSourceError(new TypeError('other')).code).toBe('INTERNAL')
})
