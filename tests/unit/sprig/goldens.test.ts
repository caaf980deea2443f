import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sprigFunctions } from '../../../lib/sprig/index.ts'
import { answer, type Answer, type Probe } from './replay.ts'

const folder = new URL('../../fixtures/sprig/', import.meta.url)
const CORE =
  /^(numeric|strings|case|encoding|path|url|defaults|reflect|lists|dicts|json|flow|templates)\.jsonl$/

interface Golden {
  readonly probe: Probe
  readonly wanted: Answer
}

const read = (file: string): Golden[] =>
  readFileSync(new URL(file, folder), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { f, t, a, ...wanted } = JSON.parse(line) as Probe & Answer
      return { probe: { ...(f && { f }), ...(t && { t }), a }, wanted }
    })

const families = new Map(
  readdirSync(folder)
    .filter((name) => CORE.test(name))
    .map((name) => [name, read(name)]),
)

const subject = ({ probe }: Golden): string => probe.f ?? probe.t!

describe.each([...families])('%s: as the real sprig answers', (_, goldens) => {
  test.each([...Map.groupBy(goldens, subject)])('%s', (_name, group) => {
    const ours = group.map(({ probe }) => ({ probe, answer: answer(probe) }))
    expect(ours).toEqual(group.map(({ probe, wanted }) => ({ probe, answer: wanted })))
  })
})

test('every core function is held by goldens', () => {
  const all = [...families.values()].flat()
  expect(all.length).toBeGreaterThanOrEqual(6000)
  const counts = new Map([...Map.groupBy(all, subject)].map(([name, group]) => [name, group.length]))
  const special =
    /^(rand|gen|sha|regex|mustRegex|semver|date|html|must_?(To)?[dD]ate|encrypt|decrypt)|^(ago|adler32sum|bcrypt|buildCustomCert|derivePassword|duration|durationRound|htpasswd|now|shuffle|toDate|unixEpoch|uuidv4|mustDateModify)$/
  const core = [...sprigFunctions().keys()].filter((name) => !special.test(name))
  expect(core.length).toBeGreaterThan(140)
  // hello has no arguments to vary; keys and values come in Go's random order, so templates show them sorted
  const apart = ['hello', 'keys', 'values']
  expect(core.filter((name) => (counts.get(name) ?? 0) < 20 && !apart.includes(name))).toEqual([])
})
