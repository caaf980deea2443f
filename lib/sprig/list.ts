import { deepEqual } from '../go/deep-equal.ts'
import { appendedCapacity, grownCapacity } from '../go/capacity.ts'
import { lengthOutOfRange, nilDereference } from '../go/panic.ts'
import { kindOf, zeroOf } from '../go/reflect.ts'
import { fnWith } from '../go/signature.ts'
import { compareBytes } from '../go/text.ts'
import { GoError, Slice, T, type Run, type Value } from '../go/value.ts'
import { toInt64 } from './cast.ts'
import { empty } from './defaults.ts'
import type { Family } from './family.ts'
import { strval, toStrings } from './strval.ts'

/** The items of a list of any type; else the panic or error that upstream's reflection ends in. */
function itemsOf(run: Run, v: Value, complaint: string): readonly Value[] {
  if (!(v instanceof Slice)) {
    if (v === null || v === undefined) throw nilDereference()
    throw new GoError(complaint + kindOf(v))
  }
  run.budget.step(v.items.length)
  return v.items
}

/** The same for a list that is made anew from them. */
function copied(run: Run, v: Value, complaint: string): readonly Value[] {
  const items = itemsOf(run, v, complaint)
  run.budget.hold(items.length)
  return items
}

/** Bytes that a list within a list takes. */
const CHUNK = 100

/** A list made in one go, so that its capacity is its length. */
const exact = (items: readonly Value[]): Slice => new Slice(items, T.anySlice, false, 0)
/** A list that grew item by item. */
const grown = (items: readonly Value[]): Slice => new Slice(items)
/** A list of which `capacity` is known. */
const sized = (items: readonly Value[], capacity: number): Slice =>
  new Slice(items, T.anySlice, false, capacity - items.length)
const nilList = new Slice([], T.anySlice, true)

function inList(run: Run, list: readonly Value[], needle: Value): boolean {
  run.budget.step(list.length)
  return list.some((item) => deepEqual(needle, item, run.budget))
}

function push(run: Run, list: Value, v: Value): Slice {
  const items = itemsOf(run, list, 'Cannot push on type ')
  run.budget.hold(items.length)
  return sized([...items, v], grownCapacity(items.length, items.length + 1, T.any))
}

function prepend(run: Run, list: Value, v: Value): Slice {
  const items = itemsOf(run, list, 'Cannot prepend on type ')
  run.budget.hold(items.length)
  return sized([v, ...items], grownCapacity(1, items.length + 1, T.any))
}

const first = (run: Run, list: Value): Value => itemsOf(run, list, 'Cannot find first on type ')[0] ?? null

const last = (run: Run, list: Value): Value => itemsOf(run, list, 'Cannot find last on type ').at(-1) ?? null

function rest(run: Run, list: Value): Slice {
  const items = copied(run, list, 'Cannot find rest on type ')
  return items.length === 0 ? nilList : exact(items.slice(1))
}

function initial(run: Run, list: Value): Slice {
  const items = copied(run, list, 'Cannot find initial on type ')
  return items.length === 0 ? nilList : exact(items.slice(0, -1))
}

const reverse = (run: Run, list: Value): Slice =>
  exact(copied(run, list, 'Cannot find reverse on type ').toReversed())

const compact = (run: Run, list: Value): Slice =>
  grown(copied(run, list, 'Cannot compact on type ').filter((item) => !empty(item)))

function uniq(run: Run, list: Value): Slice {
  const out: Value[] = []
  for (const item of copied(run, list, 'Cannot find uniq on type ')) {
    if (!inList(run, out, item)) out.push(item)
  }
  return grown(out)
}

const without = (run: Run, list: Value, ...omit: Value[]): Slice =>
  grown(copied(run, list, 'Cannot find without on type ').filter((item) => !inList(run, omit, item)))

const has = (run: Run, needle: Value, haystack: Value): boolean =>
  haystack !== null &&
  haystack !== undefined &&
  inList(run, itemsOf(run, haystack, 'Cannot find has on type '), needle)

/** What `list[:cap(list)]` shows after the items. */
function spareOf({ items, type, spare }: Slice): readonly Value[] {
  if (typeof spare === 'object') return spare
  if (type === T.bytes) return []
  const zeros = spare ?? appendedCapacity(items.length, type.elem) - items.length
  return new Array<Value>(zeros).fill(zeroOf(type.elem!))
}

/** Sprig's slice. Go lets the end lie beyond the length, as far as the capacity goes, and so does this. */
function slice(run: Run, list: Value, ...indices: Value[]): Value {
  const items = copied(run, list, 'list should be type of slice or array but ')
  if (items.length === 0) return null
  const start = indices.length > 0 ? toInt64(indices[0]) : 0n
  const end = indices.length > 1 ? toInt64(indices[1]) : BigInt(items.length)
  const all = [...items, ...spareOf(list as Slice)]
  if (start < 0n || end < start || end > BigInt(all.length)) {
    throw new GoError('reflect.Value.Slice: slice index out of bounds')
  }
  const [from, to] = [Number(start), Number(end)]
  return new Slice(all.slice(from, to), (list as Slice).type, false, all.slice(to))
}

/** Upstream counts in floats, so a size below one ends in Go's panic or in a short result. */
function chunk(run: Run, size: bigint, list: Value): Slice {
  const items = copied(run, list, 'Cannot chunk type ')
  const width = Number(size)
  const count = Math.floor((items.length - 1) / width) + 1
  if (!(count >= 0 && count < 2 ** 47)) throw lengthOutOfRange()
  run.budget.grow(count * CHUNK)
  const chunks: Slice[] = []
  for (let i = 0; i < count; i++) {
    const length = i < count - 1 ? width : items.length % width || width
    if (length < 0) throw lengthOutOfRange()
    chunks.push(exact(items.slice(i * width, i * width + length)))
  }
  return new Slice(chunks, T.anySlices, false, 0)
}

function concat(run: Run, ...lists: Value[]): Slice {
  const out: Value[] = []
  for (const list of lists) {
    if (!(list instanceof Slice) && list !== null && list !== undefined) {
      throw new GoError(`Cannot concat type ${kindOf(list)} as list`)
    }
    for (const item of copied(run, list, '')) out.push(item)
  }
  return out.length === 0 ? nilList : grown(out)
}

/** Sprig's sortAlpha. A `[]string` is sorted in place, as upstream does: whoever holds it sees it sorted. */
function sortAlpha(run: Run, list: Value): Slice {
  if (!(list instanceof Slice)) return new Slice([strval(list, run.budget)], T.stringSlice, false, 0)
  const sorted = toStrings(run, list)
  run.budget.hold(sorted.items.length)
  ;(sorted.items as string[]).sort(compareBytes)
  return sorted
}

const list = fnWith(['...any'], 'anySlice', (run, ...items) => {
  run.budget.hold(items.length)
  return exact(items)
})

/** A function and its `must…` twin: one panics with the error that the other returns, which a template cannot tell. */
const pushes = fnWith(['any', 'any'], 'anySlice', push)
const prepends = fnWith(['any', 'any'], 'anySlice', prepend)
const firsts = fnWith(['any'], 'any', first)
const lasts = fnWith(['any'], 'any', last)
const rests = fnWith(['any'], 'anySlice', rest)
const initials = fnWith(['any'], 'anySlice', initial)
const reverses = fnWith(['any'], 'anySlice', reverse)
const compacts = fnWith(['any'], 'anySlice', compact)
const uniqs = fnWith(['any'], 'anySlice', uniq)
const withouts = fnWith(['any', '...any'], 'anySlice', without)
const hases = fnWith(['any', 'any'], 'bool', has)
const slices = fnWith(['any', '...any'], 'any', slice)
const chunks = fnWith(['int', 'any'], 'anySlices', chunk)

/** Sprig's list.go. */
export const listFunctions: Family = {
  list,
  tuple: list,
  append: pushes,
  push: pushes,
  mustAppend: pushes,
  mustPush: pushes,
  prepend: prepends,
  mustPrepend: prepends,
  first: firsts,
  mustFirst: firsts,
  last: lasts,
  mustLast: lasts,
  rest: rests,
  mustRest: rests,
  initial: initials,
  mustInitial: initials,
  reverse: reverses,
  mustReverse: reverses,
  compact: compacts,
  mustCompact: compacts,
  uniq: uniqs,
  mustUniq: uniqs,
  without: withouts,
  mustWithout: withouts,
  has: hases,
  mustHas: hases,
  slice: slices,
  mustSlice: slices,
  chunk: chunks,
  mustChunk: chunks,
  concat: fnWith(['...any'], 'any', concat),
  sortAlpha: fnWith(['any'], 'stringSlice', sortAlpha),
}
