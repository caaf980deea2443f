import { expect, test } from 'vitest'
import { files, importsOf } from './sources.ts'

/** Which rooms a room may import: the picture of CONTRIBUTING as a table. `type:` allows types alone. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  'lib/go': [],
  'lib/archive': ['lib/go'],
  'lib/oci': ['lib/go'],
  'lib/yaml': ['lib/go'],
  'lib/sprig': ['lib/go', 'lib/yaml'],
  'lib/verify': ['lib/go', 'lib/oci', 'lib/archive', 'lib/yaml', 'type:lib/schema'],
  'lib/helm': ['lib/go', 'lib/sprig', 'lib/yaml', 'lib/archive'],
  'lib/rollout': ['lib/go', 'lib/helm', 'lib/oci', 'lib/sprig', 'lib/yaml'],
  'lib/objects': ['lib/go', 'lib/helm', 'lib/yaml'],
  'lib/schema': [
    'type:lib/rollout',
    'type:lib/objects',
    'type:lib/go',
    'type:lib/helm',
    'type:lib/oci',
    'type:lib/verify',
  ],
  'lib/worker': [
    'lib/rollout',
    'lib/objects',
    'lib/go',
    'lib/helm',
    'lib/archive',
    'lib/verify',
    'lib/schema',
  ],
  'lib/server': [
    'lib/go',
    'lib/archive',
    'lib/oci',
    'lib/yaml',
    'lib/verify',
    'lib/helm',
    'lib/rollout',
    'lib/objects',
    'lib/schema',
    'lib/worker',
  ],
  'lib/client': ['lib/rollout', 'lib/objects', 'lib/schema', 'lib/helm', 'type:lib/worker'],
  'lib/cli': [
    'lib/go',
    'lib/archive',
    'lib/helm',
    'lib/objects',
    'lib/worker',
    'lib/server',
    'lib/verify',
    'lib/oci',
    'lib/rollout',
    'lib/schema',
    'lib/yaml',
  ],
  components: [
    'lib/rollout',
    'lib/client',
    'lib/objects',
    'lib/schema',
    'type:lib/helm',
    'type:lib/verify',
    'type:lib/worker',
    'type:lib/server',
  ],
  app: ['lib/objects', 'components', 'lib/client', 'lib/server', 'lib/schema'],
}

const roomOf = (path: string): string =>
  Object.keys(MAY).find((room) => path === room || path.startsWith(`${room}/`)) ?? ''

const sources = files.filter((f) => /\.(ts|tsx)$/.test(f) && roomOf(f) !== '')

test('there are sources to judge', () => {
  expect(sources.length).toBeGreaterThan(20)
})

test('imports go down only', () => {
  const wrong = sources.flatMap(importsOf).filter(({ from, to, typeOnly, isPackage }) => {
    if (isPackage) return false
    const here = roomOf(from)
    const there = roomOf(to)
    if (here === there) return false
    if (there === '') return !/^(app|public|package\.json)/.test(to)
    const allowed = MAY[here]!
    return !allowed.includes(there) && !(typeOnly && allowed.includes(`type:${there}`))
  })
  expect(wrong.map((i) => `${i.from} → ${i.to}${i.typeOnly ? ' (type)' : ''}`)).toEqual([])
})

test('the command line’s template verb loads neither zod nor network code', () => {
  const seen = new Set<string>()
  const packages = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file) || !files.includes(file)) return
    seen.add(file)
    for (const { to, typeOnly, isPackage } of importsOf(file)) {
      if (typeOnly) continue
      if (isPackage) packages.add(to)
      else visit(to)
    }
  }
  visit('lib/helm/index.ts')
  for (const name of ['zod', 'undici', 'openpgp', 'next', 'react']) expect(packages).not.toContain(name)
})
