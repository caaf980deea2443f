import type { ChartValues } from '../helm/index.ts'
import type { Dict } from '../go/value.ts'
import { setPath } from './key-path.ts'
import { at, canonical, isMap, toPlain, type Plain, type PlainMap } from './plain.ts'
import { schemaKnows } from './schema-keys.ts'
import { shortValue, typeOf } from './values-delta.ts'

/** What becomes of one key of somebody's own values in the new version. */
export interface OwnKeyFinding {
  /** as `--set` writes it */
  readonly path: string
  /**
   * `gone`: the old version has it, the new one does not, and nothing there reads it. `unread`: neither has it, and
   * nothing reads it. `retyped`: the new version's default is of another type than what is set.
   */
  readonly state: 'gone' | 'unread' | 'retyped'
  /** what is set, and what the new version has by default; as JSON, short */
  readonly own: string
  readonly after: string
  /** keys of the new version that may be meant */
  readonly nearest: string | null
}

export interface UpgradeCheck {
  /** how many keys the own values set */
  readonly keys: number
  /** those keys, as `--set` writes them: a default that changed behind one of them changes nothing */
  readonly set: readonly string[]
  readonly findings: readonly OwnKeyFinding[]
}

/** Renders that may be spent on finding what is read. */
const MOST_TRIES = 24

/**
 * Judges own values against a new version of their chart.
 * @param isRead whether the new version prints something else without some keys; asked only for keys that neither its
 * defaults nor its schema know, all of them at once first, at most 24 times; what stays open counts as read
 */
export function checkUpgrade(
  before: ChartValues,
  after: ChartValues,
  own: Dict,
  isRead: (without: PlainMap, all: PlainMap) => boolean,
): UpgradeCheck {
  const mine = toPlain(own)
  const [old, now] = [toPlain(before.defaults), toPlain(after.defaults)]
  const paths = leaves(mine, [])
  const nearest = new Nearest(leaves(now, []))
  const unread = isMap(mine)
    ? unreadOf(
        mine,
        paths.filter((path) => !knows(after, now, path)),
        isRead,
      )
    : new Set<Path>()
  const findings = paths.flatMap((path): OwnKeyFinding[] => {
    const value = at(mine, ...path)
    const told = { path: setPath(path), own: shortValue(value), after: shortValue(at(now, ...path)) }
    if (unread.has(path)) {
      const state = knows(before, old, path) ? 'gone' : 'unread'
      return [{ ...told, state, nearest: nearest.to(path) }]
    }
    const given = at(now, ...path)
    const differs = value !== null && given !== undefined && given !== null && typeOf(value) !== typeOf(given)
    return differs && typeOf(at(old, ...path)) === typeOf(value)
      ? [{ ...told, state: 'retyped', nearest: null }]
      : []
  })
  return { keys: paths.length, set: paths.map(setPath), findings }
}

type Path = readonly string[]

/** Which of some keys nothing reads: together they are tried first, then in halves where something reads one of them. */
function unreadOf(
  mine: PlainMap,
  suspects: readonly Path[],
  isRead: (without: PlainMap, all: PlainMap) => boolean,
): ReadonlySet<Path> {
  const unread = new Set<Path>()
  const groups = suspects.length === 0 ? [] : [suspects]
  for (let tries = 0; tries < MOST_TRIES && groups.length > 0; tries++) {
    const group = groups.shift()!
    if (!isRead(group.reduce(without, mine), mine)) for (const path of group) unread.add(path)
    else if (group.length > 1) {
      const half = group.length >> 1
      groups.push(group.slice(0, half), group.slice(half))
    }
  }
  return unread
}

/** Whether a version has a key: in its defaults, below one that takes anything, or in its schema. `global` is everybody's. */
function knows(chart: ChartValues, defaults: Plain, path: readonly string[]): boolean {
  if (path[0] === 'global' && path.length > 1) return true
  let here: Plain | undefined = defaults
  for (const name of path) {
    if (!isMap(here)) return true // below a null, a list or a text: whatever stands there is replaced
    if (Object.keys(here).length === 0 && here !== defaults) return true
    here = at(here, name)
    if (here === undefined) return schemaKnows(chart, path)
  }
  return true
}

function leaves(value: Plain, path: readonly string[]): (readonly string[])[] {
  if (!isMap(value) || (Object.keys(value).length === 0 && path.length > 0))
    return path.length === 0 ? [] : [path]
  return Object.entries(value).flatMap(([key, below]) => leaves(below, [...path, key]))
}

/** The same values without one key; maps that become empty by that go as well. */
function without(map: PlainMap, [name, ...rest]: readonly string[]): PlainMap {
  const copy: Record<string, Plain> = { ...map }
  const below = copy[name!]
  if (rest.length > 0 && isMap(below)) {
    const left = without(below, rest)
    if (Object.keys(left).length > 0) copy[name!] = left
    else delete copy[name!]
  } else delete copy[name!]
  return copy
}

/** Finds the key that somebody may have meant. */
class Nearest {
  readonly #paths: readonly (readonly string[])[]
  constructor(paths: readonly (readonly string[])[]) {
    this.#paths = paths
  }

  /** One with the same last name elsewhere, else one beside it whose name differs in at most two characters. */
  to(path: readonly string[]): string | null {
    const last = path.at(-1)!
    const same = this.#paths.filter((other) => other.at(-1) === last)
    if (same.length === 1) return setPath(same[0]!)
    const parent = canonical(path.slice(0, -1))
    const beside = this.#paths.filter((other) => canonical(other.slice(0, path.length - 1)) === parent)
    const near = beside.find((other) => distance(other[path.length - 1] ?? '', last) <= 2)
    return near === undefined ? null : setPath(near.slice(0, path.length))
  }
}

/** Levenshtein's distance, as far as it matters. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2 || a === '' || b === '') return 3
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
