import { inTemplate, LIMIT, nested, type Attack } from './attack.ts'

const ANY = [LIMIT, 'ok', 'TEMPLATE_EXEC', 'TEMPLATE_FAIL']
const PATTERNS: Readonly<Record<string, readonly [pattern: string, text: string]>> = {
  'nested repetitions': ['(a+)+$', '(repeat 200000 "a" | cat "b")'],
  'nested repetitions of many': ['((a*)*)*b', '(repeat 200000 "a")'],
  'alternatives that overlap': ['(a|a|aa)*c', '(repeat 200000 "a")'],
  'many optional letters': [`${'a?'.repeat(200)}${'a'.repeat(200)}`, '(repeat 200 "a")'],
  'counted repetitions': ['((a{0,100}){0,10}){0,1}b', '(repeat 100000 "a")'],
  'too many counted repetitions': ['((a{0,1000}){0,1000}){0,1000}', '"a"'],
  'words and spaces': ['(.*)(.*)(.*)(.*)(.*)[^x]$', '(repeat 200000 "x")'],
  'deep groups': [nested(2000, '(', 'a', ')*'), '(repeat 10000 "a")'],
  'too deep groups': [nested(100_000, '(', 'a', ')'), '"a"'],
  'a long alternative': [
    `(${Array.from({ length: 3000 }, (_, i) => `a${i}`).join('|')})+x`,
    '(repeat 30000 "a1")',
  ],
  'classes of all letters': [`(\\\\p{L}|\\\\p{N}|[^x])*y`, '(repeat 100000 "é")'],
  'nothing, everywhere': ['(x?)*', '(repeat 200000 "a")'],
}
const CALLS: Readonly<Record<string, (pattern: string, text: string) => string>> = {
  regexMatch: (p, t) => `regexMatch ${p} ${t}`,
  mustRegexMatch: (p, t) => `mustRegexMatch ${p} ${t}`,
  regexFind: (p, t) => `regexFind ${p} ${t}`,
  mustRegexFind: (p, t) => `mustRegexFind ${p} ${t}`,
  regexFindAll: (p, t) => `regexFindAll ${p} ${t} -1 | len`,
  mustRegexFindAll: (p, t) => `mustRegexFindAll ${p} ${t} -1 | len`,
  regexReplaceAll: (p, t) => `regexReplaceAll ${p} ${t} "$1$1" | len`,
  mustRegexReplaceAll: (p, t) => `mustRegexReplaceAll ${p} ${t} "$1$1" | len`,
  regexReplaceAllLiteral: (p, t) => `regexReplaceAllLiteral ${p} ${t} "yy" | len`,
  mustRegexReplaceAllLiteral: (p, t) => `mustRegexReplaceAllLiteral ${p} ${t} "yy" | len`,
  regexSplit: (p, t) => `regexSplit ${p} ${t} -1 | len`,
  mustRegexSplit: (p, t) => `mustRegexSplit ${p} ${t} -1 | len`,
}

/** Patterns on which other engines never end, in each function that takes one. */
export const patterns: readonly Attack[] = Object.entries(PATTERNS).flatMap(([name, [pattern, text]]) =>
  Object.entries(CALLS).flatMap(([func, call]) =>
    inTemplate({
      [`${func} with ${name}`]: [
        `{{ $t := ${text} }}{{ range until 5 }}{{ $_ := ${call(JSON.stringify(pattern).replaceAll('\\\\\\\\', '\\\\'), '$t')} }}{{ end }}`,
        ANY,
      ],
    }),
  ),
)
