import { isNull, listNode, type Entry, type MapNode, type Node } from '../node.ts'

/** What a state file says at its top, by field. */
export type State = Map<string, Entry>

/** Whether mergo takes a value for nothing, so that it overrides nothing. Mirrors `isEmptyValue`. */
export function isEmpty(node: Node | undefined): boolean {
  if (node === undefined || isNull(node)) return true
  if (node.kind === 'list') return node.items.length === 0
  if (node.kind === 'map') return node.entries.size === 0
  return node.value === '' || node.value === false || node.value === 0n || node.value === 0
}

/** How lists of two states become one: the later in place of the earlier, or after it. */
type Lists = 'replace' | 'append'

/** Fields that hold maps of whole things: a later one of a name replaces the earlier. */
const BY_NAME = new Set(['environments', 'templates'])

/**
 * Lays a later state over an earlier one. Mirrors how mergo merges `ReleaseSetSpec` with override: what is empty overrides
 * nothing, maps are merged, lists as `lists` says.
 */
export function mergeState(earlier: State, later: State, lists: Lists): State {
  const out: State = new Map(earlier)
  for (const [field, entry] of later) {
    const before = out.get(field)
    if (isEmpty(entry.value)) continue
    if (before === undefined || isEmpty(before.value)) out.set(field, entry)
    else out.set(field, { at: entry.at, value: merged(before.value, entry.value, lists, BY_NAME.has(field)) })
  }
  return out
}

function merged(before: Node, after: Node, lists: Lists, shallow: boolean): Node {
  if (before.kind === 'list' && after.kind === 'list')
    return lists === 'append' ? listNode([...before.items, ...after.items], before.at) : after
  if (before.kind !== 'map' || after.kind !== 'map') return after
  const entries = new Map(before.entries)
  for (const [key, entry] of after.entries) {
    const old = entries.get(key)
    if (shallow || old === undefined) entries.set(key, entry)
    else if (!isEmpty(entry.value))
      entries.set(key, { at: entry.at, value: merged(old.value, entry.value, lists, false) })
  }
  return { ...before, entries }
}

/**
 * The environments of bases and of the file itself: of an environment that both name, the files of values and secrets follow
 * each other, the later layer winning. Mirrors `mergeEnvironments` of pkg/state/create.go.
 */
export function mergeEnvironments(earlier: Entry | undefined, later: Entry | undefined): Entry | undefined {
  if (earlier?.value.kind !== 'map' || later?.value.kind !== 'map') return later ?? earlier
  const entries = new Map(earlier.value.entries)
  for (const [name, entry] of later.value.entries) {
    const before = entries.get(name)?.value
    const after = entry.value
    if (before?.kind !== 'map' || after.kind !== 'map') {
      if (!isEmpty(after) || before === undefined) entries.set(name, entry)
      continue
    }
    const strategy = (after.entries.get('mergeStrategy') ?? before.entries.get('mergeStrategy'))?.value
    const isFallback = strategy?.kind === 'scalar' && strategy.value === 'fallback'
    const fields = new Map([...before.entries, ...after.entries])
    for (const field of ['values', 'secrets']) {
      const [first, second] = [before.entries.get(field), after.entries.get(field)]
      if (first?.value.kind !== 'list' || second?.value.kind !== 'list') continue
      const [low, high] = [first.value.items, second.value.items]
      const items = isFallback && field === 'values' ? [...high, ...low] : [...low, ...high]
      fields.set(field, { at: first.at, value: listNode(items, first.at) })
    }
    entries.set(name, { at: entry.at, value: { ...before, entries: fields } })
  }
  return { at: earlier.at, value: { ...earlier.value, entries } }
}

/**
 * A release laid over a template, or a template over another: what is not empty wins, lists follow each other, maps are merged.
 * Mirrors mergo with `WithAppendSlice` and `WithSliceDeepCopy`, which overrides.
 */
export function mergeRelease(under: MapNode, over: MapNode): MapNode {
  const entries = new Map(under.entries)
  for (const [field, entry] of over.entries) {
    if (isEmpty(entry.value)) {
      if (!entries.has(field)) entries.set(field, entry)
      continue
    }
    const before = entries.get(field)
    if (before === undefined || isEmpty(before.value)) entries.set(field, entry)
    else entries.set(field, { at: entry.at, value: merged(before.value, entry.value, 'append', false) })
  }
  return { kind: 'map', at: over.at, entries }
}
