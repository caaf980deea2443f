import { grown, inTemplate, LIMIT, nested, type Attack } from './attack.ts'

const TEXT = '"0123456789"'
const LIST = '(list "0123456789" 1 true)'
const DICT = '(dict "k" "0123456789")'
const cycle =
  '{{ $d := dict "a" 1 }}{{ $_ := set $d "self" $d }}{{ $e := dict "a" 1 }}{{ $_ := set $e "self" $e }}'
const doubled = grown(LIST, 'list $x $x')
const deepList = grown('list 1', 'list $x', '', 100_000)
const deepDict = grown('dict "a" 1', 'dict "a" $x', '', 100_000)

const printers: Readonly<Record<string, string>> = {
  print: 'print $x',
  println: 'println $x',
  'printf %v': 'printf "%v" $x',
  'printf %s': 'printf "%s" $x',
  'printf %#v': 'printf "%#v" $x',
  'printf %q': 'printf "%q" $x',
  'printf %x': 'printf "%x" $x',
  'printf %T': 'printf "%T" $x',
  toString: 'toString $x',
  quote: 'quote $x',
  squote: 'squote $x',
  cat: 'cat $x $x',
  join: 'join "," $x',
  toJson: 'toJson $x',
  mustToJson: 'mustToJson $x',
  toPrettyJson: 'toPrettyJson $x',
  toRawJson: 'toRawJson $x',
  toYaml: 'toYaml $x',
  toYamlPretty: 'toYamlPretty $x',
  toToml: 'toToml (dict "a" $x)',
  deepCopy: 'deepCopy $x',
  deepEqual: 'deepEqual $x (list $x)',
  has: 'has $x (list $x $x)',
  uniq: 'uniq (list $x $x)',
  without: 'without (list $x $x) $x',
  sortAlpha: 'sortAlpha $x',
  toStrings: 'toStrings $x',
  html: 'html $x',
  js: 'js $x',
  urlquery: 'urlquery $x',
  sha256sum: 'toString $x | sha256sum',
  eq: 'eq $x $x',
  merge: 'merge (dict) (dict "a" $x)',
  mustMerge: 'mustMerge (dict "a" $x) (dict "a" $x)',
  mergeOverwrite: 'mergeOverwrite (dict "a" $x) (dict "a" $x)',
  mustMergeOverwrite: 'mustMergeOverwrite (dict "a" $x) (dict "a" $x)',
  'an action': '$x',
  kindOf: 'kindOf $x',
  default: 'default 1 $x',
  fail: 'fail (toString $x)',
}
const ANY = [LIMIT, 'ok', 'TEMPLATE_EXEC', 'TEMPLATE_FAIL', 'OUTPUT_INVALID']
/** Reading what shares its parts, is deep, or holds itself, with each function that walks through values. */
const walks = Object.entries(printers).flatMap(([name, call]) =>
  inTemplate({
    [`${name} of a list of lists, doubled`]: [`${doubled}{{ $_ := ${call} }}`, ANY],
    [`${name} of a deep list`]: [`${deepList}{{ $_ := ${call} }}`, ANY],
    [`${name} of deep maps`]: [`${deepDict}{{ $_ := ${call} }}`, ANY],
    [`${name} of a map that holds itself`]: [`${cycle}{{ $x := $d }}{{ $_ := ${call} }}`, ANY],
  }),
)

/** Charts whose texts, lists and maps double. */
export const growth: readonly Attack[] = [
  ...inTemplate({
    repeat: '{{ repeat 1000000000000 "x" }}',
    'repeat, overflowing': ['{{ repeat 9223372036854775807 "xx" }}', [LIMIT, 'TEMPLATE_EXEC']],
    'repeat of repeat': '{{ repeat 100000 (repeat 100000 "x") }}',
    'repeat over and over': '{{ range until 100000 }}{{ $_ := repeat 100000 "x" }}{{ end }}',
    indent: '{{ indent 1000000000 "x" }}',
    nindent: '{{ nindent 1000000000 "x" }}',
    'nindent of many lines': '{{ nindent 100000 (repeat 100000 "x\\n") }}',
    'printf by width':
      '{{ printf "%9999999d" 1 }}{{ range until 1000 }}{{ $_ := printf "%999999d" 1 }}{{ end }}',
    'printf by precision': '{{ range until 1000 }}{{ $_ := printf "%.999999f" 1.5 }}{{ end }}',
    'printf by a given width': '{{ range until 1000 }}{{ $_ := printf "%*d" 999999 1 }}{{ end }}',
    'printf of one argument, again and again': `{{ $s := repeat 1000000 "x" }}{{ printf "${'%[1]s'.repeat(1000)}" $s }}`,
    'printf of many verbs': 'a: {{ printf (repeat 3000000 "%d") 1 | len }}',
    'printf with many arguments too many': `{{ printf "" ${'(repeat 100000 "x") '.repeat(2000)} }}`,
    'an error of printf that grows': grown(TEXT, 'printf $x $x'),
    'cat, doubled': grown(TEXT, 'cat $x $x'),
    'print, doubled': grown(TEXT, 'print $x $x'),
    'println, doubled': grown(TEXT, 'println $x $x'),
    'printf, doubled': grown(TEXT, 'printf "%s%s" $x $x'),
    'printf quoted, doubled': grown('"\\""', 'printf "%q" $x'),
    'join, doubled': grown(TEXT, 'join $x (list $x $x)'),
    'join with a long text': '{{ join (repeat 100000 "-") (until 100000) }}',
    'replace, doubled': grown('"xx"', 'replace "x" "xx" $x'),
    'replace nothing by much': '{{ replace "" (repeat 10000 "y") (repeat 1000000 "x") }}',
    'replace with much': '{{ replace "x" (repeat 100000 "y") (repeat 100000 "x") }}',
    'regexReplaceAll, doubled': grown('"xx"', 'regexReplaceAll "x" $x "xx"'),
    'regexReplaceAll with many groups': `{{ regexReplaceAll "(x+)" (repeat 100000 "x") "${'$1'.repeat(3000)}" }}`,
    'regexReplaceAllLiteral of nothing':
      '{{ regexReplaceAllLiteral "" (repeat 100000 "x") (repeat 100000 "y") }}',
    'b64enc, again and again': grown(TEXT, 'b64enc $x', '', 200),
    'b32enc, again and again': grown(TEXT, 'b32enc $x', '', 200),
    'quote, again and again': grown('"\\""', 'quote $x', '', 200),
    'squote, again and again': [grown('"\'"', 'squote $x', '', 200), 'ok'],
    'toJson, again and again': grown('"\\""', 'toJson $x', '', 200),
    'toJson of signs': grown('"<"', 'toJson $x', '', 200),
    'toYaml, again and again': [grown('"\\""', 'toYaml $x', '', 200), [LIMIT, 'ok']],
    'html, again and again': grown('"&"', 'html $x', '', 2000000),
    'js, again and again': grown('"\'"', 'js $x', '', 200),
    'urlquery, again and again': grown('"%"', 'urlquery $x', '', 2000000),
    'regexQuoteMeta, again and again': grown('"."', 'regexQuoteMeta $x', '', 200),
    'snakecase, again and again': [grown('"aBcD"', 'snakecase $x', '', 200), 'ok'],
    'wrap by a long text': '{{ wrapWith 1 (repeat 10000 "-") (repeat 400000 "x") }}',
    'nospace and title': [
      `{{ $s := repeat 1000000 "a b " }}{{ range until 10000 }}{{ $_ := title $s }}{{ $_ := nospace $s }}{{ $_ := untitle $s }}{{ $_ := swapcase $s }}{{ $_ := initials $s }}{{ end }}`,
      LIMIT,
    ],
    'camelcase of much': [
      `{{ $s := repeat 1000000 "a_b" }}{{ range until 10000 }}{{ $_ := camelcase $s }}{{ $_ := kebabcase $s }}{{ end }}`,
      LIMIT,
    ],
    'lower of letters that grow': grown('repeat 1000000 "İ"', 'lower $x | upper', '', 1000),
    'encryptAES, again and again': grown(TEXT, 'encryptAES "k" $x', '', 200),
    'splitList of much':
      '{{ $s := repeat 1000000 "x" }}{{ range until 1000 }}{{ $_ := splitList "" $s }}{{ end }}',
    'split of much': '{{ $s := repeat 1000000 "x," }}{{ range until 1000 }}{{ $_ := split "," $s }}{{ end }}',
    'splitn of much':
      '{{ $s := repeat 1000000 "x," }}{{ range until 1000 }}{{ $_ := splitn "," 1000000 $s }}{{ end }}',
    'regexSplit of much':
      '{{ $s := repeat 1000000 "x," }}{{ range until 1000 }}{{ $_ := regexSplit "," $s -1 }}{{ end }}',
    'chunk of much': '{{ $l := until 100000 }}{{ range until 10000 }}{{ $_ := chunk 1 $l }}{{ end }}',
    'reverse of much': '{{ $l := until 100000 }}{{ range until 10000 }}{{ $_ := reverse $l }}{{ end }}',
    'rest of much':
      '{{ $l := until 100000 }}{{ range until 100000 }}{{ $l = rest $l }}{{ $l = append $l 1 }}{{ end }}',
    'uniq of much': '{{ uniq (until 100000) }}',
    'without of much':
      '{{ $l := until 10000 }}{{ range until 10000 }}{{ $_ := without $l 1 2 3 4 5 }}{{ end }}',
    'has of much': '{{ $l := until 100000 }}{{ range until 100000 }}{{ $_ := has -1 $l }}{{ end }}',
    'sortAlpha of much': '{{ $l := until 100000 }}{{ range until 10000 }}{{ $_ := sortAlpha $l }}{{ end }}',
    'keys of much':
      '{{ $d := dict }}{{ range until 10000 }}{{ $_ := set $d (print .) . }}{{ end }}{{ range until 100000 }}{{ $_ := keys $d }}{{ $_ := values $d }}{{ end }}',
    'pick and omit of much':
      '{{ $d := dict }}{{ range until 10000 }}{{ $_ := set $d (print .) . }}{{ end }}{{ range until 100000 }}{{ $_ := omit $d "1" }}{{ $_ := pick $d "1" }}{{ end }}',
    'ranges over a map of much':
      '{{ $d := dict }}{{ range until 10000 }}{{ $_ := set $d (print .) . }}{{ end }}{{ range until 100000 }}{{ range $d }}{{ end }}{{ end }}',
    'sorting a map that changes':
      '{{ $d := dict }}{{ range until 10000 }}{{ $_ := set $d (print .) . }}{{ end }}{{ range until 100000 }}{{ $_ := set $d "x" 1 }}{{ $_ = unset $d "x" }}{{ range $d }}{{ break }}{{ end }}{{ end }}',
    'merges of much':
      '{{ $d := dict }}{{ range until 10000 }}{{ $_ := set $d (print .) . }}{{ end }}{{ range until 100000 }}{{ $_ := merge (dict) $d }}{{ end }}',
    'concat, doubled': grown('until 10', 'concat $x $x'),
    'lists of lists, doubled, and copied': grown('list 1', 'deepCopy (list $x $x)'),
    'maps of maps, doubled, and copied': grown(DICT, 'deepCopy (dict "a" $x "b" $x)'),
    'maps of maps, doubled, and merged': grown(
      DICT,
      'merge (dict "a" $x "b" $x) (deepCopy (dict "b" $x "a" $x))',
    ),
    'quoted lists, again and again': grown(LIST, 'list (quote $x) (quote $x)'),
    'dict of json, doubled': grown(DICT, 'dict "a" (toJson $x) "b" (toJson $x)'),
    'dict of yaml, doubled': grown(DICT, 'dict "a" (toYaml $x) "b" (toYaml $x)'),
    'json there and back, doubled': grown('list 1', 'fromJsonArray (toJson (list $x $x))'),
    'yaml there and back, doubled': grown('list 1', 'fromYamlArray (toYaml (list $x $x))'),
    'toml there and back, doubled': grown(DICT, 'fromToml (toToml (dict "a" $x "b" $x))'),
    'a deep list there and back': grown('list 1', 'fromJsonArray (toJson (list $x))', '', 20_000),
    'pretty json of a deep list': [
      `{{ toPrettyJson (fromJsonArray "${nested(9000, '[', '', ']')}") }}`,
      [LIMIT, 'ok'],
    ],
    'yaml of a deep list': [`{{ toYaml (fromJsonArray "${nested(9000, '[', '', ']')}") }}`, [LIMIT, 'ok']],
    'toml of deep maps': [grown(DICT, 'dict "a" $x', 'toToml $x', 5000), [LIMIT, 'ok']],
    'one text in a list of many':
      '{{ $s := repeat 10000000 "x" }}{{ $l := list }}{{ range until 10000 }}{{ $l = append $l $s }}{{ end }}{{ toJson $l }}',
    'one text printed by many':
      '{{ $s := repeat 10000000 "x" }}{{ $l := list }}{{ range until 10000 }}{{ $l = append $l $s }}{{ end }}{{ print $l }}',
    'one text joined by many':
      '{{ $s := repeat 10000000 "x" }}{{ $l := list }}{{ range until 10000 }}{{ $l = append $l $s }}{{ end }}{{ join "" $l }}',
    'one text hashed with every key':
      '{{ $s := repeat 1000000 "x" }}{{ range until 100000 }}{{ $_ := sha256sum (print $s .) }}{{ end }}',
    'slices of one text kept':
      '{{ $l := list }}{{ range until 100000 }}{{ $l = append $l (trunc 5 (repeat 100000 (print .))) }}{{ end }}',
    'an include kept and doubled': '{{ define "a" }}{{ . }}{{ . }}{{ end }}' + grown(TEXT, 'include "a" $x'),
    'a tpl kept and doubled': grown(TEXT, 'tpl (print $x $x) $'),
    'the index of a long list': '{{ range until 1000000 }}{{ $_ := index (until 100) 1 }}{{ end }}',
    'slice of much': '{{ $l := until 100000 }}{{ range until 100000 }}{{ $_ := slice $l 0 99999 }}{{ end }}',
    'toStrings of much': '{{ $l := until 100000 }}{{ range until 100000 }}{{ $_ := toStrings $l }}{{ end }}',
    'max of much': [`{{ range until 100000 }}{{ $_ := max ${'1 '.repeat(1000)} }}{{ end }}`, LIMIT],
    'maps as keys of reports':
      '{{ $d := dict }}{{ range until 1000000 }}{{ $d = dict "a" $d }}{{ end }}{{ toYaml $d }}',
  }),
  ...walks,
]
