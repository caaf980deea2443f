import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readConfig } from '../../../../lib/server/config/read-config.ts'
import { canonicalPlace, coversPlace } from '../../../../lib/server/trust/place.ts'
import { loadTrust, policyFor, provenanceTrust } from '../../../../lib/server/trust/trust.ts'
import { KeyringError } from '../../../../lib/verify/index.ts'
import { keyringBytes } from '../../verify/provenance/fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'chartroom-trust-'))
afterAll(() => rmSync(folder, { recursive: true }))

const at = (relative: string) => resolve('/etc/chartroom', relative)

test.each([
  ['oci://Registry.example.com/Platform/', 'oci://registry.example.com/Platform'],
  ['oci://registry.example.com:443/a', 'oci://registry.example.com/a'],
  ['https://charts.example.com:443/x', 'https://charts.example.com/x'],
  ['oci-layout:./layout', 'oci-layout:/etc/chartroom/layout'],
  ['file:./charts', 'file:/etc/chartroom/charts'],
  ['./charts', 'file:/etc/chartroom/charts'],
])('%s is at %s', (url, place) => expect(canonicalPlace(url, at)).toBe(place))

test('a place is covered by whole segments only', () => {
  expect(coversPlace('oci://a/b', 'oci://a/b')).toBe(true)
  expect(coversPlace('oci://a/b', 'oci://a/b/c')).toBe(true)
  expect(coversPlace('oci://a/b', 'oci://a/bc')).toBe(false)
})

const write = (policies: string) => {
  writeFileSync(join(folder, 'ring.gpg'), keyringBytes('release'))
  const file = join(folder, 'chartroom.yaml')
  writeFileSync(
    file,
    `trust:\n  keyrings:\n    - { name: release, file: ./ring.gpg }\n    - { name: gone, file: ./gone.gpg }\n${policies}`,
  )
  return readConfig(file)
}

test('the most exact policy holds, and names whose keys count', () => {
  const trust = loadTrust(
    write(
      '  policies:\n' +
        '    - { match: oci://r.example.com, require: [ { provenance: { keyring: gone } } ] }\n' +
        '    - { match: oci://r.example.com/team, require: [ { provenance: { keyring: release, fingerprints: ["ab cd"] } } ] }\n',
    ),
  )
  const policy = policyFor(trust, 'oci://r.example.com/team/harbour')
  expect(policy?.match).toBe('oci://r.example.com/team')
  expect(provenanceTrust(trust, policy)).toMatchObject({
    keyrings: [{ name: 'release' }],
    fingerprints: ['ABCD'],
  })
  expect(policyFor(trust, 'oci://r.example.com/teams/harbour')?.match).toBe('oci://r.example.com')
  expect(policyFor(trust, 'oci://other.example.com/harbour')).toBeUndefined()
  expect(provenanceTrust(trust, undefined)).toBeNull()
})

test('without policies every keyring counts; a missing one is an error of configuration', () => {
  const trust = loadTrust(write(''))
  const keyrings = provenanceTrust(trust, undefined)?.keyrings ?? []
  expect(keyrings.map((one) => one.name)).toEqual(['release', 'gone'])
  expect(keyrings[1]?.keyring).toBeInstanceOf(KeyringError)
})

test('a changed keyring changes the hash that verdicts are kept under', () => {
  const loaded = write('')
  const before = loadTrust(loaded).hash
  expect(loadTrust(loaded).hash).toBe(before)
  writeFileSync(join(folder, 'ring.gpg'), keyringBytes('both'))
  utimesSync(join(folder, 'ring.gpg'), new Date(), new Date(Date.now() + 5000))
  expect(loadTrust(loaded).hash).not.toBe(before)
})
