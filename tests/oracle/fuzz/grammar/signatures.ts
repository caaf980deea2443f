/**
 * What templates may call: name, arguments, result. Types: s string, i int, n any number, b bool, l list, d dict,
 * a anything, o a map of strings, and narrower ones with pools of their own: p pattern, v version, c constraint, D duration, T time, L
 * layout, y YAML, j JSON, m TOML, u address, z zone, k key of a dict, t type name, I small count, e path. `*` repeats
 * the last. Left out is what differs from run to run, what draws on chance, and what takes long by intent.
 */
export const SIGNATURES = `
abbrev Is s; abbrevboth IIs s; trunc is s; trim s s; trimAll ss s; trimSuffix ss s; trimPrefix ss s; trimall ss s
upper s s; lower s s; title s s; untitle s s; substr iis s; repeat Is s; nospace s s; initials s s; swapcase s s
wrap Is s; wrapWith Iss s; contains ss b; hasPrefix ss b; hasSuffix ss b; quote a* s; squote a* s; cat a* s
indent Is s; nindent Is s; replace sss s; plural ssi s; snakecase s s; camelcase s s; kebabcase s s
sha1sum s s; sha256sum s s; sha512sum s s; adler32sum s s; toString a s; toStrings l l; join sl s; sortAlpha l l
split ss o; splitList ss l; splitn sis o; b64enc s s; b64dec s s; b32enc s s; b32dec s s
urlParse u d; urlJoin d s; base e s; dir e s; clean e s; ext e s; isAbs e b
osBase e s; osDir e s; osClean e s; osExt e s; osIsAbs e b
regexMatch ps b; mustRegexMatch ps b; regexFind ps s; mustRegexFind ps s; regexFindAll psi l; mustRegexFindAll psi l
regexReplaceAll pss s; mustRegexReplaceAll pss s; regexReplaceAllLiteral pss s; mustRegexReplaceAllLiteral pss s
regexSplit psi l; mustRegexSplit psi l; regexQuoteMeta s s
semver v a; semverCompare cv b; tuple a* l; list a* l; dict ka d; dict kaka d
toJson a s; mustToJson a s; toPrettyJson a s; mustToPrettyJson a s; toRawJson a s; mustToRawJson a s
fromJson j d; mustFromJson j a; fromJsonArray j l; toYaml a s; mustToYaml a s; toYamlPretty a s; fromYaml y d
fromYamlArray y l; toToml d s; mustToToml d s; fromToml m d
kindOf a s; typeOf a s; kindIs ta b; typeIs ta b; typeIsLike ta b; deepEqual aa b
toDate Ls a; mustToDate Ls a; date LT s; date_in_zone LTz s; dateInZone LTz s; dateModify DT a; date_modify DT a
mustDateModify DT a; must_date_modify DT a; htmlDate T s; htmlDateInZone Tz s; duration i s; duration s s
durationRound D s; unixEpoch T s
default aa a; empty a b; coalesce a* a; all a* b; any a* b; compact l l; mustCompact l l; ternary aab a
first l a; mustFirst l a; last l a; mustLast l a; rest l l; mustRest l l; initial l l; mustInitial l l
append la l; mustAppend la l; push la l; mustPush la l; prepend la l; mustPrepend la l; concat l* l
reverse l l; mustReverse l l; uniq l l; mustUniq l l; without la* l; mustWithout la* l; has al b; mustHas al b
slice l l; slice li l; slice lii l; mustSlice lii l; chunk Il l; mustChunk Il l
get dk a; set dka d; unset dk d; hasKey dk b; pluck kd* l; keys d l; values d l; pick dk* d; omit dk* d
merge dd* d; mustMerge dd* d; mergeOverwrite dd* d; mustMergeOverwrite dd* d; deepCopy a a; mustDeepCopy a a
dig kad a; dig kkad a
add n* i; sub nn i; mul nn* i; div nn i; mod nn i; max n* i; min n* i; maxf n* n; minf n* n; ceil n n; floor n n
round ni n; addf n* n; subf nn* n; mulf nn* n; divf nn* n; add1 n i; add1f n n; biggest n* i
int a i; int64 a i; float64 a n; atoi s i; toDecimal s i; until I l; untilStep IIi l; seq I s; seq II s; seq IiI s
print a* s; printf fa s; printf faa s; println a* s; len a i; index li a; index dk a; index dkk a; index a* a
html a s; js a s; urlquery a s; eq aa b; eq a* b; ne aa b; lt nn b; le nn b; gt nn b; ge nn b; lt ss b; ge ss b
and a* a; or a* a; not a b; lookup ssss d; required sa a; fail s s; tpl sa s; include sa s; getHostByName s s
hello  s; call a s; decryptAES ss s; ternary ssb s; default ss s; default ii i; default ll l; default dd d
coalesce ss s; quote s s; squote s s; printf fs s; toString i s; toYaml d s; toYaml l s; toJson d s; index ls a
join sa s; has sl b; first s a; rest a l; list s* l; list i* l; dict ksks d; merge dd d; mergeOverwrite dd d
replace sss s; trunc is s; trimSuffix ss s; eq ss b; ne ss b; eq ii b; and bb b; or bb b; not b b; contains ss b
`

export interface Signature {
  readonly name: string
  readonly args: readonly string[]
  /** the last of `args` may come any number of times */
  readonly repeats: boolean
  readonly result: string
}

export const signatures: readonly Signature[] = SIGNATURES.trim()
  .split(/[;\n]\s*/)
  .map((entry) => {
    const [name, args = '', result] = entry.trim().split(' ')
    return {
      name: name!,
      args: [...args.replace('*', '')],
      repeats: args.endsWith('*'),
      result: result!,
    }
  })
