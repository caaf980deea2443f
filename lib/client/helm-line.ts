import { readTarget, type ChartTarget } from './chart-target.ts'
import { longFlag, shortFlag, type Flag } from './helm-flags.ts'
import { shellWords, type Word } from './shell-words.ts'

export type Verb = 'template' | 'install' | 'upgrade' | 'pull' | 'show' | 'verify' | 'repo add'

/** How a stretch of the text was read (end exclusive): used, a file that is on somebody's disk, without effect here, or not understood. */
export interface Part {
  readonly from: number
  readonly to: number
  readonly use: 'used' | 'file' | 'none' | 'wrong'
}

export interface SetFlag {
  readonly kind: 'set' | 'set-string' | 'set-json' | 'set-file' | 'set-literal'
  readonly text: string
}

/** A whole `helm …` line, read. What was not said is null, false or empty. */
export interface HelmLine {
  readonly kind: 'helm'
  readonly verb: Verb
  readonly parts: readonly Part[]
  readonly target: ChartTarget | null
  readonly release: string | null
  readonly namespace: string | null
  readonly version: string | null
  readonly files: readonly string[]
  readonly sets: readonly SetFlag[]
  readonly kubeVersion: string | null
  readonly apiVersions: readonly string[]
  readonly upgrade: boolean
  /** `upgrade --install`: an install where nothing is there yet */
  readonly orInstall: boolean
  readonly includeCrds: boolean
  readonly noHooks: boolean
  readonly skipTests: boolean
  readonly skipSchema: boolean
  readonly showOnly: readonly string[]
  readonly wantsVerdict: boolean
  /** flags that change nothing that is rendered, as written */
  readonly withoutEffect: readonly string[]
  /** flags that would change it in ways that cannot be followed from here */
  readonly unfollowed: readonly string[]
  /** what is wrong, in words */
  readonly problems: readonly string[]
}

export type Reading =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'search'; readonly text: string }
  | { readonly kind: 'target'; readonly target: ChartTarget; readonly parts: readonly Part[] }
  | HelmLine

const VERBS: Readonly<Record<string, Verb>> = {
  template: 'template',
  install: 'install',
  upgrade: 'upgrade',
  pull: 'pull',
  fetch: 'pull',
  show: 'show',
  inspect: 'show',
  verify: 'verify',
}

/** Reads what was typed or pasted into the box. Total: anything that is neither a line nor an address is a search. */
export function readLine(text: string): Reading {
  const { words, openQuote } = shellWords(text)
  // a prompt, sudo, or variables before the command are not part of it
  let start = 0
  while (start < words.length && /^(?:[$#%>❯]|sudo|[A-Za-z_]\w*=.*)$/.test(words[start]!.text)) start++
  const rest = words.slice(start)
  const first = rest[0]
  if (first === undefined) return { kind: 'nothing' }
  if (/(?:^|\/)(?:helm[34]?|chartroom)$/.test(first.text) && rest.length > 1) {
    const line = readHelm(rest, openQuote)
    if (line !== null) return line
  }
  if (rest.length === 1) {
    const target = readTarget(first.text)
    if (target !== null && target.at !== 'alias')
      return { kind: 'target', target, parts: [{ from: first.from, to: first.to, use: 'used' }] }
  }
  return { kind: 'search', text: text.trim() }
}

type Draft = { -readonly [K in keyof HelmLine]: HelmLine[K] extends readonly (infer T)[] ? T[] : HelmLine[K] }

function readHelm(words: readonly Word[], openQuote: boolean): HelmLine | null {
  let at = 1
  const verbWord = words[at++]!
  let verb = VERBS[verbWord.text]
  let last = verbWord
  if (verbWord.text === 'repo' && words[at]?.text === 'add') {
    verb = 'repo add'
    last = words[at++]!
  }
  if (verb === undefined) return null
  if (verb === 'show' && /^(?:all|chart|crds|readme|values)$/.test(words[at]?.text ?? '')) last = words[at++]!

  const draft: Draft = {
    kind: 'helm',
    verb,
    parts: [{ from: words[0]!.from, to: last.to, use: 'used' }],
    target: null,
    release: null,
    namespace: null,
    version: null,
    files: [],
    sets: [],
    kubeVersion: null,
    apiVersions: [],
    upgrade: verb === 'upgrade',
    orInstall: false,
    includeCrds: false,
    noHooks: false,
    skipTests: false,
    skipSchema: false,
    showOnly: [],
    wantsVerdict: verb === 'verify',
    withoutEffect: [],
    unfollowed: [],
    problems: [],
  }
  const positional: Word[] = []
  let repo: string | null = null
  let devel = false

  while (at < words.length) {
    const word = words[at++]!
    if (/^(?:&&|\|\|?|;|>>?|<)$/.test(word.text)) {
      // what follows belongs to the shell
      draft.parts.push({ from: word.from, to: words.at(-1)!.to, use: 'none' })
      break
    }
    if (word.text === '--') continue
    if (!word.text.startsWith('-') || word.text === '-') {
      positional.push(word)
      continue
    }
    const found = readFlag(word, words[at])
    if (found === null) {
      draft.problems.push(`${word.text} is no flag of helm ${verb}`)
      draft.parts.push({ from: word.from, to: word.to, use: 'wrong' })
      continue
    }
    if (found.next) at++
    const to = found.next ? words[at - 1]!.to : word.to
    if (found.flag.takes === 'always' && found.value === null) {
      draft.problems.push(`--${found.flag.name} needs a value`)
      draft.parts.push({ from: word.from, to, use: 'wrong' })
      continue
    }
    if (found.flag.use === 'repo') repo = found.value
    if (found.flag.use === 'devel') devel = found.value !== 'false'
    draft.parts.push({ from: word.from, to, use: applyFlag(draft, found.flag, found.value ?? 'true') })
  }
  if (devel && draft.version === null) draft.version = '>0.0.0-0'
  if (openQuote) draft.problems.push('a quote is not closed')
  placePositional(draft, positional, repo)
  draft.parts.sort((a, b) => a.from - b.from)
  return draft
}

/** pflag's rules: `--name value`, `--name=value`, `-n value`, `-nvalue`, `-n=value`, and switches joined as `-ig`. */
function readFlag(
  word: Word,
  after: Word | undefined,
): { flag: Flag; value: string | null; next: boolean } | null {
  const long = /^--([^=]+)(?:=([\s\S]*))?$/.exec(word.text)
  if (long !== null) {
    const flag = longFlag(long[1]!)
    if (flag === undefined) return null
    if (long[2] !== undefined) return { flag, value: long[2], next: false }
    return flag.takes === 'always'
      ? { flag, value: after?.text ?? null, next: after !== undefined }
      : { flag, value: null, next: false }
  }
  const flag = shortFlag(word.text[1] ?? '')
  if (flag === undefined) return null
  const tail = word.text.slice(2).replace(/^=/, '')
  if (flag.takes !== 'always') return { flag, value: null, next: false }
  return tail !== ''
    ? { flag, value: tail, next: false }
    : { flag, value: after?.text ?? null, next: after !== undefined }
}

function applyFlag(draft: Draft, flag: Flag, value: string): Part['use'] {
  const on = value !== 'false'
  switch (flag.use) {
    case 'version':
      draft.version = value
      return 'used'
    case 'namespace':
      draft.namespace = value
      return 'used'
    case 'file':
      draft.files.push(...value.split(','))
      return 'file'
    case 'set':
      draft.sets.push({ kind: flag.name as SetFlag['kind'], text: value })
      return flag.name === 'set-file' ? 'file' : 'used'
    case 'kube-version':
      draft.kubeVersion = value.replace(/^v/, '')
      return 'used'
    case 'api-versions':
      draft.apiVersions.push(...value.split(','))
      return 'used'
    case 'install':
      draft.orInstall = on
      return 'used'
    case 'is-upgrade':
      draft.upgrade = on
      return 'used'
    case 'include-crds':
      draft.includeCrds = on
      return 'used'
    case 'skip-crds':
      draft.includeCrds = !on && draft.includeCrds
      return 'used'
    case 'no-hooks':
      draft.noHooks = on
      return 'used'
    case 'skip-tests':
      draft.skipTests = on
      return 'used'
    case 'skip-schema':
      draft.skipSchema = on
      return 'used'
    case 'show-only':
      draft.showOnly.push(value)
      return 'used'
    case 'verify':
      draft.wantsVerdict = on
      return 'used'
    case 'repo':
    case 'devel':
      return 'used'
    case 'generate-name':
    case 'name-template':
      draft.withoutEffect.push(`--${flag.name}`)
      return 'none'
    case 'secret':
      // neither the flag's value nor its place is kept
      draft.withoutEffect.push(`--${flag.name}`)
      return 'none'
    case 'changes':
      draft.unfollowed.push(`--${flag.name}`)
      return 'none'
    case 'connection':
    case 'none':
      draft.withoutEffect.push(flag.takes === 'always' ? `--${flag.name} ${value}` : `--${flag.name}`)
      return 'none'
  }
}

function placePositional(draft: Draft, positional: readonly Word[], repo: string | null): void {
  const namesRelease = draft.verb === 'install' || draft.verb === 'upgrade' || draft.verb === 'template'
  const wanted = draft.verb === 'repo add' ? 2 : namesRelease ? 2 : 1
  const spare = positional.slice(wanted)
  const used = positional.slice(0, wanted)
  for (const word of used) draft.parts.push({ from: word.from, to: word.to, use: 'used' })
  for (const word of spare) {
    draft.parts.push({ from: word.from, to: word.to, use: 'wrong' })
    draft.problems.push(`${word.text} is one word too many`)
  }
  const chart = used.at(-1)
  if (chart === undefined || (draft.verb === 'repo add' && used.length < 2)) {
    draft.problems.push(draft.verb === 'repo add' ? 'the address is missing' : 'the chart is missing')
    return
  }
  if (namesRelease && used.length === 2) draft.release = used[0]!.text
  if (draft.verb === 'upgrade' && used.length === 1)
    draft.problems.push('upgrade needs a release and a chart')

  const target = repo === null ? readTarget(chart.text) : inRepo(repo, chart.text)
  if (target === null) {
    draft.problems.push(`${chart.text} names no place: add --repo or write oci://…`)
    return
  }
  draft.target = target
  // what stands in the reference itself is the version; a tag beside --version must be the same
  if (target.at === 'oci' && target.version !== null) draft.version = target.version
}

function inRepo(repo: string, chart: string): ChartTarget | null {
  const place = readTarget(repo)
  if (place === null) return null
  if (place.at === 'classic') return { ...place, chart }
  if (place.at === 'oci')
    return { ...place, repository: place.repository === '' ? chart : `${place.repository}/${chart}` }
  return null
}
