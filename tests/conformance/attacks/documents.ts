import { grown, inTemplate, LIMIT, nested, type Attack } from './attack.ts'

const laughs = (mark: string, width = 9): string =>
  ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
    .map((name, i, all) => {
      const inside = i === 0 ? 'x' : `*${all[i - 1]}`
      return `${mark}${name}: &${name} [${Array<string>(width).fill(inside).join(',')}]`
    })
    .join('\n')
const mergedLaughs = (mark: string): string =>
  ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
    .map((name, i, all) =>
      i === 0
        ? `${mark}a: &a {k: 1}`
        : `${mark}${name}: &${name} {<<: [${Array<string>(9)
            .fill(`*${all[i - 1]}`)
            .join(', ')}], k${i}: *${all[i - 1]}}`,
    )
    .join('\n')
const long = (n: number, line: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => line(i)).join('')

/** What YAML readers may choke on, by its kind. */
const TEXTS: Readonly<Record<string, () => string>> = {
  'a billion laughs': () => laughs(''),
  'a billion merged laughs': () => mergedLaughs(''),
  'aliases of a large list': () => `a: &a [${'x,'.repeat(20_000)}x]\n${long(2000, (i) => `b${i}: *a\n`)}`,
  'an anchor inside itself': () => 'a: &a [*a]\n',
  'deep flow lists': () => `a: ${nested(200_000, '[', '', ']')}\n`,
  'deep flow lists without an end': () => `a: ${'['.repeat(1_000_000)}`,
  'deep flow maps': () => `a: ${nested(100_000, '{a: ', '1', '}')}\n`,
  'deep block lists': () => `a:\n  ${'- '.repeat(100_000)}x\n`,
  'deep block maps': () => long(3000, (i) => `${' '.repeat(i)}a:\n`),
  'lists below the bound of nesting': () => `a: ${nested(9_900, '[', '', ']')}\n`,
  'a long line of keys': () => `a: {${long(300_000, (i) => `k${i}: 1, `)}}\n`,
  'many keys': () => long(400_000, (i) => `k${i}: 1\n`),
  'one key again and again': () => 'k: 1\n'.repeat(500_000),
  'many empty documents': () => 'a: 1\n---\n'.repeat(300_000),
  'many comments': () => 'a: 1\n' + '# x\n'.repeat(1_000_000),
  'a long plain scalar': () => `a: ${'x '.repeat(2_000_000)}\n`,
  'a long quoted scalar of escapes': () => `a: "${'\\x41'.repeat(1_000_000)}"\n`,
  'a long literal': () => `a: |\n${'  x\n'.repeat(1_000_000)}`,
  'a long folded text': () => `a: >\n${'  x\n\n'.repeat(600_000)}`,
  'many tags': () => `a:\n${'- !!str x\n'.repeat(300_000)}`,
  'many anchors': () => long(200_000, (i) => `k${i}: &a${i} 1\n`),
  'many question marks': () => `a:\n${long(200_000, (i) => `  ? k${i}\n  : 1\n`)}`,
  'keys that are maps': () => `a: ${nested(5000, '{? {a: 1} : ', '1', '}')}\n`,
  'colons and dashes': () => `a: ${'- : '.repeat(500_000)}\n`,
  'quotes that never end': () => `a: "${'x'.repeat(4_000_000)}`,
  'an anchor of a long name': () => `a: &${'x'.repeat(3_000_000)} 1\n`,
  'tabs and carriage returns': () => `a: 1\n${'\t\r\n'.repeat(800_000)}`,
  'a directive again and again': () => `${'%TAG ! tag:x,2000:\n'.repeat(100_000)}---\na: 1\n`,
  'binary of much': () => `a: !!binary ${'AAAA'.repeat(1_000_000)}\n`,
  'numbers of many digits': () =>
    `a: [${'9'.repeat(2_000_000)}, 0x${'f'.repeat(1_000_000)}, 1e${'9'.repeat(1_000_000)}, ${'1:'.repeat(500_000)}1]\n`,
  'timestamps of many digits': () => `a: 2000-01-01 00:00:00.${'0'.repeat(2_000_000)}\n`,
  'bytes beyond ASCII': () => `a: ${'\u{1f600}'.repeat(500_000)}\n`,
}
const ANY = [LIMIT, 'ok', 'CHART_INVALID', 'VALUES_INVALID', 'OUTPUT_INVALID', 'TEMPLATE_EXEC']
const TEMPLATE = { 'templates/a.yaml': 'a: {{ .Values.a | toJson | len }}' }

/** Chart.yaml and values files go the way of values.yaml; these show that no limit is left out there. */
const EVERYWHERE = [
  'a billion laughs',
  'a billion merged laughs',
  'deep flow lists',
  'deep block lists',
  'many keys',
]

const elsewhere = (name: string, text: () => string): Attack[] => [
  {
    name: `${name}, in a values file`,
    files: () => TEMPLATE,
    values: () => [{ kind: 'file', name: 'v.yaml', text: text() }],
    outcome: ANY,
  },
  {
    name: `${name}, in Chart.yaml`,
    files: () => ({
      'Chart.yaml': `apiVersion: v2\nname: c\nversion: 1.0.0\nx:\n${text().replace(/^/gm, '  ')}`,
    }),
    outcome: ANY,
  },
]

const read = Object.entries(TEXTS).flatMap(([name, text]): Attack[] => [
  { name: `${name}, in values.yaml`, files: () => ({ 'values.yaml': text(), ...TEMPLATE }), outcome: ANY },
  ...(EVERYWHERE.includes(name) ? elsewhere(name, text) : []),
  {
    name: `${name}, rendered`,
    files: () => ({ 'templates/a.yaml': text() }),
    outcome: [...ANY, 'TEMPLATE_PARSE'],
  },
  {
    name: `${name}, in fromYaml`,
    files: () => ({
      text: text(),
      'templates/a.yaml': '{{ $x := .Files.Get "text" | fromYaml }}a: {{ toJson $x | len }}',
    }),
    outcome: ANY,
  },
])

/** Charts whose documents are meant for their readers. */
export const documents: readonly Attack[] = [
  ...read,
  ...inTemplate({
    'json, deep': [`{{ $x := fromJson (printf "{\\"a\\":%s" (repeat 1000000 "[")) }}{{ $x }}`, ANY],
    'json lists, deep': [
      `{{ $x := fromJsonArray (printf "%s%s" (repeat 9000 "[") (repeat 9000 "]")) }}{{ toJson $x | len }}`,
      ANY,
    ],
    'json lists, many': [
      `{{ $x := fromJsonArray (printf "[%s1]" (repeat 1000000 "[],")) }}{{ toJson $x | len }}`,
      ANY,
    ],
    'json numbers, long': [
      `{{ $x := fromJsonArray (printf "[%s]" (repeat 1000000 "9")) }}{{ toJson $x | len }}`,
      ANY,
    ],
    'json keys, many': [
      '{{ $s := "" }}{{ range until 2000 }}{{ $s = printf "%s,\\"%d\\":1" $s . }}{{ end }}{{ fromJson (printf "{\\"a\\":1%s}" $s) | len }}',
      ANY,
    ],
    'json escapes': [
      `{{ $x := fromJsonArray (printf "[\\"%s\\"]" (repeat 800000 "\\\\u0041")) }}{{ toJson $x | len }}`,
      ANY,
    ],
    'toml, deep lists': [`{{ fromToml (printf "a = %s" (repeat 1000000 "[")) }}`, ANY],
    'toml, deep keys': [`{{ fromToml (printf "a%s = 1" (repeat 100000 ".a")) | toJson | len }}`, ANY],
    'toml, many tables': [`{{ fromToml (repeat 300000 "[[a]]\\n") | toJson | len }}`, ANY],
    'toml, numbers': [`{{ fromToml (printf "a = %s" (repeat 3000000 "9")) | toJson | len }}`, ANY],
    'toml, deep tables': [
      `{{ $t := "" }}{{ range until 1500 }}{{ $t = printf "%s.a%d" $t . }}{{ end }}{{ fromToml (printf "[a%s]\\n" $t) | toJson | len }}`,
      ANY,
    ],
    'yaml arrays': [`{{ fromYamlArray (repeat 1000000 "- x\\n") | len }}`, ANY],
    'yaml there and back, growing': [grown('dict "k" "x"', 'fromYaml (toYaml (dict "a" $x "b" $x))'), LIMIT],
  }),
  {
    name: 'toml keys below keys',
    files: () => ({ 'templates/a.yaml': '{{ fromToml .Values.x | toJson | len }}' }),
    values: () => [
      {
        kind: 'set-literal',
        text: `x=${long(3000, (i) => `a${'.a'.repeat(i % 60)}.k${i} = 1\n`)}`,
      },
    ],
    outcome: ANY,
  },
]
