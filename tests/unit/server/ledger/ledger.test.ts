import { appendFileSync, chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Ledger } from '../../../../lib/server/ledger/ledger.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chartroom-ledger-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const env = () => ({ CHARTROOM_DATA: folder })
const lines = () => readFileSync(join(folder, 'ledger.jsonl'), 'utf8').trim().split('\n')
const place = 'oci://registry.example.com/team/web'
const seen = (tag: string, digest: string, day: number, status?: 'verified' | 'unsigned') => ({
  at: `2026-11-${String(day).padStart(2, '0')}T00:00:00Z`,
  source: 'prod',
  place,
  repository: 'web',
  tag,
  digest: digest === '' ? '' : `sha256:${digest.repeat(64)}`,
  ...(status && { status }),
})

test('a tag that leads elsewhere is a move, with the verdicts then and now', () => {
  const ledger = new Ledger(env())
  ledger.observe(seen('1.0.0', 'a', 1, 'verified'))
  ledger.observe(seen('1.0.0', 'a', 3))
  ledger.observe(seen('1.0.0', 'b', 5))
  ledger.observe(seen('1.0.0', 'b', 5, 'unsigned'))
  ledger.observe(seen('latest', 'b', 5))
  const expected = {
    since: '2026-11-01T00:00:00Z',
    moves: [
      {
        source: 'prod',
        repository: 'web',
        tag: '1.0.0',
        from: `sha256:${'a'.repeat(64)}`,
        to: `sha256:${'b'.repeat(64)}`,
        at: '2026-11-05T00:00:00Z',
        before: '2026-11-03T00:00:00Z',
        isVersion: true,
        then: 'verified',
        now: 'unsigned',
      },
    ],
  }
  expect(ledger.moves(place)).toEqual(expected)
  // another process reads the same out of the file, but for when it was last seen unchanged
  const [move] = expected.moves
  expect(new Ledger(env()).moves()).toEqual({
    ...expected,
    moves: [{ ...move, before: '2026-11-01T00:00:00Z' }],
  })
})

test('only what is new is written', () => {
  const ledger = new Ledger(env())
  for (let day = 1; day < 10; day++) ledger.observe(seen('1.0.0', 'a', day, 'verified'))
  expect(lines()).toHaveLength(1)
})

test('back and forth are two moves, and a tag that is gone is told', () => {
  const ledger = new Ledger(env())
  ledger.observe(seen('latest', 'a', 1))
  ledger.observe(seen('latest', 'b', 2))
  ledger.observe(seen('latest', 'a', 3))
  ledger.observe(seen('latest', '', 4))
  ledger.observe(seen('never', '', 4))
  const { moves } = ledger.moves(place)
  expect(moves.map(({ to, isVersion }) => [to.slice(0, 8), isVersion])).toEqual([
    ['', false],
    ['sha256:a', false],
    ['sha256:b', false],
  ])
  expect(ledger.tagsOf(place)).toEqual([])
})

test('lines that are damaged are left out', () => {
  new Ledger(env()).observe(seen('1.0.0', 'a', 1))
  appendFileSync(join(folder, 'ledger.jsonl'), '{"at":"2026\n{"tag":1}\n')
  const ledger = new Ledger(env())
  ledger.observe(seen('1.0.0', 'b', 2))
  expect(ledger.moves().moves).toHaveLength(1)
})

test.skipIf(process.getuid?.() === 0)('where nothing can be written it lasts as long as the process', () => {
  chmodSync(folder, 0o500)
  const ledger = new Ledger(env())
  ledger.observe(seen('1.0.0', 'a', 1))
  ledger.observe(seen('1.0.0', 'b', 2))
  expect(ledger.moves().moves).toHaveLength(1)
  chmodSync(folder, 0o700)
})
