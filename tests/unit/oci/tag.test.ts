import { expect, test } from 'vitest'
import { parseVersion } from '../../../lib/go/semver/index.ts'
import { isAttachmentTag, sortTags, versionTag } from '../../../lib/oci/index.ts'

test('strict semver alone is a version, as for Helm', () => {
  const tags = [
    '1.2.3',
    'v1.2.3',
    '1.2',
    '01.2.3',
    '1.2.3-rc.01',
    '1.2.3-0a',
    '1.2.3_b',
    '1.2.3-_',
    '1.2.3-rc.1_b.2',
    'latest',
    '1.2.3_',
    '18446744073709551616.0.0',
  ]
  expect(tags.filter((tag) => versionTag(tag) !== undefined)).toEqual([
    '1.2.3',
    '1.2.3-0a',
    '1.2.3_b',
    '1.2.3-rc.1_b.2',
  ])
})

test('the order is semver’s, total, and the same whatever came first', () => {
  const ordered = [
    '18446744073709551615.0.0',
    '18446744073709551614.0.0',
    '9007199254740993.0.0',
    '9007199254740992.0.0',
    '10.0.0',
    '9.0.0',
    '1.10.0',
    '1.9.10',
    '1.9.9',
    '1.0.0+b',
    '1.0.0+a',
    '1.0.0',
    '1.0.0-rc.10',
    '1.0.0-rc.2',
    '1.0.0-rc.1.1',
    '1.0.0-rc.1',
    '1.0.0-beta',
    '1.0.0-alpha.beta',
    '1.0.0-alpha.1',
    '1.0.0-alpha',
    '1.0.0-2',
    '1.0.0-1',
  ]
  for (let turn = 0; turn < ordered.length; turn++) {
    const mixed = [...ordered.slice(turn), ...ordered.slice(0, turn)].reverse()
    expect(sortTags(mixed.map((v) => v.replace('+', '_'))).versions.map((v) => v.version)).toEqual(ordered)
  }
})

test('agrees with Masterminds’ order on many', () => {
  const versions = Array.from(
    { length: 3000 },
    (_, i) => `${i % 7}.${(i * 31) % 23}.${(i * 7) % 11}${i % 5 === 0 ? `-rc.${i % 13}` : ''}`,
  )
  const ours = sortTags(versions).versions
  for (let i = 1; i < ours.length; i++)
    expect(parseVersion(ours[i - 1]!.version).compare(parseVersion(ours[i]!.version))).toBeGreaterThanOrEqual(
      0,
    )
  expect(ours).toHaveLength(new Set(versions).size)
})

test('what is no tag is dropped, what is no version is kept apart', () => {
  const sig = `sha256-${'a'.repeat(64)}.sig`
  expect(
    sortTags(['1.0.0', null, 3, 'a/b', `sha256:${'a'.repeat(64)}`, sig, 'latest', '1.0.0']),
  ).toMatchObject({ versions: [{ tag: '1.0.0' }], others: ['latest', sig] })
  expect([isAttachmentTag(sig), isAttachmentTag(sig.slice(0, -4)), isAttachmentTag('latest')]).toEqual([
    true,
    true,
    false,
  ])
})
