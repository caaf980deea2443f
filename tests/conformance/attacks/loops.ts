import { grown, inTemplate, LIMIT, type Attack } from './attack.ts'

const again = (body: string): string =>
  `{{ range until 4000 }}{{ range until 4000 }}${body}{{ end }}{{ end }}`

/** Charts that count, call and build without end. */
export const loops: readonly Attack[] = inTemplate({
  'a range over a huge number': '{{ range 1000000000000 }}{{ end }}',
  'ranges within ranges':
    '{{ range 100000 }}{{ range 100000 }}{{ range 100000 }}x{{ end }}{{ end }}{{ end }}',
  until: '{{ until 1000000000 }}',
  'until below zero': '{{ until -1000000000 }}',
  untilStep: '{{ untilStep 0 9223372036854775807 1 }}',
  'untilStep downwards': '{{ untilStep 9223372036854775807 0 -1 }}',
  'until over and over': again('{{ $_ := until 1000 }}'),
  seq: '{{ seq 900000000000000000 }}',
  'seq by wide numbers': '{{ seq 1000000000000000000 1 1000000000009999999 }}',
  'ints added': again('{{ $_ := add 1 2 3 }}'),
  'rounding to many places': ['a: {{ round 1.5 999999999 }}', [LIMIT, 'ok', 'TEMPLATE_EXEC']],
  'decimals of huge exponents': ['a: {{ addf 1 "1e999999999" }}{{ mulf "1e-999999999" 3 }}', [LIMIT, 'ok']],
  'a text as a number, read again and again': `{{ $s := repeat 1000000 "7" }}${again('{{ $_ := int64 $s }}{{ $_ := float64 $s }}')}`,
  'a long text as octal': `{{ $s := repeat 1000000 "7" }}${again('{{ $_ := toDecimal $s }}')}`,

  'an include of itself': [
    '{{ define "a" }}{{ include "a" . }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
    'rendering template has a nested reference name: a: unable to execute template',
  ],
  'includes of each other':
    '{{ define "a" }}{{ include "b" . }}{{ include "b" . }}{{ end }}{{ define "b" }}{{ include "a" . }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
  'includes that double':
    Array.from(
      { length: 40 },
      (_, i) => `{{ define "a${i}" }}{{ include "a${i + 1}" . }}{{ include "a${i + 1}" . }}{{ end }}`,
    ).join('') + '{{ define "a40" }}x{{ end }}{{ include "a0" . }}',
  'templates that double':
    Array.from(
      { length: 40 },
      (_, i) => `{{ define "a${i}" }}{{ template "a${i + 1}" . }}{{ template "a${i + 1}" . }}{{ end }}`,
    ).join('') + '{{ define "a40" }}x{{ end }}{{ template "a0" . }}',
  'a template of itself': [
    '{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}',
    'exceeded maximum template depth (100000)',
  ],
  'a template of itself, twice': [
    '{{ define "a" }}{{ template "a" . }}{{ template "a" . }}{{ end }}{{ template "a" . }}',
    'exceeded maximum template depth (100000)',
  ],
  'includes that count': [
    '{{ define "a" }}{{ include (printf "a%d" (add . 1)) (add . 1) }}{{ end }}{{ include "a" 1 }}',
    'template: no template "a2"',
  ],
  'tpl of itself':
    '{{ define "a" }}{{ tpl .Values.a . }}{{ end }}{{ $_ := set .Values "a" "{{ tpl .Values.a . }}" }}{{ tpl .Values.a . }}',
  'tpl of itself, twice':
    '{{ $_ := set .Values "a" "{{ tpl .Values.a . }}{{ tpl .Values.a . }}" }}{{ tpl .Values.a . }}',
  'tpl of ever longer texts':
    '{{ $_ := set .Values "a" "{{ $_ := set .Values `a` (printf `%s{{/* */}}` .Values.a) }}{{ tpl .Values.a . }}" }}{{ tpl .Values.a . }}',
  'tpl of many texts': again(
    '{{ tpl (printf "{{ %d }}{{ .Values }}" (add . 1 (mul 4000 (rand 1)))) $ }}',
  ).replace('(rand 1)', '(randNumeric 9 | int)'),
  'tpl of many large texts':
    '{{ $s := repeat 2000 "{{ .Values.a }}" }}{{ range until 4000 }}{{ tpl (printf "%s%d" $s .) $ }}{{ end }}',
  'tpl of many definitions':
    '{{ $s := "" }}{{ range until 3000 }}{{ $s = printf "%s{{ define `a%d` }}{{ end }}" $s . }}{{ tpl $s $ }}{{ end }}',
  'tpl of texts that define each other away': again(
    '{{ tpl "{{ define `x` }}{{ . }}{{ end }}{{ template `x` . }}" . }}',
  ),

  'keys without end': again('{{ $_ := genPrivateKey "rsa" }}'),
  'authorities without end': again('{{ $_ := genCA "a" 1 }}'),
  'certificates without end':
    '{{ $ca := genCA "a" 1 }}{{ range until 10000 }}{{ $_ := genSignedCert "a" nil nil 1 $ca }}{{ end }}',
  'self-signed certificates without end': again('{{ $_ := genSelfSignedCert "a" nil nil 1 }}'),
  'keys of other kinds without end': again(
    '{{ $_ := genPrivateKey "ecdsa" }}{{ $_ := genPrivateKey "ed25519" }}',
  ),
  'password hashes without end': again('{{ $_ := bcrypt "a" }}'),
  'htpasswd without end': again('{{ $_ := htpasswd "a" "b" }}'),
  'derived passwords without end': again('{{ $_ := derivePassword 1 "long" "a" "b" "c" }}'),
  'digests of large texts': `{{ $s := repeat 1000000 "x" }}${again('{{ $_ := sha256sum $s }}{{ $_ := sha512sum $s }}{{ $_ := sha1sum $s }}{{ $_ := adler32sum $s }}')}`,
  'ciphers of large texts': `{{ $s := repeat 1000000 "x" }}${again('{{ $_ := encryptAES "k" $s }}')}`,
  'a certificate of many names': [
    '{{ $l := list }}{{ range until 30000 }}{{ $l = append $l (printf "a%d" .) }}{{ end }}{{ genSelfSignedCert "a" nil $l 1 }}',
    [LIMIT, 'ok'],
  ],
  'random texts': '{{ randAlphaNum 1000000000 }}',
  'random texts without end': again('{{ $_ := randAlphaNum 1000 }}'),
  'random bytes': '{{ randBytes 1000000000 }}',
  'uuids without end': again('{{ $_ := uuidv4 }}'),
  'shuffled without end': `{{ $s := repeat 1000000 "x" }}${again('{{ $_ := shuffle $s }}')}`,
  'dates without end': again('{{ $_ := now | date "Mon Jan 2 15:04:05 MST 2006" }}'),
  'a long layout': `{{ $l := repeat 400000 "2006 " }}${again('{{ $_ := now | date $l }}')}`,
  'zones without end': again('{{ $_ := dateInZone "2006" now (printf "Europe/%d" .) }}'),
  'durations of long texts': `{{ $l := repeat 400000 "1h" }}${again('{{ $_ := now | dateModify $l }}')}`,
  'dates of long texts': `{{ $l := repeat 400000 "2006" }}${again('{{ $_ := toDate $l $l }}')}`,
  'constraints of many parts': [
    `{{ $c := printf "%s>1" (repeat 100000 ">1 || ") }}${again('{{ $_ := semverCompare $c "0.1.0" }}')}`,
    'string is too long',
  ],
  'a constraint of one long part': [
    `{{ $c := printf ">%s" (repeat 400000 "1") }}${again('{{ $_ := semverCompare $c "0.1.0" }}')}`,
    'string is too long',
  ],
  'a version of one long part': [
    `{{ $c := printf "1.0.0-%s" (repeat 400000 "a.") }}${again('{{ $_ := semver $c }}')}`,
    'string is too long',
  ],
  'networks asked for': ['a: {{ getHostByName "example.com" }}{{ lookup "v1" "Secret" "" "" }}', 'ok'],
  'a chain of appends': again('{{ $_ := append (until 1000) 1 }}'),
  'a list grown by appends': '{{ $l := list }}{{ range until 100000000 }}{{ $l = append $l . }}{{ end }}',
  'a list grown step by step': '{{ $l := list }}{{ range $i := 100000000 }}{{ $l = append $l $i }}{{ end }}',
  'a list of long texts':
    '{{ $l := list }}{{ range $i := 100000000 }}{{ $l = append $l (repeat 10000 (print $i)) }}{{ end }}',
  'a map of long keys':
    '{{ $d := dict }}{{ range $i := 100000000 }}{{ $_ := set $d (repeat 10000 (print $i)) $i }}{{ end }}',
  'a map grown step by step':
    '{{ $d := dict }}{{ range $i := 100000000 }}{{ $_ := set $d (print $i) $i }}{{ end }}',
  'a list prepended to': '{{ $l := list }}{{ range $i := 100000000 }}{{ $l = prepend $l $i }}{{ end }}',
  'variables without end': `{{ range 100000000 }}${'{{ $a := 1 }}'.repeat(1000)}{{ end }}`,
  'a failing regular expression, again and again': again('{{ $_ := regexMatch "((((" "a" }}'),
  'errors without end': again('{{ $_ := fromYaml "a: b: c" }}{{ $_ := fromJson "{" }}{{ $_ := toToml 1 }}'),
  'output without end': again('{{ "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" }}'),
  'text without end': again('x'.repeat(100_000)),
  'a long message of fail': ['{{ fail (repeat 5000000 "x") }}', 'TEMPLATE_FAIL'],
  'failure within many includes': [
    '{{ define "a" }}{{ if lt . 300 }}{{ include "a" (add1 . | int) }}{{ else }}{{ fail (repeat 100000 "x") }}{{ end }}{{ end }}{{ include "a" 1 }}',
    [LIMIT, 'TEMPLATE_FAIL'],
  ],
  'failure within many tpl': [
    '{{ $_ := set .Values "n" 0 }}{{ $_ := set .Values "a" (printf "{{ $_ := set .Values `n` (add1 .Values.n) }}{{ if lt .Values.n 200 }}{{ tpl .Values.a . }}{{ else }}{{ fail `x` }}{{ end }}{{/* %s */}}" (repeat 100000 "x")) }}{{ tpl .Values.a . }}',
    [LIMIT, 'TEMPLATE_FAIL', 'TEMPLATE_EXEC'],
  ],
  'paths of many parts': `{{ $p := repeat 1000000 "a/../" }}${again('{{ $_ := clean $p }}{{ $_ := osBase $p }}')}`,
  'addresses of many parts': `{{ $p := printf "http://a/%s" (repeat 1000000 "%20?") }}${again('{{ $_ := urlParse $p }}')}`,
  'a text searched again and again': `{{ $s := repeat 1000000 "x" }}${again('{{ $_ := contains "xy" $s }}{{ $_ := hasPrefix "y" $s }}{{ $_ := eq $s "y" }}')}`,
  'texts compared': `{{ $s := repeat 10000000 "x" }}{{ $t := print $s "y" }}${again('{{ $_ := lt $s $t }}')}`,
  'grown by a function value': [`{{ range 100000000 }}{{ call .Values.f }}{{ end }}`, ['TEMPLATE_EXEC']],
  'a loop over its own list': [grown('until 10', 'concat $x $x', 'range $x }}x{{ end'), LIMIT],
})
