import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { TemplateSet } from '../../../lib/go/template/index.ts'
import { Budget } from '../../../lib/go/value.ts'
import { sprigFunctions } from '../../../lib/sprig/index.ts'
import { nodeHost } from '../../../lib/worker/host-node.ts'

/** Templates over dates, versions, patterns and keys, as text/template runs them with sprig: by tests/oracle/special. */
const rows = readFileSync(new URL('../../fixtures/sprig/special-templates.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as [string, string | null, string | null])

const host = { ...nodeHost(), localName: 'Local', localZone: () => ({ offset: 0, name: 'UTC' }) }

test.each(rows)('%s', { timeout: 20_000 }, (text, output, error) => {
  const set = new TemplateSet(sprigFunctions(), { missingKey: 'zero' })
  let got: string | null = null
  let refusal: string | null = null
  try {
    set.parse('t', text)
    got = set.execute({ host, budget: new Budget({ steps: 1e9, bytes: 1e9, depth: 100 }) }, 't', null)
  } catch (thrown) {
    refusal = (thrown as Error).message
  }
  expect([got, refusal]).toEqual([output, error])
})
