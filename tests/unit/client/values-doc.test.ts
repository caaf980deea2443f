import { expect, test } from 'vitest'
import { defaultAt, readValues, setPath } from '../../../lib/client/values-doc.ts'

const text = `# The number of pods.
# Two are enough.
replicaCount: 2

image:
  # -- (string) where it comes from
  repository: registry.example.com/web
  ## @param image.tag [string] overrides the app version
  tag: ""
  pullPolicy: IfNotPresent # never Always
  pullSecrets: []

## Old things
##
## Size of the volume
size: 8Gi
nothing:
ratio: 0.5
big: 12345678901234567890
labels: {}
# example:
# key: value
annotations: { a: b }
hosts:
  - web.example.com
  - name: x
script: |
  one
  two
"odd.name": yes
redis:
  enabled: true
`

test('keys, kinds, defaults, comments and lines', () => {
  const { keys, problem, lines } = readValues(text, ['redis'])
  expect(problem).toBeNull()
  expect(lines).toBe(32)
  expect(keys.map((k) => [k.set, k.kind, k.shown, k.description, k.line])).toEqual([
    ['replicaCount', 'integer', '2', 'The number of pods. Two are enough.', 3],
    ['image.repository', 'string', 'registry.example.com/web', 'where it comes from', 7],
    ['image.tag', 'string', '""', 'overrides the app version', 9],
    ['image.pullPolicy', 'string', 'IfNotPresent', 'never Always', 10],
    ['image.pullSecrets', 'list', '[]', '', 11],
    ['size', 'string', '8Gi', 'Size of the volume', 16],
    ['nothing', 'null', 'not set', '', 17],
    ['ratio', 'number', '0.5', '', 18],
    ['big', 'integer', '12345678901234567890', '', 19],
    ['labels', 'map', '{}', '', 20],
    ['annotations', 'map', '{ a: b }', '', 23],
    ['hosts', 'list', '[web.example.com,{name:x}]', '', 24],
    ['script', 'string', 'one …', '', 27],
    ['odd\\.name', 'boolean', 'yes', '', 30],
    ['redis.enabled', 'boolean', 'true', '', 32],
  ])
  expect(keys.find((k) => k.set === 'redis.enabled')!.subchart).toBe('redis')
  expect(keys.find((k) => k.set === 'script')!.json).toBe('"one\\ntwo\\n"')
})

test('the default at a path', () => {
  const { keys } = readValues(text, [])
  expect(defaultAt(keys, 'redis.enabled')).toBe('true')
  expect(defaultAt(keys, 'redis.disabled')).toBeUndefined()
})

test('names are escaped as --set wants them', () => {
  expect(setPath(['a.b', 'c,d', 'e=f', 'g[0]'])).toBe('a\\.b.c\\,d.e\\=f.g\\[0\\]')
})

test('text that is no YAML keeps what can be read', () => {
  const broken = readValues('a: 1\nb: [1,\n', [])
  expect(broken.problem).not.toBeNull()
  expect(broken.keys.map((k) => k.set)).toContain('a')
  expect(readValues('', [])).toEqual({ keys: [], problem: null, lines: 0 })
  expect(readValues('- a\n', []).keys).toEqual([])
})
