import { LIMIT, nested, type Attack } from './attack.ts'
import type { ValuesLayer } from '../../../lib/helm/index.ts'

const ANY = [
  LIMIT,
  'ok',
  'VALUES_INVALID',
  'SCHEMA_VIOLATION',
  'CHART_INVALID',
  'TEMPLATE_EXEC',
  'OUTPUT_INVALID',
]
const PRINTED = { 'templates/a.yaml': 'a: {{ .Values | toJson | len }}' }
const flag = (kind: 'set' | 'set-string' | 'set-json' | 'set-literal', text: string): ValuesLayer => ({
  kind,
  text,
})
const inFlag = (name: string, layer: () => ValuesLayer, outcome: Attack['outcome'] = ANY): Attack => ({
  name,
  files: () => PRINTED,
  values: () => [layer()],
  outcome,
})

const flags: readonly Attack[] = [
  inFlag('an index beyond all', () => flag('set', 'a[99999999]=1'), 'VALUES_INVALID'),
  inFlag('an index beyond all numbers', () => flag('set', `a[${'9'.repeat(100_000)}]=1`), 'VALUES_INVALID'),
  inFlag('the last index', () => flag('set', 'a[65536]=1'), 'ok'),
  inFlag('the last index, within itself', () => flag('set', `a${'[65536]'.repeat(25)}=1`)),
  inFlag('many last indices', () =>
    flag('set', Array.from({ length: 400 }, (_, i) => `a${i}[65536]=1`).join(',')),
  ),
  inFlag('the last index, again and again', () =>
    flag('set', Array.from({ length: 2000 }, () => `a[65536][65535]=1`).join(',')),
  ),
  inFlag('a deep key', () => flag('set', `${'a.'.repeat(100_000)}a=1`)),
  inFlag('a key as deep as may be', () => flag('set', `${'a.'.repeat(29)}a=1`), 'ok'),
  inFlag('deep indices', () => flag('set', `a${'[0]'.repeat(100_000)}=1`)),
  inFlag('a deep list', () => flag('set', `a=${'{'.repeat(100_000)}1${'}'.repeat(100_000)}`)),
  inFlag('a long list', () => flag('set', `a={${'1,'.repeat(500_000)}1}`)),
  inFlag('many keys', () => flag('set', Array.from({ length: 200_000 }, (_, i) => `a${i}=1`).join(','))),
  inFlag('one key again and again', () => flag('set-string', 'a=1,'.repeat(300_000))),
  inFlag('many backslashes', () => flag('set', `a=${'\\,'.repeat(1_000_000)}`)),
  inFlag('deep json', () => flag('set-json', `a=${nested(100_000, '[', '', ']')}`)),
  inFlag('much json', () => flag('set-json', `a=[${'{},'.repeat(300_000)}1]`)),
  inFlag('a long literal', () => flag('set-literal', `a=${'x'.repeat(6_000_000)}`)),
  inFlag('a number of many digits', () => flag('set', `a=${'9'.repeat(3_000_000)}`)),
]

const schema = (
  name: string,
  text: () => string | object,
  values = 'a: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\n',
  outcome: Attack['outcome'] = ANY,
): Attack => ({
  name: `a schema with ${name}`,
  files: () => {
    const made = text()
    return {
      ...PRINTED,
      'values.yaml': values,
      'values.schema.json': typeof made === 'string' ? made : JSON.stringify(made),
    }
  },
  outcome,
})
const doubling = (keyword: string): object => ({
  $ref: '#/$defs/s0',
  $defs: Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [
      `s${i}`,
      i === 59
        ? { type: 'object' }
        : { [keyword]: [{ $ref: `#/$defs/s${i + 1}` }, { $ref: `#/$defs/s${i + 1}` }] },
    ]),
  ),
})
let conditions: object = { type: 'object' }
for (let i = 0; i < 300; i++)
  conditions = {
    if: conditions,
    then: { $ref: '#/$defs/x' },
    else: conditions === undefined ? {} : { $ref: '#/$defs/x' },
  }
const wide = `a:\n${Array.from({ length: 20_000 }, (_, i) => `  - {k: ${i}}\n`).join('')}`

const schemas: readonly Attack[] = [
  schema(
    'a pattern that backtracks',
    () => ({ properties: { a: { type: 'string', pattern: '^(a+)+$' } } }),
    undefined,
    'SCHEMA_VIOLATION',
  ),
  schema('a pattern that is huge', () => ({ properties: { a: { pattern: '((a{0,100}){0,100}){0,100}' } } })),
  schema('a long pattern', () => ({ properties: { a: { pattern: '(a|b|c|d)*'.repeat(20_000) } } })),
  schema('many patterns', () => ({
    patternProperties: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`^(a|b)*${i}$`, {}])),
  })),
  schema('a reference to itself', () => ({ $ref: '#' })),
  schema('references in a circle', () => ({
    $ref: '#/$defs/a',
    $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } },
  })),
  schema('allOf that doubles', () => doubling('allOf')),
  schema('anyOf that doubles', () => doubling('anyOf')),
  schema('oneOf that doubles', () => doubling('oneOf')),
  schema('deep nots', () => nested(5000, '{"not":', '{}', '}')),
  schema('deep conditions', () => ({ ...conditions, $defs: { x: {} } })),
  schema('deep lists', () => nested(100_000, '{"items":', '{}', '}')),
  schema('deep json', () => nested(1_000_000, '[', '', ']')),
  schema('a long enum', () => ({
    properties: { a: { enum: Array.from({ length: 100_000 }, (_, i) => ({ i })) } },
  })),
  schema('items that must be unique', () => ({ properties: { a: { uniqueItems: true } } }), wide),
  schema(
    'items that must be contained',
    () => ({
      properties: {
        a: {
          contains: {
            properties: { k: { enum: Array.from({ length: 2000 }, (_, i) => -i - 1) } },
            required: ['k'],
          },
        },
      },
    }),
    wide,
  ),
  schema(
    'many violations',
    () => ({ properties: { a: { items: { type: 'string', minLength: 3, not: {}, enum: ['x'] } } } }),
    wide,
  ),
  schema('unevaluated properties', () => ({
    allOf: Array.from({ length: 200 }, () => ({
      anyOf: Array.from({ length: 200 }, () => ({ properties: { a: {} } })),
    })),
    unevaluatedProperties: false,
  })),
  schema('dynamic references', () => ({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $dynamicAnchor: 'n',
    allOf: [{ $dynamicRef: '#n' }],
  })),
  schema(
    'a recursion through values',
    () => ({
      $ref: '#/$defs/n',
      $defs: {
        n: {
          additionalProperties: { $ref: '#/$defs/n' },
          allOf: [
            { additionalProperties: { $ref: '#/$defs/n' } },
            { additionalProperties: { $ref: '#/$defs/n' } },
          ],
        },
      },
    }),
    Array.from({ length: 60 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
  ),
  schema(
    'a file of the machine',
    () => ({ $ref: 'file:///etc/passwd' }),
    undefined,
    'open /etc/passwd: no such file or directory',
  ),
  schema(
    'an address',
    () => ({ $ref: 'http://169.254.169.254/latest/meta-data' }),
    undefined,
    'schemas are not fetched',
  ),
  schema(
    'a number of many digits',
    () => `{"properties":{"a":{"maximum":${'9'.repeat(500_000)},"multipleOf":0.${'0'.repeat(500_000)}1}}}`,
    'a: 3\n',
  ),
  schema(
    'a huge exponent',
    () => '{"properties":{"a":{"multipleOf":1e-999999999,"maximum":1e999999999}}}',
    'a: 3\n',
  ),
]

const dependency = (more: object): string =>
  `apiVersion: v2\nname: c\nversion: 1.0.0\ndependencies: ${JSON.stringify(more)}\n`
const layers = (depth: number): Record<string, string> => {
  const files: Record<string, string> = {}
  for (let i = 0, at = ''; i < depth; i++, at += 'charts/s/') {
    files[`${at}Chart.yaml`] =
      `apiVersion: v2\nname: ${i === 0 ? 'c' : 's'}\nversion: 1.0.0\ndependencies: ${JSON.stringify(
        i === depth - 1
          ? []
          : [
              { name: 's', version: '1.0.0', alias: 'a' },
              { name: 's', version: '1.0.0', alias: 'b' },
            ],
      )}\n`
    files[`${at}values.yaml`] = 'k: {a: 1}\n'
    files[`${at}templates/a.yaml`] = 'a: 1'
  }
  return files
}
const charts: readonly Attack[] = [
  { name: 'aliases that double', files: () => layers(22), outcome: LIMIT },
  {
    name: 'charts within charts',
    files: () =>
      Object.fromEntries(
        Array.from({ length: 300 }, (_, i) => [
          `${'charts/s/'.repeat(i)}Chart.yaml`,
          `apiVersion: v2\nname: ${i === 0 ? 'c' : 's'}\nversion: 1.0.0\n`,
        ]),
      ),
    outcome: ANY,
  },
  {
    name: 'many aliases',
    files: () => ({
      'Chart.yaml': dependency(
        Array.from({ length: 5000 }, (_, i) => ({ name: 's', version: '1.0.0', alias: `a${i}` })),
      ),
      'charts/s/Chart.yaml': 'apiVersion: v2\nname: s\nversion: 1.0.0\n',
      'charts/s/values.yaml': Array.from({ length: 1000 }, (_, i) => `k${i}: 1\n`).join(''),
      'charts/s/templates/a.yaml': 'a: {{ .Values.k1 }}',
    }),
    outcome: LIMIT,
  },
  {
    name: 'many dependencies that are not there',
    files: () => ({
      'Chart.yaml': dependency(
        Array.from({ length: 50_000 }, (_, i) => ({ name: `s${i}`, version: '1.0.0' })),
      ),
    }),
    outcome: [LIMIT, 'DEPENDENCY_MISSING'],
  },
  {
    name: 'long conditions',
    files: () => ({
      'Chart.yaml': dependency([
        { name: 's', version: '1.0.0', condition: 'a.b,'.repeat(500_000), tags: Array(50_000).fill('t') },
      ]),
      'charts/s/Chart.yaml': 'apiVersion: v2\nname: s\nversion: 1.0.0\n',
    }),
    outcome: ANY,
  },
  {
    name: 'imports without end',
    files: () => ({
      'Chart.yaml': dependency([
        {
          name: 's',
          version: '1.0.0',
          'import-values': Array.from({ length: 5000 }, (_, i) => ({ child: 'k', parent: `p${i}` })),
        },
      ]),
      'charts/s/Chart.yaml': 'apiVersion: v2\nname: s\nversion: 1.0.0\n',
      'charts/s/values.yaml': `k:\n${Array.from({ length: 2000 }, (_, i) => `  k${i}: 1\n`).join('')}`,
    }),
    outcome: ANY,
  },
  {
    name: 'a version constraint without end',
    files: () => ({
      'Chart.yaml': dependency([{ name: 's', version: `${'>1 || '.repeat(100_000)}>1` }]),
      'charts/s/Chart.yaml': 'apiVersion: v2\nname: s\nversion: 1.0.0\n',
    }),
    outcome: [...ANY, 'DEPENDENCY_MISSING'],
  },
  {
    name: 'many templates',
    files: () =>
      Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`templates/a${i}.yaml`, `a: ${i}`])),
    outcome: 'ok',
  },
  {
    name: 'a file of every sort of path',
    files: () => ({
      'templates/../../etc/x': 'a: 1',
      '/etc/passwd': 'x',
      'templates/../a.yaml': '{{ .Files.Get "/etc/passwd" }}{{ .Files.Get "../../etc/passwd" }}',
      'templates/b.yaml': 'a: {{ .Files.Get "../../../../etc/hostname" | quote }}',
    }),
    outcome: ANY,
  },
]

const glob = (name: string, pattern: string, outcome: Attack['outcome'] = ANY): Attack => ({
  name: `a glob of ${name}`,
  files: () => ({
    ...Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`files/${'a'.repeat(100)}${i}`, 'x'])),
    'templates/a.yaml': `{{ range until 1000 }}{{ $_ := $.Files.Glob ${JSON.stringify(pattern)} }}{{ end }}a: 1`,
  }),
  outcome,
})
const globs: readonly Attack[] = [
  glob('many stars', `${'*a'.repeat(40)}b`),
  glob('many double stars', `${'**/'.repeat(200)}b`),
  glob('many double stars and letters', `${'**a'.repeat(60)}b`),
  glob('doubling braces', '{a,b}'.repeat(24)),
  glob('braces within braces', nested(10_000, '{a,', 'b', '}')),
  glob('many alternatives', `{${'a,'.repeat(100_000)}b}`),
  glob('many questions', '?'.repeat(100_000)),
  glob('many classes', '[a-z]'.repeat(50_000)),
  glob('stars in braces', `{${Array.from({ length: 200 }, () => '*a*a*a*a*b').join(',')}}`),
  {
    name: 'an ignore file of many rules',
    files: () => ({ '.helmignore': 'a*b*c*\n'.repeat(200_000), 'templates/a.yaml': 'a: 1' }),
    outcome: 'ok',
  },
  {
    name: 'configs without end',
    files: () => ({
      'files/a': 'x'.repeat(1_000_000),
      'templates/a.yaml':
        '{{ range until 100000 }}{{ $_ := ($.Files.Glob "files/*").AsConfig }}{{ $_ := ($.Files.Glob "files/*").AsSecrets }}{{ end }}',
    }),
    outcome: LIMIT,
  },
  {
    name: 'lines without end',
    files: () => ({
      'files/a': 'x\n'.repeat(500_000),
      'templates/a.yaml': '{{ range until 100000 }}{{ $_ := $.Files.Lines "files/a" }}{{ end }}',
    }),
    outcome: LIMIT,
  },
  {
    name: 'files read without end',
    files: () => ({
      'files/a': 'x\u{e9}'.repeat(500_000),
      'templates/a.yaml':
        '{{ range until 100000 }}{{ $_ := $.Files.Get "files/a" }}{{ $_ := $.Files.GetBytes "files/a" }}{{ end }}',
    }),
    outcome: LIMIT,
  },
]

const parsed = (
  name: string,
  text: () => string,
  outcome: Attack['outcome'] = [LIMIT, 'ok', 'TEMPLATE_PARSE', 'TEMPLATE_EXEC', 'OUTPUT_INVALID'],
): Attack => ({
  name: `a template of ${name}`,
  files: () => ({ 'templates/a.yaml': text() }),
  outcome,
})
const templates: readonly Attack[] = [
  parsed('900 parentheses', () => `a: {{ ${nested(900, '(', '1', ')')} }}`),
  parsed('many parentheses', () => `a: {{ ${nested(200_000, '(', '1', ')')} }}`),
  parsed('nested ranges', () => `${'{{ range list 1 }}'.repeat(900)}x{{ end }}${'{{ end }}'.repeat(899)}`),
  parsed('many nested ranges', () => nested(100_000, '{{ range list 1 }}', 'x', '{{ end }}')),
  parsed('many nested ifs', () => nested(100_000, '{{ if 1 }}', 'x', '{{ end }}')),
  parsed('a chain of else ifs', () => `{{ if 0 }}${'{{ else if 0 }}'.repeat(50_000)}{{ end }}`),
  parsed('nested withs', () => nested(2000, '{{ with 1 }}', 'x', '{{ end }}')),
  parsed(
    'blocks in blocks',
    () => Array.from({ length: 2000 }, (_, i) => `{{ block "a${i}" . }}`).join('') + '{{ end }}'.repeat(2000),
  ),
  parsed(
    'many variables',
    () => `${Array.from({ length: 50_000 }, (_, i) => `{{ $a${i} := 1 }}`).join('')}a: 1`,
  ),
  parsed(
    'many variables read',
    () => `${Array.from({ length: 20_000 }, (_, i) => `{{ $a${i} := 1 }}{{ $a0 }}`).join('')}`,
  ),
  parsed('a long pipeline', () => `a: {{ 1 ${'| print '.repeat(100_000)} }}`),
  parsed('a long chain of fields', () => `a: {{ .Values${'.a'.repeat(100_000)} }}`),
  parsed('many arguments', () => `a: {{ print ${'1 '.repeat(300_000)} }}`),
  parsed('a long comment', () => `{{/* ${'x'.repeat(4_000_000)} */}}a: 1`),
  parsed('a comment that never ends', () => `{{/* ${'x'.repeat(4_000_000)}`),
  parsed('many actions', () => '{{ 1 }}'.repeat(500_000)),
  parsed('many trims', () => '{{- 1 -}} \n'.repeat(300_000)),
  parsed('many definitions', () =>
    Array.from({ length: 50_000 }, (_, i) => `{{ define "a${i}" }}{{ end }}`).join(''),
  ),
  parsed('a long string', () => `a: {{ "${'\\n'.repeat(1_000_000)}" | len }}`),
  parsed('a number of many digits', () => `a: {{ ${'9'.repeat(1_000_000)} }}`),
  parsed('a number of a huge exponent', () => 'a: {{ 1e999999999 }}{{ 0x1p999999999 }}{{ 1i }}'),
  parsed('a word that never ends', () => `a: {{ ${'x'.repeat(3_000_000)} }}`),
  parsed('open braces', () => '{{'.repeat(1_000_000)),
]

export const inputs: readonly Attack[] = [...flags, ...schemas, ...charts, ...globs, ...templates]
