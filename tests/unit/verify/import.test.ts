import { describe, expect, test } from 'vitest'
import { meets } from '../../../lib/verify/cosign/identity.ts'
import { draftText, ImportError, wholePattern } from '../../../lib/verify/import/draft.ts'
import { importPolicy } from '../../../lib/verify/import/import-policy.ts'
import { parseConfig } from '../../../lib/server/config/read-config.ts'

const fluxRepository = `
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: podinfo }
spec:
  url: oci://ghcr.io/stefanprodan/charts/podinfo
  verify:
    provider: cosign
    matchOIDCIdentity:
      - issuer: "^https://token.actions.githubusercontent.com$"
        subject: "^https://github.com/stefanprodan/podinfo.*$"
`

test('a Flux OCIRepository with an identity', () => {
  expect(importPolicy(fluxRepository)).toEqual({
    from: 'Flux',
    keys: [],
    notes: [],
    policies: [
      {
        match: 'oci://ghcr.io/stefanprodan/charts/podinfo',
        require: [
          {
            cosign: {
              issuerRegExp: 'https://token.actions.githubusercontent.com',
              subjectRegExp: 'https://github.com/stefanprodan/podinfo.*',
            },
          },
        ],
      },
    ],
  })
})

test('a Flux HelmChart with a key in a secret says what to fetch', () => {
  const draft = importPolicy(
    'kind: HelmChart\nmetadata: {name: web}\nspec:\n  chart: web\n  verify: {provider: cosign, secretRef: {name: cosign-pub}}\n',
  )
  expect(draft.policies).toEqual([{ match: 'oci://HOST/PATH', require: [{ cosign: { key: 'cosign-pub' } }] }])
  expect(draft.notes.join('\n')).toMatch(/chart web[\s\S]*secret cosign-pub/)
})

test('keyless without an identity is not taken over', () => {
  const draft = importPolicy(
    'kind: OCIRepository\nspec: {url: "oci://a.example/b", verify: {provider: cosign}}\n',
  )
  expect(draft.policies).toEqual([])
  expect(draft.notes[0]).toMatch(/trusts everyone/)
})

const kyverno = `
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: { name: check }
spec:
  rules:
    - name: signed
      verifyImages:
        - imageReferences: ["ghcr.io/acme/*", "*/lib"]
          attestors:
            - entries:
                - keys:
                    publicKeys: |-
                      -----BEGIN PUBLIC KEY-----
                      MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
                      -----END PUBLIC KEY-----
            - count: 1
              entries:
                - keyless: { subject: "https://github.com/acme/*", issuer: "https://token.actions.githubusercontent.com" }
                - keyless: { subject: "b", issuer: "c" }
`

test('a Kyverno policy with a key and an identity', () => {
  const draft = importPolicy(kyverno)
  expect(draft.policies).toEqual([
    {
      match: 'oci://ghcr.io/acme',
      require: [
        { cosign: { key: 'signed-1' } },
        {
          cosign: {
            issuer: 'https://token.actions.githubusercontent.com',
            subjectRegExp: String.raw`https://github\.com/acme/.*`,
          },
        },
      ],
    },
  ])
  expect(draft.keys).toEqual([
    { name: 'signed-1', pem: expect.stringMatching(/^-----BEGIN PUBLIC KEY/) as string },
  ])
  expect(draft.notes).toHaveLength(2)
})

test('a Notary trust policy', () => {
  const draft = importPolicy(
    JSON.stringify({
      version: '1.0',
      trustPolicies: [
        {
          name: 'a',
          registryScopes: ['r.example/x', 'r.example/y'],
          signatureVerification: { level: 'strict' },
        },
        { name: 'b', registryScopes: ['*'], signatureVerification: { level: 'audit' } },
        { name: 'c', registryScopes: ['r.example/z'], signatureVerification: { level: 'skip' } },
      ],
    }),
  )
  expect(draft.policies.map((one) => one.match)).toEqual(['oci://r.example/x', 'oci://r.example/y'])
  expect(draft.notes.join('\n')).toMatch(/b holds everywhere[\s\S]*c verifies nothing/)
})

test('every draft is valid in chartroom.yaml', () => {
  for (const text of [fluxRepository, kyverno]) {
    const { policies } = importPolicy(text)
    const indented = draftText(policies).replaceAll(/^/gm, '    ')
    const config = parseConfig(`trust:\n  policies:\n${indented}`, 'chartroom.yaml')
    expect(config.trust?.policies).toEqual(policies)
  }
})

describe('unanchored patterns mean the same whole', () => {
  test.each([
    ['^https://github.com/acme/.*$', 'https://github.com/acme/x', true],
    ['^https://github.com/acme', 'https://github.com/acme/x', true],
    ['acme', 'https://github.com/acme/x', true],
    ['acme$', 'https://github.com/acme/x', false],
    ['^a\\$', 'a$b', true],
  ])('%s against %s', (pattern, identity, expected) => {
    expect(meets({ pattern: wholePattern(pattern) }, identity)).toBe(expected)
    expect(new RegExp(pattern).test(identity)).toBe(expected)
  })
  test('an alternative at the top is not torn apart', () => {
    const pattern = wholePattern('^a|b$')
    for (const text of ['a', 'ax', 'b', 'xb', 'x', 'bx'])
      expect(meets({ pattern }, text), text).toBe(/^a|b$/.test(text))
  })
})

test.each(['', '{}', 'a: [', 'kind: Deployment', '- 1'])('nothing to import in %j', (text) => {
  expect(() => importPolicy(text)).toThrow(ImportError)
})
