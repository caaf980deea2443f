import { expect, test } from 'vitest'
import { mutantCount, mutate, random } from '../mutants.ts'
import { cose } from './forge-cose.ts'
import { asCose, asJws, jws, judge, leaf } from './forge.ts'

test(
  `no mutant of an envelope is verified with another meaning (${mutantCount})`,
  { timeout: 3_600_000 },
  () => {
    const next = random(20260712)
    const seeds = [asJws(jws()), asCose(cose({ signer: leaf }))]
    const originals = seeds.map((one) => judge({ envelopes: [one] }).signer)
    for (let i = 0; i < mutantCount; i++) {
      const [layer] = seeds[i % 2]!
      const mutant = [{ ...layer!, bytes: mutate(layer!.bytes, next) }]
      const { status, signer } = judge({ envelopes: [mutant] })
      if (status === 'verified') expect(signer, `mutant ${i}`).toEqual(originals[i % 2])
    }
  },
)
