import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeHost } from '../../../lib/worker/host-node.ts'
import { agree, type ProfileDigit } from '../../oracle/fuzz/case.ts'
import type { Kept } from '../../oracle/fuzz/kept.ts'
import { ours } from '../../oracle/fuzz/ours.ts'

const folder = join(import.meta.dirname, '../../fixtures/fuzz')
const digits: readonly ProfileDigit[] = ['3', '4']

describe('what once differed from Helm', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonl'))) {
    const cases = readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Kept)
    it(`does no more: ${file}, ${cases.length} cases under both profiles`, () => {
      const host = nodeHost()
      const differing = cases.flatMap(({ case: c, helm }) =>
        digits.flatMap((digit, i) => {
          const wanted = helm[i] ?? helm[0]
          const mine = ours(c, digit, host)
          return agree(mine, wanted) ? [] : [{ digit, case: c, ours: mine, helm: wanted }]
        }),
      )
      expect(differing).toEqual([])
    })
  }
})
