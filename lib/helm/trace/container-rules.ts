import { also } from '../../go/template/traced/notes.ts'
import { Spans, type Provenance } from '../../go/template/traced/origin.ts'
import { fromAll } from '../../go/template/traced/call.ts'
import { union, type Reads } from '../../go/template/traced/reads.ts'
import type { Call, Maker, Rule, TracedState } from '../../go/template/traced/state.ts'
import { Dict, Slice, type Value } from '../../go/value.ts'
import { empty } from '../../sprig/defaults.ts'

const isContainer = (value: Value): value is Dict | Slice => value instanceof Dict || value instanceof Slice

const readsOf = (s: TracedState, known: Provenance): Reads | undefined =>
  known instanceof Spans ? known.collapse(s.frame) : known

/** What decided writing here, as seen by a map that was made in an outer frame. */
function decided(s: TracedState, map: Dict): Reads | undefined {
  const { frame } = s.trace.notebook.make(map, s.frame)
  return frame === undefined ? s.frame.control : s.frame.controlWithin(frame)
}

/** Items of a new list or map, each with what is known of it. */
function hold(s: TracedState, made: Value, items: Iterable<readonly [string | number, Provenance]>): void {
  if (!isContainer(made)) return
  for (const [name, known] of items) s.trace.notebook.store(made, name, known, undefined, s.frame)
}

/** What is known of the items of a list that is an argument. */
const itemsOf = (s: TracedState, list: Value, known: Provenance): Provenance[] =>
  list instanceof Slice ? list.items.map((item, i) => s.item(list, i, item, readsOf(s, known))) : []

const shapeOf = (call: Call, i: number): Reads | undefined => call.s.truth(call.args[i], call.known[i])

const dict: Rule = ({ s, args, known }, result) => {
  const map = result as Dict
  let names: Reads | undefined
  for (let i = 0; i < args.length; i += 2) {
    const name = s.whole(args[i], known[i])
    names = union(names, name)
    if (typeof args[i] === 'string')
      s.trace.notebook.store(map, args[i] as string, also(known[i + 1], name), name, s.frame)
  }
  return names
}

const list: Rule = ({ s, args, known }, result) => {
  hold(
    s,
    result,
    args.map((_, i) => [i, known[i]] as const),
  )
  return undefined
}

/** A list of the same items in a new order; `pick` gives the old index of each new one. */
const reordered =
  (pick: (i: number, from: number, to: number) => number): Rule =>
  (call, result) => {
    const { s, args, known } = call
    if (!(result instanceof Slice) || !(args[0] instanceof Slice)) return fromAll(call)
    const items = itemsOf(s, args[0], known[0])
    const count = items.length
    hold(
      s,
      result,
      result.items.map((_, i) => [i, items[pick(i, count, result.items.length)]] as const),
    )
    return shapeOf(call, 0)
  }

const appended: Rule = (call, result) => {
  const { s, args, known } = call
  const items = [...itemsOf(s, args[0], known[0]), known[1]]
  hold(
    s,
    result,
    items.map((item, i) => [i, item] as const),
  )
  return shapeOf(call, 0)
}

const prepended: Rule = (call, result) => {
  const { s, args, known } = call
  const items = [known[1], ...itemsOf(s, args[0], known[0])]
  hold(
    s,
    result,
    items.map((item, i) => [i, item] as const),
  )
  return shapeOf(call, 0)
}

const concatenated: Rule = (call, result) => {
  const { s, args, known } = call
  let shape: Reads | undefined
  const items = args.flatMap((arg, i) => {
    shape = union(shape, shapeOf(call, i))
    return itemsOf(s, arg, known[i])
  })
  hold(
    s,
    result,
    items.map((item, i) => [i, item] as const),
  )
  return shape
}

const itemAt =
  (at: (count: number) => number): Rule =>
  (call) => {
    const [from] = call.args
    if (!(from instanceof Slice) || from.items.length === 0) return fromAll(call)
    const i = at(from.items.length)
    return also(call.s.item(from, i, from.items[i], call.known[0]), shapeOf(call, 0))
  }

/** One step into a map or list by a key that was computed. */
function step(s: TracedState, from: Value, known: Provenance, key: Value, keyKnown: Provenance): Provenance {
  const more = s.whole(key, keyKnown)
  if (from instanceof Dict && typeof key === 'string')
    return also(s.item(from, key, from.get(key), known), more)
  if (from instanceof Slice) {
    const i = Number((key as { value?: bigint } | null)?.value ?? -1)
    return also(
      s.item(from, i, from.items[i], known),
      union(more, i >= from.items.length ? s.truth(from, known) : undefined),
    )
  }
  return union(s.whole(from, known), more)
}

const indexed: Rule = ({ s, args, known }) => {
  let value = args[0]
  let at = known[0]
  for (let i = 1; i < args.length; i++) {
    const key = args[i]
    at = step(s, value, at, key, known[i])
    if (value instanceof Dict) value = value.get(key as string)
    else if (value instanceof Slice) value = value.items[Number((key as { value: bigint }).value)]
    else value = undefined
  }
  return at
}

const dug: Rule = (call, result) => {
  const { s, args, known } = call
  let value = args.at(-1)
  let at = known.at(-1)
  for (let i = 0; i < args.length - 2; i++) {
    if (!(value instanceof Dict)) break
    const key = args[i] as string
    const own = s.trace.notebook.own(value, key)
    at = also(step(s, value, at, key, known[i]), own)
    value = value.get(key)
    if (value === undefined) return union(readsOf(s, at), s.truth(result, known.at(-2)))
  }
  return at
}

const got: Rule = ({ s, args, known }) => step(s, args[0], known[0], args[1], known[1])

const hasKey: Rule = ({ s, args, known }) =>
  union(
    union(readsOf(s, known[0]), s.whole(args[1], known[1])),
    s.trace.notebook.own(args[0] as Dict, args[1] as string),
  )

const plucked: Rule = ({ s, args, known }, result) => {
  const name = args[0] as string
  let shape = s.whole(name, known[0])
  let i = 0
  args.slice(1).forEach((map, j) => {
    if (!(map instanceof Dict)) return
    shape = union(shape, union(readsOf(s, known[j + 1]), s.trace.notebook.own(map, name)))
    if (map.has(name)) hold(s, result, [[i++, s.item(map, name, map.get(name), readsOf(s, known[j + 1]))]])
  })
  return shape
}

const keysOf: Rule = (call, result) => {
  const { s, args, known } = call
  let shape: Reads | undefined
  let names: Reads | undefined
  args.forEach((map, i) => {
    shape = union(shape, shapeOf(call, i))
    if (map instanceof Dict && args.length === 1 && result instanceof Slice)
      hold(
        s,
        result,
        result.items.map((name, j) => [j, s.trace.notebook.own(map, name as string)] as const),
      )
    else names = union(names, s.whole(map, known[i]))
  })
  return union(shape, names)
}

const valuesOf: Rule = (call) => fromAll(call)

/** A new map with some entries of another. */
const chosen: Rule = (call, result) => {
  const { s, args, known } = call
  const [map] = args
  if (!(map instanceof Dict) || !(result instanceof Dict)) return fromAll(call)
  let shape = shapeOf(call, 0)
  for (let i = 1; i < args.length; i++) {
    shape = union(shape, s.whole(args[i], known[i]))
    if (call.name === 'pick') shape = union(shape, s.trace.notebook.own(map, args[i] as string))
  }
  for (const [name, value] of result.entries)
    s.trace.notebook.store(result, name, s.item(map, name, value, undefined), undefined, s.frame)
  return shape
}

const copied: Rule = ({ s, args, known }, result) => {
  s.trace.notebook.copy(args[0], result)
  return known[0]
}

const written: Maker = (call) => {
  const { s, func, args, known } = call
  const [map, name, value] = args as [Dict, string, Value]
  const result = func.call(s.run, args)
  const why = union(decided(s, map), s.whole(name, known[1]))
  // the map that is stored decides nothing of what is in it
  s.trace.notebook.store(map, name, isContainer(value) ? readsOf(s, known[2]) : known[2], why, s.frame)
  s.known = known[0]
  return result
}

const removed: Maker = (call) => {
  const { s, func, args, known } = call
  const [map, name] = args as [Dict, string]
  const before = s.trace.notebook.own(map, name)
  const result = func.call(s.run, args)
  const why = union(decided(s, map), s.whole(name, known[1]))
  s.trace.notebook.store(map, name, before, why, s.frame)
  s.known = known[0]
  return result
}

/** Notes what merging `from` into `into` will do to it. */
function foretell(
  s: TracedState,
  into: Dict,
  from: Dict,
  extra: Reads | undefined,
  overwrites: boolean,
  depth = 0,
): void {
  if (into === from || into.entries === from.entries || depth > 100) return
  const { notebook } = s.trace
  const why = union(decided(s, into), extra)
  for (const [name, value] of from.entries) {
    const known = also(s.item(from, name, value, undefined), why)
    const old = into.get(name)
    if (old instanceof Dict && value instanceof Dict) {
      foretell(s, old, value, union(extra, readsOf(s, known)), overwrites, depth + 1)
      if (old.size === 0)
        notebook.store(into, name, also(s.item(into, name, old, undefined), readsOf(s, known)), why, s.frame)
      continue
    }
    const before = into.has(name) ? s.truth(old, s.item(into, name, old, undefined)) : undefined
    if (into.has(name) && !empty(old) && !overwrites) continue
    const decides = overwrites ? undefined : before
    // a value that merges away what was there, or takes the place of nothing; either may be what remains
    notebook.store(into, name, also(known, union(decides, overwrites ? before : undefined)), why, s.frame)
  }
  for (const [name, old] of into.entries) {
    if (from.has(name) || (!overwrites && !empty(old))) continue
    notebook.might(into, name, notebook.own(from, name), s.frame)
  }
  const notes = notebook.make(into, s.frame)
  notes.shape = union(notes.shape, union(notebook.shape(from), why))
}

const merging =
  (overwrites: boolean): Maker =>
  ({ s, func, args, known }) => {
    let into: Value = args[0]
    if (args.length === 1) into = func.call(s.run, args)
    for (let i = 1; i < args.length; i++) {
      const from = args[i]
      if (into instanceof Dict && from instanceof Dict)
        foretell(s, into, from, readsOf(s, known[i]), overwrites)
      const before = into
      into = func.call(s.run, [into, from!])
      if (
        into instanceof Dict &&
        before instanceof Dict &&
        into !== before &&
        into.entries !== before.entries
      )
        s.trace.notebook.copy(before, into)
      if (!(into instanceof Dict)) break
    }
    s.known = into instanceof Dict ? readsOf(s, known[0]) : fromAll({ s, args, known })
    return into
  }

/** What a choice looked at, and what is known of the one that was chosen. */
const defaulted: Rule = ({ s, args, known }) => {
  if (args.length < 2) return known[0]
  const looked = s.truth(args[1], known[1])
  return empty(args[1]) ? also(known[0], looked) : chosenOne(args[1], known[1], looked)
}

/** A container that was chosen for not being empty; of all else its own origins say so already. */
const chosenOne = (value: Value, known: Provenance, looked: Reads | undefined): Provenance =>
  isContainer(value) ? also(known, looked) : known

const firstFilled: Rule = ({ s, args, known }) => {
  let looked: Reads | undefined
  for (let i = 0; i < args.length; i++) {
    looked = union(looked, s.truth(args[i], known[i]))
    if (!empty(args[i])) return also(chosenOne(args[i], known[i], looked), looked)
  }
  return looked
}

const ternary: Rule = ({ s, args, known }) => {
  const [yes, no, condition] = known
  return also(args[2] === true ? yes : no, readsOf(s, condition))
}

/** Functions that ask only whether there is anything, how much of it, or of what kind. */
const shapesOnly: Rule = (call) =>
  call.args.reduce<Reads | undefined>((reads, _, i) => union(reads, shapeOf(call, i)), undefined)

/** `has ITEM LIST`, `uniq LIST` and the like: all items are looked at; those that are maps keep being themselves. */
const same =
  (i: number): Rule =>
  (call) =>
    call.known[i]

/** What functions of maps, lists and choices do. */
export const containerRules: Readonly<Record<string, Rule>> = {
  dict,
  list,
  tuple: list,
  append: appended,
  push: appended,
  mustAppend: appended,
  mustPush: appended,
  prepend: prepended,
  mustPrepend: prepended,
  concat: concatenated,
  first: itemAt(() => 0),
  mustFirst: itemAt(() => 0),
  last: itemAt((count) => count - 1),
  mustLast: itemAt((count) => count - 1),
  rest: reordered((i) => i + 1),
  mustRest: reordered((i) => i + 1),
  initial: reordered((i) => i),
  mustInitial: reordered((i) => i),
  reverse: reordered((i, from) => from - 1 - i),
  mustReverse: reordered((i, from) => from - 1 - i),
  index: indexed,
  get: got,
  dig: dug,
  hasKey,
  pluck: plucked,
  keys: keysOf,
  values: valuesOf,
  pick: chosen,
  omit: chosen,
  deepCopy: copied,
  mustDeepCopy: copied,
  default: defaulted,
  coalesce: firstFilled,
  ternary,
  required: same(1),
  len: shapesOnly,
  empty: shapesOnly,
  not: shapesOnly,
  all: shapesOnly,
  any: shapesOnly,
  kindOf: shapesOnly,
  kindIs: shapesOnly,
  typeOf: shapesOnly,
  typeIs: shapesOnly,
  typeIsLike: shapesOnly,
}

/** Functions that change maps: what they write is noted before or while they do. */
export const mutators: Readonly<Record<string, Maker>> = {
  set: written,
  unset: removed,
  merge: merging(false),
  mustMerge: merging(false),
  mergeOverwrite: merging(true),
  mustMergeOverwrite: merging(true),
}
