import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { corpusFolder, hasCorpus } from './corpus/cases.ts'
import { runCorpus } from './corpus/run-corpus.ts'

/** Cases that we are known to fail. The list only shrinks: one that passes must be taken out of it. */
const known = new Set(
  JSON.parse(readFileSync(join(import.meta.dirname, 'known-failures.json'), 'utf8')) as string[],
)

describe.skipIf(!hasCorpus())(
  `real charts, as real Helm rendered them (${hasCorpus() ? corpusFolder : 'not here: set CHARTROOM_CORPUS'})`,
  () => {
    test('every stable, masked and error case in both profiles', async () => {
      const results = await runCorpus(2)
      const failed = results.filter((r) => r.difference !== undefined && !known.has(r.name))
      const repaired = results.filter((r) => r.difference === undefined && known.has(r.name))
      for (const profile of ['helm-3.21', 'helm-4.2']) {
        const counts = ['stable', 'masked', 'error'].map((status) => {
          const all = results.filter((r) => r.status === status && r.name.startsWith(profile))
          return `${status} ${all.filter((r) => r.difference === undefined).length} of ${all.length}`
        })
        console.log(`${profile}: ${counts.join(', ')}`)
      }
      expect(results.length).toBeGreaterThan(1400)
      expect(failed.map(({ name, difference }) => `${name}: ${difference!.slice(0, 200)}`)).toEqual([])
      expect(
        repaired.map(({ name }) => name),
        'no longer failing: take these out of known-failures.json',
      ).toEqual([])
    })
  },
)
