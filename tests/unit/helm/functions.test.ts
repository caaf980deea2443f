import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BUILTINS } from '../../../lib/go/template/funcs.ts'
import { helmFunctions } from '../../../lib/helm/engine/functions.ts'
import { profileOf } from '../../../lib/helm/profile.ts'
import type { Profile } from '../../../lib/helm/index.ts'
import { nondeterministic } from '../../../lib/sprig/nondeterministic.ts'

/** What each real Helm says that it knows: tests/oracle/functions.ts. */
const lists = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/helm/functions.json'), 'utf8'),
) as Record<Profile, string[]>

test.each<[Profile, number]>([
  ['helm-3.21', 238],
  ['helm-4.2', 240],
])('%s has the %i functions of the real one, and no other', (name, count) => {
  const ours = [...new Set([...BUILTINS.keys(), ...helmFunctions(profileOf(name)).keys()])].sort()
  expect(ours).toEqual(lists[name])
  expect(ours.length).toBe(count)
})

test('the functions of chance and time are among them', () => {
  expect([...nondeterministic].filter((name) => !lists['helm-4.2'].includes(name))).toEqual([])
})
