import { describe, expect, test } from 'vitest'
import {
  formatReference,
  isDigest,
  parseReference,
  tagOfVersion,
  versionOfTag,
} from '../../../lib/oci/index.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`

describe('parseReference', () => {
  test.each([
    [
      'oci://registry.example.com/a/b:1.0.0',
      { host: 'registry.example.com', repository: 'a/b', tag: '1.0.0', digest: null },
    ],
    ['oci://localhost:5000/a', { host: 'localhost:5000', repository: 'a', tag: null, digest: null }],
    ['oci://[::1]:5000/a:x', { host: '[::1]:5000', repository: 'a', tag: 'x', digest: null }],
    [`oci://h/a@${DIGEST}`, { host: 'h', repository: 'a', tag: null, digest: DIGEST }],
    [`oci://h/a:1.0.0+b@${DIGEST}`, { host: 'h', repository: 'a', tag: '1.0.0_b', digest: DIGEST }],
    ['oci://H.Example/a', { host: 'h.example', repository: 'a', tag: null, digest: null }],
    ['oci://h', { host: 'h', repository: '', tag: null, digest: null }],
    ['oci://h/', { host: 'h', repository: '', tag: null, digest: null }],
    ['h:5000/a/b__c-d.e:v1', { host: 'h:5000', repository: 'a/b__c-d.e', tag: 'v1', digest: null }],
  ])('%s', (text, reference) => {
    expect(parseReference(text)).toEqual(reference)
  })

  test.each([
    'oci://',
    'oci://h/A',
    'oci://h/a//b',
    'oci://h/a:',
    'oci://h/a:b c',
    'oci://h/a@sha256:ab',
    `oci://h/a@SHA256:${'a'.repeat(64)}`,
    'oci://h/..',
    'oci://h/a%2fb',
    'oci://u:p@h/a',
    'oci://h:x/a',
    'oci://h/:1.0',
  ])('%s is refused', (text) => {
    expect(() => parseReference(text)).toThrow(expect.objectContaining({ code: 'REFERENCE_INVALID' }))
  })

  test('a login in it is not repeated', () => {
    expect(() => parseReference('oci://ann:hunter2@h/a')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    )
  })

  test('+ and _ are one and the same', () => {
    expect(tagOfVersion('1.0.0+a.b')).toBe('1.0.0_a.b')
    expect(versionOfTag('1.0.0_a.b')).toBe('1.0.0+a.b')
    expect(formatReference(parseReference('oci://h/a:1.0.0+b'))).toBe('oci://h/a:1.0.0_b')
  })
})

test('digests of two algorithms, of the right length, in lower case', () => {
  expect([DIGEST, `sha512:${'0'.repeat(128)}`].map(isDigest)).toEqual([true, true])
  expect(
    [
      `sha256:${'a'.repeat(63)}`,
      `sha256:${'A'.repeat(64)}`,
      `md5:${'a'.repeat(32)}`,
      'sha256',
      '',
      `sha512:${'a'.repeat(64)}`,
    ].map(isDigest),
  ).toEqual([false, false, false, false, false, false])
})
