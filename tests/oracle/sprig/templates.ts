import type { Chance } from './chance.ts'
import type { Probe } from './families.ts'
import * as pool from './pools.ts'

/** Templates over two maps: what is shared, what is copied, what is changed in place. */
const overMaps: readonly string[] = [
  ...['merge', 'mergeOverwrite', 'mustMerge', 'mustMergeOverwrite'].flatMap((merge) => [
    `{{ $r := ${merge} .a0 .a1 }}{{ $_ := set $r "z" 1 }}{{ show $r .a0 .a1 }}`,
    `{{ $r := ${merge} .a0 .a1 }}{{ range $k, $v := $r }}{{ if typeIs "map[string]interface {}" $v }}{{ if $v }}{{ $_ := set $v "z" 1 }}{{ end }}{{ end }}{{ end }}{{ show .a0 .a1 }}`,
    `{{ $r := ${merge} (dict) .a0 .a1 }}{{ $_ := set $r "z" 1 }}{{ show $r .a0 .a1 }}`,
    `{{ $r := ${merge} (deepCopy .a0) .a1 }}{{ show $r .a0 .a1 }}`,
    `{{ show (${merge} .a0 .a0) }}`,
    `{{ show (${merge} (fromJson "null") .a0) (${merge} .a1 (fromJson "null")) }}`,
    `{{ show (${merge} (dict "a" .a0) (dict "a" .a1)) .a0 .a1 }}`,
    `{{ show (${merge} (dict "a" (semver "1.2.3")) (dict "a" .a0)) }}`,
    `{{ show (${merge} (dict "a" (fromJson "null")) (dict "a" .a0)) }}`,
    `{{ show (${merge} (dict "a" (rest (list))) (dict "a" (list))) (${merge} (dict) (dict "a" (list 1))) }}`,
  ]),
  '{{ $c := deepCopy .a0 }}{{ $_ := set $c "z" 1 }}{{ range $k, $v := $c }}{{ if typeIs "map[string]interface {}" $v }}{{ if $v }}{{ $_ := unset $v "a" }}{{ end }}{{ end }}{{ end }}{{ show $c .a0 }}',
  '{{ $p := pick .a0 "a" "b" }}{{ $o := omit .a0 "a" "b" }}{{ $_ := set $p "z" 1 }}{{ $_ := set $o "z" 1 }}{{ show $p $o .a0 }}',
  '{{ show (keys .a0 .a1 | sortAlpha) (values .a0 | len) (values .a0 | toStrings | sortAlpha) (pluck "a" .a0 .a1) }}',
  '{{ show (dig "a" "b" "none" .a0) }}',
  '{{ show (dig "a" "b" "c" nil .a0) }}',
  '{{ show (.a0 | dig "b" (dict "x" 1)) }}',
  '{{ show (get .a0 "nope" | default "x") (hasKey .a0 "a") (.a0.nope | default "y") (dict "k" .a0.nope) (empty .a0.nope) }}',
  '{{ show (deepEqual .a0 .a1) (deepEqual .a0 .a0) (deepEqual .a0 (deepCopy .a0)) }}',
  '{{ $d := dict "a" .a0 "b" .a0 }}{{ $_ := set $d.a "z" 1 }}{{ show $d }}',
  '{{ show (list .a0 .a1 | uniq) (has .a0 (list .a1 .a0)) (without (list .a0 .a1) .a0) }}',
  '{{ $_ := set (fromJson "null") "a" 1 }}',
  '{{ show (get (fromJson "null") "a") (hasKey (fromJson "null") "a") (unset (fromJson "null") "a") (keys (fromJson "null")) (omit (fromJson "null")) (deepCopy (fromJson "null")) }}',
  '{{ show (coalesce .a0.a .a1.a .a0.b "end") (all .a0.a .a1.a) (any .a0.a .a1.a) (ternary .a0 .a1 (hasKey .a0 "a")) }}',
  '{{ show (.a0 | toJson | fromJson | deepEqual .a0) (.a0 | mustToJson | mustFromJson | typeOf) }}',
  '{{ show (cat "x" .a0.a nil .a1.a) (quote .a0.a .a0.nope nil) (squote .a0.b) (toString .a0.c) (join "," (list .a0.a nil 1)) }}',
  '{{ show (set .a0 "k" .a1).k.a }}',
  '{{ $_ := set .a0 "self" (list .a0.a) }}{{ show .a0 }}',
  '{{ with .a0.a }}{{ show (typeOf .) (kindOf .) }}{{ else }}{{ show "none" }}{{ end }}',
]

/** Templates over two lists: capacities, sorting in place, nil results. */
const overLists: readonly string[] = [
  '{{ show (slice .a0 0 3) }}',
  '{{ show (slice .a0 1 4) }}',
  '{{ show (slice (append .a0 1) 0 5) }}',
  '{{ show (slice (slice .a0 0 1) 0 3) }}',
  '{{ show (slice (slice .a0 1 2) 0 2) }}',
  '{{ show (slice (prepend .a0 1) 0 4) }}',
  '{{ show (slice (compact .a0) 0 4) }}',
  '{{ show (slice (uniq .a0) 0 5) }}',
  '{{ show (slice (concat .a0 .a1) 0 7) }}',
  '{{ show (slice (reverse .a0) 0 4) }}',
  '{{ show (slice (rest .a0) 0 3) }}',
  '{{ show (slice (initial .a0) 0 3) }}',
  '{{ show (slice (toStrings .a0) 0 4) }}',
  '{{ show (slice (list 1 2 3) 0 4) }}',
  '{{ show (slice (until 5) 0 8) (slice (until 5) 2) }}',
  '{{ show (slice (splitList "," "a,b,c") 0 4) }}',
  '{{ show (slice (sortAlpha .a0) 0 4) }}',
  '{{ show (slice (first (chunk 2 .a0)) 0 3) }}',
  '{{ show (slice (deepCopy .a0) 0 4) }}',
  '{{ show (slice (without .a0 "a" 1) 0 4) }}',
  '{{ show (slice (mustFromJson "[1,2,3,4,5]") 0 8) }}',
  '{{ show (slice (until 40) 30 50) }}',
  '{{ show (slice (regexFindAll "a" "aaa" -1) 0 10) (slice (regexFindAll "a" "aaaaaaaaaaaa" -1) 0 20) (slice (regexSplit "," "a,b,c" -1) 0 4) }}',
  '{{ show (slice (regexSplit "," "a,b,c" -1) 0 5) }}',
  '{{ $l := list }}{{ range until 33 }}{{ $l = append $l . }}{{ end }}{{ show (slice $l 30 40 | len) }}{{ show (slice $l 30 72 | len) }}',
  '{{ $s := splitList "," "c,a,b" }}{{ $t := sortAlpha $s }}{{ show $s $t }}',
  '{{ $t := sortAlpha .a0 }}{{ show .a0 $t }}',
  '{{ $a := append .a0 1 }}{{ $b := append $a 2 }}{{ $c := append $a 3 }}{{ show $a $b $c .a0 }}',
  '{{ show (rest (list) | toJson) (initial (list)) (concat) (concat (list)) (compact (list)) (uniq (list)) (first (list)) (last (list)) (slice (list)) }}',
  '{{ show (.a0 | first) (.a0 | last) (.a0 | len) (has nil .a0) (has 1 nil) (join "-" .a0) }}',
  '{{ show (index .a0 0) }}',
  '{{ show (index (chunk 2 .a0) 0) (chunk 3 .a0 | len) }}',
  '{{ range $i, $v := sortAlpha .a0 }}{{ $i }}={{ $v }};{{ end }}',
  '{{ show (deepEqual .a0 .a1) (deepEqual .a0 (concat .a0)) (has .a0 (list .a1 .a0)) }}',
  '{{ append .a0 .a1 | toJson }}',
  '{{ show (mul 2 3.7 "4") (add 1 2.9) (sub 1 .a0) (div 7 2) (mod -7 3) (max 1 2.5 "3") (round 2.345 2) (round -2.5 0) (addf 0.1 0.2) (divf 1 3) (mulf 1.1 1.1) (1e3 | int) }}',
  '{{ trunc 3.0 "abcdef" }}',
  '{{ repeat 2 1 }}',
  '{{ trunc -2 "héllo" | b64enc }}',
  '{{ until 3 | join "," }}',
  '{{ seq 1 2 9 }}|{{ seq 5 1 }}|{{ seq 0 -2 -5 }}|{{ seq }}|{{ seq 1 1 1 1 }}',
  '{{ list 1 "a" nil true 2.5 (dict "k" nil) | toString }}',
  '{{ tuple .a0 .a1 | toStrings | join "|" }}',
  '{{ show (list nil | first) (list nil | len) (list (list) (dict)) }}',
]

/** Templates of two maps or two lists by chance, `each` for every text. */
export function templates(c: Chance, each: number): Probe[] {
  const over = (texts: readonly string[], make: (c: Chance) => pool.Json): Probe[] =>
    texts.flatMap((t) => Array.from({ length: each }, (): Probe => ({ t, a: [make(c), make(c)] })))
  return [
    ...over(overMaps, (chance) => pool.map(chance, 3)),
    ...over(overLists, (chance) => pool.list(chance)),
  ]
}
