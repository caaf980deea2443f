import { diffLists } from './line-diff.ts'
import { groupOf, type ManifestObject } from './manifest-object.ts'
import { noiseOf, withoutValue } from './noise.ts'

/** An object on both sides, or on one. */
export interface Match {
  readonly before: ManifestObject | null
  readonly after: ManifestObject | null
  /** it goes by another name now */
  readonly isRenamed: boolean
}

/** Above this many candidates of one kind no names are compared: the answer would be a guess anyway. */
const MOST_CANDIDATES = 60
/** Share of lines that must be the same for two objects of one template to be one object with a new name. */
const ALIKE = 0.6

/**
 * Pairs objects of two renders: by group, kind, namespace and name; then by the same without the group, for APIs that
 * moved; then renamed ones where that can be shown. In the order of the new render, what is gone in its place between.
 * @param namespaces the releases' own, which an object without one goes into
 */
export function matchObjects(
  before: readonly ManifestObject[],
  after: readonly ManifestObject[],
  namespaces: readonly [before: string, after: string],
): Match[] {
  const partner = new Map<ManifestObject, ManifestObject>()
  const renamed = new Set<ManifestObject>()
  const taken = new Set<ManifestObject>()
  const pairBy = (keyOf: (object: ManifestObject, namespace: string) => string): void => {
    const waiting = new Map<string, ManifestObject[]>()
    for (const object of before) {
      if (taken.has(object)) continue
      const key = keyOf(object, namespaces[0])
      const list = waiting.get(key)
      if (list === undefined) waiting.set(key, [object])
      else list.push(object)
    }
    for (const object of after) {
      if (partner.has(object)) continue
      const found = waiting.get(keyOf(object, namespaces[1]))?.shift()
      if (found === undefined) continue
      partner.set(object, found)
      taken.add(found)
    }
  }
  const place = (object: ManifestObject, own: string): string =>
    `${object.kind}\0${object.namespace === own ? '' : object.namespace}\0${object.name}`
  pairBy((object, own) => `${groupOf(object.apiVersion)}\0${place(object, own)}`)
  pairBy(place)
  for (const [old, now] of renames(
    before.filter((object) => !taken.has(object)),
    after.filter((object) => !partner.has(object)),
  )) {
    partner.set(now, old)
    taken.add(old)
    renamed.add(now)
  }
  return inOrder(before, after, partner, taken, renamed)
}

function inOrder(
  before: readonly ManifestObject[],
  after: readonly ManifestObject[],
  partner: ReadonlyMap<ManifestObject, ManifestObject>,
  taken: ReadonlySet<ManifestObject>,
  renamed: ReadonlySet<ManifestObject>,
): Match[] {
  const gone = before.filter((object) => !taken.has(object))
  const matches: Match[] = []
  let at = 0
  const kinds = after.map(({ kind }) => kind)
  for (const [i, object] of after.entries()) {
    matches.push({ before: partner.get(object) ?? null, after: object, isRenamed: renamed.has(object) })
    // what is gone stands with the last of its kind
    if (kinds.indexOf(object.kind, i + 1) >= 0) continue
    for (const old of gone) {
      if (old.kind === object.kind) matches.push({ before: old, after: null, isRenamed: false })
    }
    at++
  }
  const shown = new Set(kinds)
  for (const old of gone)
    if (!shown.has(old.kind)) matches.push({ before: old, after: null, isRenamed: false })
  return at === 0 ? gone.map((old) => ({ before: old, after: null, isRenamed: false })) : matches
}

/** Pairs that are one object: equal but for the name, or the only ones of their template and mostly alike. */
function renames(
  gone: readonly ManifestObject[],
  come: readonly ManifestObject[],
): (readonly [ManifestObject, ManifestObject])[] {
  const pairs: (readonly [ManifestObject, ManifestObject])[] = []
  const used = new Set<ManifestObject>()
  for (const now of come) {
    const candidates = gone.filter((old) => !used.has(old) && old.kind === now.kind && old.name !== '')
    if (candidates.length === 0 || candidates.length > MOST_CANDIDATES) continue
    const template = templateOf(now)
    const sameTemplate = candidates.filter((old) => templateOf(old) === template)
    const rivals = come.filter((other) => other.kind === now.kind && templateOf(other) === template)
    const found =
      candidates.find((old) => isSameButName(old, now)) ??
      (sameTemplate.length === 1 && rivals.length === 1 && isAlike(sameTemplate[0]!, now)
        ? sameTemplate[0]
        : undefined)
    if (found === undefined) continue
    used.add(found)
    pairs.push([found, now])
  }
  return pairs
}

/** Below the chart's own folder: its name may have changed with the rest. */
const templateOf = ({ source }: ManifestObject): string => source.slice(source.indexOf('/') + 1)

const quiet = (text: string): string[] =>
  text.split('\n').map((line) => {
    const rule = noiseOf(line)
    return rule === undefined ? line : withoutValue(line, rule)
  })

function isSameButName(old: ManifestObject, now: ManifestObject): boolean {
  if (Math.abs(old.text.length - now.text.length) > 4096 || now.name === '') return false
  return quiet(old.text.replaceAll(old.name, now.name)).join('\n') === quiet(now.text).join('\n')
}

function isAlike(old: ManifestObject, now: ManifestObject): boolean {
  const a = quiet(old.text.replaceAll(old.name, now.name))
  const b = quiet(now.text)
  const same = diffLists(a, b).reduce((sum, { op, count }) => (op === '=' ? sum + count : sum), 0)
  return same >= ALIKE * Math.max(a.length, b.length)
}
