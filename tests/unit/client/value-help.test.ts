import { expect, test } from 'vitest'
import { keyOf, lineOfPath, pathAround, readHelp } from '../../../lib/client/value-help.ts'

const DEFAULTS = `# -- How many copies run
replicaCount: 1
image:
  # Where it comes from
  repository: example.com/web
  tag: ""
resources: {}
`
const SCHEMA = JSON.stringify({
  properties: {
    replicaCount: { type: 'integer', description: 'of the schema' },
    tier: { type: 'string', description: 'only the schema names it' },
    image: { properties: { pullPolicy: { enum: ['Always', 'Never'] } } },
  },
})

test('keys below a path come from the defaults, then from the schema', () => {
  const help = readHelp(DEFAULTS, SCHEMA)
  expect(help.below([]).map(({ name }) => name)).toEqual(['replicaCount', 'image', 'resources', 'tier'])
  expect(help.below(['image']).map(({ name }) => name)).toEqual(['repository', 'tag', 'pullPolicy'])
  expect(help.below(['nothing'])).toEqual([])
})

test('a key is told with the schema’s type and its own comment', () => {
  const help = readHelp(DEFAULTS, SCHEMA)
  expect(help.at(['replicaCount'])).toMatchObject({
    type: 'integer',
    shown: '1',
    description: 'How many copies run',
    isMap: false,
  })
  expect(help.at(['tier'])).toMatchObject({ type: 'string', description: 'only the schema names it' })
  expect(help.at(['image'])).toMatchObject({ isMap: true })
  expect(help.at(['image', 'no'])).toBeNull()
})

test('a line stands below the maps that are less indented', () => {
  const lines = ['a:', '  # said', '  "b.c":', '', '    d: 1', '    ', 'e: 2']
  expect(pathAround(lines, 5, 4)).toEqual(['a', 'b.c'])
  expect(pathAround(lines, 4)).toEqual(['a', 'b.c'])
  expect(pathAround(lines, 6)).toEqual([])
  expect(pathAround(['a:', '  - b: 1', '    '], 2, 4)).toBeNull()
  expect(pathAround(['a: |', '  te'], 1)).toBeNull()
})

test('a key is what stands before a colon and a space', () => {
  expect(keyOf('  url: https://example.com')).toBe('url')
  expect(keyOf("'it''s': 1")).toBe("it's")
  expect(keyOf('no colon')).toBeNull()
  expect(keyOf('# a: 1')).toBeNull()
  expect(keyOf('- a')).toBeNull()
})

test('a path is found as deep as the file goes', () => {
  const lines = ['x:', '  replicas: 1', 'web:', '  # why', '  replicas: 2', '  deep:', '    er: 3']
  expect(lineOfPath(lines, ['web', 'replicas'])).toBe(4)
  expect(lineOfPath(lines, ['web', 'deep', 'er'])).toBe(6)
  expect(lineOfPath(lines, ['web', 'missing'])).toBe(2)
  expect(lineOfPath(lines, ['none'])).toBeNull()
})
