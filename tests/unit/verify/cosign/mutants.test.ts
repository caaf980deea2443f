import { expect, test } from 'vitest'
import type { FoundSignature } from '../../../../lib/verify/cosign/verify.ts'
import { mutantCount, mutate, random } from '../mutants.ts'
import { bundle, byIdentity, byKey, judge, keys, leafOf, legacy, pem } from './forge.ts'

const certificate = leafOf()
const seeds = [
  [bundle(), byKey(pem(keys))],
  [bundle({ certificate }), byIdentity()],
  [legacy(), byKey(pem(keys))],
  [legacy({ certificate }), byIdentity()],
] as const

/** Damages the signed bytes, or one of the annotations beside them. */
function damage(found: FoundSignature, next: (below: number) => number): FoundSignature {
  if (found.kind === 'bundle' || next(2) === 0) return { ...found, bytes: mutate(found.bytes, next) }
  const names = Object.keys(found.annotations)
  const name = names[next(names.length)]!
  const text = Buffer.from(mutate(Buffer.from(found.annotations[name]!), next)).toString()
  return { ...found, annotations: { ...found.annotations, [name]: text } }
}

test(
  `no mutant of a bundle or legacy signature is verified with another meaning (${mutantCount})`,
  { timeout: 3_600_000 },
  () => {
    const next = random(20261121)
    const originals = seeds.map(([found, trust]) => judge(found, trust).verdict.signer)
    for (let i = 0; i < mutantCount; i++) {
      const [found, trust] = seeds[i % seeds.length]!
      const { status, verdict } = judge(damage(found, next), trust)
      if (status !== 'verified') continue
      // A time that is attested twice may lose one attestation; no other time may take its place
      const original = originals[i % seeds.length]
      expect([original, { ...original, signedAt: null }], `mutant ${i}`).toContainEqual(verdict.signer)
    }
  },
)
