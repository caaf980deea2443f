import { describe, expect, test } from 'vitest'
import { nextQuery, parseChallenges, parseErrorBody, parseToken, scopesFor } from '../../../lib/oci/index.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('parseChallenges', () => {
  test.each([
    ['Basic', [{ scheme: 'basic', params: {} }]],
    ['Basic realm="a, b"', [{ scheme: 'basic', params: { realm: 'a, b' } }]],
    ['Basic realm="say \\"hi\\" \\\\"', [{ scheme: 'basic', params: { realm: 'say "hi" \\' } }]],
    [
      'Negotiate, Basic',
      [
        { scheme: 'negotiate', params: {} },
        { scheme: 'basic', params: {} },
      ],
    ],
    [
      'Negotiate abc123==, Basic realm=x',
      [
        { scheme: 'negotiate', params: {} },
        { scheme: 'basic', params: { realm: 'x' } },
      ],
    ],
    [
      'BEARER Realm=https://a/t,SERVICE=b',
      [{ scheme: 'bearer', params: { realm: 'https://a/t', service: 'b' } }],
    ],
    [
      'Bearer realm="https://a/t",scope="*",Basic realm="https://a",service="b"',
      [
        { scheme: 'bearer', params: { realm: 'https://a/t', scope: '*' } },
        { scheme: 'basic', params: { realm: 'https://a', service: 'b' } },
      ],
    ],
    ['Bearer realm="a" service="b"', [{ scheme: 'bearer', params: { realm: 'a', service: 'b' } }]],
    ['Bearer realm="a",realm="b"', [{ scheme: 'bearer', params: { realm: 'a' } }]],
    ['Bearer realm="never closed', [{ scheme: 'bearer', params: { realm: 'never closed' } }]],
    [
      'Bearer scope="repository:a/b:pull,push"',
      [{ scheme: 'bearer', params: { scope: 'repository:a/b:pull,push' } }],
    ],
    ['', []],
    [',,  ,', []],
    ['=x', [{ scheme: 'x', params: {} }]],
    ['"quoted"', [{ scheme: 'quoted', params: {} }]],
  ])('%s', (header, challenges) => {
    expect(parseChallenges(header)).toEqual(challenges)
  })

  test('every header', () => {
    expect(parseChallenges(['Basic', 'Bearer realm=x']).map((c) => c.scheme)).toEqual(['basic', 'bearer'])
    expect(parseChallenges(undefined)).toEqual([])
  })

  test('a name of Object’s own is a parameter like any other', () => {
    expect(parseChallenges('Basic __proto__="x", constructor=y')[0]!.params['constructor']).toBe('y')
  })
})

describe('scopesFor', () => {
  const own = 'repository:a/b:pull'
  test.each([
    ['', [own]],
    ['repository:a/b:pull', [own]],
    ['repository:a/b:metadata_read', ['repository:a/b:metadata_read', own]],
    ['repository:user/image:pull', [own]],
    ['*', [own]],
    ['registry:catalog:*', [own]],
    ['repository:a/b:pull repository:c:pull', [own]],
  ])('%j', (challenged, scopes) => {
    expect(scopesFor({ kind: 'repository', name: 'a/b' }, challenged)).toEqual(scopes)
  })

  test('the catalog', () => {
    expect(scopesFor({ kind: 'catalog' })).toEqual(['registry:catalog:*'])
    expect(scopesFor({ kind: 'catalog' }, 'registry:catalog:list')).toEqual(['registry:catalog:list'])
  })
})

describe('nextQuery', () => {
  test.each([
    ['</v2/_catalog?last=a&n=1>; rel="next"', 'last=a&n=1'],
    ['<http://elsewhere/x?last=a#f>; rel=next', 'last=a'],
    ['<?last=a>;rel="prev next"', 'last=a'],
    ['</x?a=1>; rel="prev", </x?a=2>; rel="next"', 'a=2'],
    ['</x?a=1>; title="rel=next"', ''],
    ['</x>; rel="next"', ''],
    ['</x?a=1>', ''],
    ['</x?a=b?c>; rel="next"', 'a=b?c'],
  ])('%s', (header, query) => {
    expect(nextQuery(header)).toBe(query)
  })
})

describe('parseToken', () => {
  test.each([
    ['{"token":"a"}', { value: 'a', seconds: 60 }],
    ['{"access_token":"b","expires_in":300}', { value: 'b', seconds: 300 }],
    ['{"token":"","access_token":"b","expires_in":1}', { value: 'b', seconds: 60 }],
    ['{"token":"a","expires_in":"900","issued_at":"1999-01-01T00:00:00Z"}', { value: 'a', seconds: 900 }],
    ['{"token":"a","expires_in":null}', { value: 'a', seconds: 60 }],
  ])('%s', (text, token) => {
    expect(parseToken(bytes(text))).toEqual(token)
  })

  test.each(['', '[]', '{}', '{"token":5}', '{"token":"a b"}', '{"token":"a\\nb"}', '<html>'])(
    '%j is none',
    (text) => {
      expect(() => parseToken(bytes(text))).toThrow(expect.objectContaining({ code: 'MALFORMED_RESPONSE' }))
    },
  )
})

describe('parseErrorBody', () => {
  test.each([
    ['{"errors":[{"code":"DENIED","message":"no"}]}', { code: 'DENIED', message: 'no' }],
    ['{"errors":[]}', { code: '', message: '' }],
    [
      '{"errors":[{"code":"X\\u001b[31m","message":"a\\u001b[31m\\n\\u202eb"}]}',
      { code: '', message: 'a [31m b' },
    ],
    [
      '{"error":"invalid_grant","error_description":"expired"}',
      { code: 'invalid_grant', message: 'expired' },
    ],
    ['{"details":"bad"}', { code: '', message: 'bad' }],
    ['plain words\nmore', { code: '', message: 'plain words more' }],
    ['<html><head><title>Sign in</title>', { code: '', message: 'Sign in' }],
    ['', { code: '', message: '' }],
    ['null', { code: '', message: '' }],
  ])('%s', (text, body) => {
    expect(parseErrorBody(bytes(text))).toEqual(body)
  })
})
