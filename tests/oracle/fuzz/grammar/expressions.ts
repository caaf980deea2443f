import type { Chance } from '../../sprig/chance.ts'
import { pools, quoted } from './pools.ts'
import { signatures, type Signature } from './signatures.ts'
import { brittlePaths } from './brittle-paths.ts'

/** What an expression may name where it stands. */
export interface Scope {
  /** paths to values, such as `.Values.a.b`, by type */
  readonly paths: Readonly<Record<string, readonly string[]>>
  /** variables that are declared here */
  readonly variables: readonly { readonly name: string; readonly type: string }[]
  /** templates for include */
  readonly templates: readonly string[]
}

const byResult = new Map<string, Signature[]>()
for (const signature of signatures) {
  const list = byResult.get(signature.result) ?? []
  list.push(signature)
  byResult.set(signature.result, list)
}

/** The type whose values do for another. */
const base = (type: string): string => {
  if ('spvcDLzueyjmftk'.includes(type)) return 's'
  if (type === 'I') return 'I'
  return type
}

const ANY = [...'ssiinbldpvyjo']

/** A Go string literal. */
export function literal(chance: Chance, text: string): string {
  if (chance.chance(0.15) && !/[`\r]/.test(text) && text.isWellFormed()) return `\`${text}\``
  return JSON.stringify(text).replace(
    /[\udc80-\udcff]/g,
    (c) => `\\x${(c.charCodeAt(0) - 0xdc00).toString(16)}`,
  )
}

/** A literal, path or variable. */
function atom(chance: Chance, type: string, scope: Scope): string {
  const wanted = base(type)
  const roll = chance.next()
  const variables = scope.variables.filter((v) => wanted === 'a' || v.type === wanted)
  if (roll < 0.3 && variables.length > 0) return chance.one(variables).name
  const paths = wanted === 'a' ? Object.values(scope.paths).flat() : (scope.paths[wanted] ?? [])
  if (roll < 0.002) return chance.one(brittlePaths)
  if (roll < 0.75 && paths.length > 0) return chance.one(paths)
  if (type === 'a') return chance.chance(0.1) ? 'nil' : atom(chance, chance.one(ANY), scope)
  if (type === 'l')
    return chance.chance(0.3)
      ? '(list)'
      : `(list ${chance.some(4, () => atom(chance, 'a', scope)).join(' ')})`
  if (type === 'o')
    return `(split ${literal(chance, chance.one(['/', '-', '', '.']))} ${atom(chance, 's', scope)})`
  if (type === 'd') {
    const pairs = chance.some(3, () => `"${chance.one(pools['k']!)}" ${atom(chance, 'a', scope)}`)
    return `(dict ${pairs.join(' ')})`
  }
  if (type === 'T' && chance.chance(0.8)) {
    return `(toDate "2006-01-02" "20${10 + chance.below(80)}-0${1 + chance.below(9)}-1${chance.below(10)}")`
  }
  const text = chance.one(pools[type]!)
  return quoted.has(type) ? literal(chance, text) : text
}

/** An operand, in parentheses where it must. */
function operand(chance: Chance, type: string, scope: Scope, depth: number): string {
  const wanted = chance.chance(0.02) ? chance.one(ANY) : type
  if (depth <= 0 || chance.chance(0.45)) return atom(chance, wanted, scope)
  return `(${pipeline(chance, wanted, scope, depth - 1)})`
}

function call(chance: Chance, signature: Signature, whole: Scope, depth: number): string {
  const { name, args, repeats } = signature
  const scope = mutators.test(name) && chance.chance(0.98) ? withoutRoots(whole) : whole
  if (name === 'include' && scope.templates.length === 0) return '"no template"'
  const types = [...args]
  if (repeats) {
    const last = types.pop()!
    types.push(...chance.some(3, () => last))
    if (types.length < args.length - 1 || (types.length === 0 && chance.chance(0.9))) types.push(last)
  }
  if (chance.chance(0.01)) types.pop()
  if (chance.chance(0.01)) types.push('a')
  const texts = types.map((type, i) => {
    if (name === 'include' && i === 0) return literal(chance, chance.one(scope.templates))
    if (name === 'tpl' && i === 0 && chance.chance(0.9))
      return literal(chance, `<{{ ${atom(chance, 'a', scope)} }}>`)
    if ((name === 'tpl' || name === 'include') && i === 1 && chance.chance(0.9))
      return chance.chance(0.5) ? '$' : '.'
    // what is put into itself has no end, and Go's stack none either
    if (i === 0 && mutators.test(name) && chance.chance(0.85))
      return `(deepCopy ${operand(chance, type, scope, depth)})`
    return operand(chance, type, scope, depth)
  })
  if (name === 'fail' && chance.chance(0.9)) return '"no failure"'
  // Go gives them in any order
  if ((name === 'keys' || name === 'values') && chance.chance(0.97))
    return `${name} ${texts.join(' ')} | sortAlpha`
  if (texts.length > 0 && chance.chance(0.4)) {
    const last = texts.pop()!
    return `${bare(last)} | ${[name, ...texts].join(' ')}`
  }
  return [name, ...texts].join(' ')
}

/** Functions that put their arguments into each other. */
const mutators = /^(set|push|merge|mustMerge|mergeOverwrite|mustMergeOverwrite)$/
/** What holds everything else: put into itself it has no end, and Go's stack neither. */
const roots = /^(\.|\$|\$?\.(Values|Template|Release|Subcharts|Chart|Files|Values\.AsMap))$/

const withoutRoots = (scope: Scope): Scope => ({
  ...scope,
  paths: Object.fromEntries(
    Object.entries(scope.paths).map(([type, list]) => [type, list.filter((path) => !roots.test(path))]),
  ),
})

/** What needs no parentheses as the first of a pipe. */
const bare = (text: string): string => {
  if (!text.startsWith('(') || !text.endsWith(')')) return text
  let depth = 0
  for (let i = 0; i < text.length - 1; i++) {
    if (text[i] === '"' || text[i] === '`') return text
    if (text[i] === '(') depth++
    if (text[i] === ')' && --depth === 0) return text
  }
  return text.slice(1, -1)
}

/** What stands alone: nil may not, but for a mistake. */
const first = (text: string, chance: Chance): string =>
  text === 'nil' && chance.chance(0.95) ? '(list)' : text

/** An expression of the wanted type, or nearly: a few are wrong on purpose. */
export function pipeline(chance: Chance, type: string, scope: Scope, depth: number): string {
  if (depth <= 0) return first(atom(chance, type, scope), chance)
  const wanted = type === 'a' ? chance.one(ANY) : type
  const list = byResult.get(base(wanted)) ?? byResult.get(wanted)
  if (list === undefined || chance.chance(0.2)) return first(atom(chance, type, scope), chance)
  return call(
    chance,
    type === 'a' && chance.chance(0.3) ? chance.one(signatures) : chance.one(list),
    scope,
    depth,
  )
}
