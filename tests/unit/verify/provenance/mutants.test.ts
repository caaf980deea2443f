import { expect, test } from 'vitest'
import { nodePrimitives } from '../../../../lib/server/trust/node-primitives.ts'
import { KeyringError, readKeyring, verifyProvenance } from '../../../../lib/verify/index.ts'
import { mutantCount, mutate, random } from '../mutants.ts'
import { archiveOf, bytesOf, cases, keyringBytes, keyringOf, NOW } from './fixtures.ts'

const provenanceOf = (name: string) => bytesOf(cases.find((one) => one.name === name)!.provenance!)
const archive = archiveOf('base')
const judge = (provenance: Uint8Array, keyring = 'release', packed = archive) =>
  verifyProvenance(
    { archive: packed, provenance, fileName: 'harbour-1.2.0.tgz', isFile: true, repository: null, tag: null },
    { keyrings: [keyringOf(keyring)], fingerprints: [] },
    nodePrimitives,
    NOW,
  )

/** What a reader takes from a verdict: whose signature over which text. */
const meaning = ({ verdict, chain }: ReturnType<typeof judge>) => ({
  signer: verdict.signer,
  chain,
  signature: verdict.checks.find((check) => check.id === 'signature'),
})

const seeds: readonly [name: string, keyring: string][] = [
  ['good', 'release'],
  ['good, rsa2048', 'rsa2048'],
  ['good, nistp256', 'p256'],
  ['signed by a subkey', 'sub'],
  ['two signers, both known', 'both'],
]

test(
  `no mutant of a provenance file is verified with another meaning (${mutantCount})`,
  { timeout: 3_600_000 },
  () => {
    const next = random(20260303)
    let survivors = 0
    for (let i = 0; i < mutantCount; i++) {
      const [name, keyring] = seeds[i % seeds.length]!
      const original = provenanceOf(name)
      let mutant = mutate(original, next)
      if (next(3) === 0) mutant = mutate(mutant, next)
      const result = judge(mutant, keyring)
      if (result.verdict.status !== 'verified') continue
      survivors++
      const [before, after] = [meaning(judge(original, keyring)), meaning(result)]
      // One of two signers may be lost; what is said of the other must not change
      if (name.startsWith('two signers')) expect(after.chain).toEqual(before.chain)
      else expect(after, `mutant ${i}`).toEqual(before)
    }
    // Armor checksums and blanks outside do not matter: without any survivor the test would prove nothing
    expect(survivors).toBeGreaterThan(0)
    expect(survivors).toBeLessThan(mutantCount / 5)
  },
)

test('no mutant of the archive is verified', { timeout: 120_000 }, () => {
  const next = random(7)
  for (let i = 0; i < 200; i++) {
    const mutant = mutate(archive, next)
    if (Buffer.compare(mutant, archive) === 0) continue
    expect(judge(provenanceOf('good'), 'release', mutant).verdict.status).toBe('invalid')
  }
})

test('a damaged keyring is refused or read, never more', { timeout: 120_000 }, () => {
  const next = random(11)
  for (const name of ['sub', 'armored', 'retired', 'js-v6', 'brainpoolP256r1']) {
    const original = keyringOf(name)
    expect(original.keyring).not.toBeInstanceOf(KeyringError)
    const bytes = keyringBytes(name)
    for (let i = 0; i < 200; i++) {
      try {
        const ring = readKeyring(mutate(bytes, next), nodePrimitives)
        for (const entry of ring.entries) entry.certificate()
      } catch (error) {
        expect(error).toBeInstanceOf(KeyringError)
      }
    }
  }
})
