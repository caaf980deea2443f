import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { asYaml, setFlag, setJson, shellQuote } from '../../../lib/client/set-flag.ts'
import { schemaReader } from '../../../lib/client/values-schema.ts'

test.each([
  ['a.b', '"8Gi"', '--set a.b=8Gi'],
  ['a', '"x,y"', `--set 'a=x\\,y'`],
  ['a', '"true"', '--set-string a=true'],
  ['a', '"123"', '--set-string a=123'],
  ['a', '"0123"', '--set a=0123'],
  ['a', '""', '--set a='],
  ['a', 'null', '--set a=null'],
  ['a', '"1.5"', '--set a=1.5'],
  ['a', '1.5', '--set-json a=1.5'],
  ['a', '-3', '--set a=-3'],
  ['a', '"-3"', '--set-string a=-3'],
  ['a', '"True"', '--set-string a=True'],
  ['a', '2', '--set a=2'],
  ['a\\.b', 'true', `--set 'a\\.b=true'`],
  ['a', '["x"]', `--set-json 'a=["x"]'`],
  ['a', '{}', `--set-json 'a={}'`],
  ['a', '"one\\ntwo"', `--set-json 'a="one\\ntwo"'`],
])('%s = %s', (path, json, text) => {
  expect(setFlag(path, json).text).toBe(text)
})

test('a quoted word comes back whole from a real shell', () => {
  for (const word of [`it's`, '$HOME `x`', 'a b', '', '-n', '"', '\\', '*', 'a\nb']) {
    expect(execFileSync('sh', ['-c', `printf %s ${shellQuote(word)}`], { encoding: 'utf8' })).toBe(word)
  }
})

test('as JSON and as YAML', () => {
  expect(setJson('a', '1').text).toBe('--set-json a=1')
  expect(asYaml(['a', 'b.c', 'no'], '"x"')).toBe('a:\n  "b.c":\n    "no": "x"')
})

test('what a schema says at a key', () => {
  const at = schemaReader(
    JSON.stringify({
      $defs: { port: { type: 'integer', minimum: 1 } },
      type: 'object',
      properties: {
        port: { $ref: '#/$defs/port' },
        hosts: { type: 'array', items: { type: 'string' } },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        mode: { enum: ['a', 'b'], description: 'how' },
        tls: { type: ['object', 'null'], properties: { secret: { type: 'string' } } },
        loop: { $ref: '#/properties/loop' },
        far: { $ref: 'https://example.com/x.json' },
      },
    }),
  )
  expect(at(['port'])).toEqual({ type: 'integer', description: '', text: '{"type":"integer","minimum":1}' })
  expect(at(['hosts'])!.type).toBe('string[]')
  expect(at(['labels'])!.type).toBe('map of string')
  expect(at(['labels', 'x'])!.type).toBe('string')
  expect(at(['mode'])).toMatchObject({ type: 'string', description: 'how' })
  expect(at(['tls'])!.type).toBe('object or null')
  expect(at(['tls', 'secret'])!.type).toBe('string')
  expect(at(['nothing'])).toBeNull()
  expect(at(['loop'])).toBeNull()
  expect(at(['far'])).toBeNull()
  expect(schemaReader('no json')(['a'])).toBeNull()
  expect(schemaReader(null)([])).toBeNull()
})
