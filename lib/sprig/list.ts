import { deepEqual } from '../go/deep-equal.ts'
import { lengthOutOfRange, nilDereference } from '../go/panic.ts'
import { kindOf } from '../go/reflect.ts'
import { fn, fnWith } from '../go/signature.ts'
import { compareBytes } from '../go/text.ts'
import { GoError, Slice, T, type Run, type Value } from '../go/value.ts'
import { toInt64 } from './cast.ts'
import { empty } from './defaults.ts'
import type { Family } from './family.ts'
import { strslice, strval } from './strval.ts'

/** The items of a list of any type; else the panic or error that upstream's reflection ends in. */
function itemsOf(run: Run, v: Value, complaint: string): readonly Value[] {
  if (!(v instanceof Slice)) {
    if (v === null || v === undefined) throw nilDereference()
    throw new GoError(complaint + kindOf(v))
  }
  run.budget.step(v.items.length)
  return v.items
}

const fresh = (items: readonly Value[]): Slice => new Slice(items)
const nilList = new Slice([], T.anySlice, true)

function inList(run: Run, list: readonly Value[], needle: Value): boolean {
  run.budget.step(list.length)
  return list.some((item) => deepEqual(needle, item))
}

const push = (run: Run, list: Value, v: Value): Slice =>
  fresh([...itemsOf(run, list, 'Cannot push on type '), v])

const prepend = (run: Run, list: Value, v: Value): Slice =>
  fresh([v, ...itemsOf(run, list, 'Cannot prepend on type ')])

const first = (run: Run, list: Value): Value => itemsOf(run, list, 'Cannot find first on type ')[0] ?? null

const last = (run: Run, list: Value): Value => itemsOf(run, list, 'Cannot find last on type ').at(-1) ?? null

function rest(run: Run, list: Value): Slice {
  const items = itemsOf(run, list, 'Cannot find rest on type ')
  return items.length === 0 ? nilList : fresh(items.slice(1))
}

function initial(run: Run, list: Value): Slice {
  const items = itemsOf(run, list, 'Cannot find initial on type ')
  return items.length === 0 ? nilList : fresh(items.slice(0, -1))
}

const reverse = (run: Run, list: Value): Slice =>
  fresh(itemsOf(run, list, 'Cannot find reverse on type ').toReversed())

const compact = (run: Run, list: Value): Slice =>
  fresh(itemsOf(run, list, 'Cannot compact on type ').filter((item) => !empty(item)))

function uniq(run: Run, list: Value): Slice {
  const out: Value[] = []
  for (const item of itemsOf(run, list, 'Cannot find uniq on type ')) {
    if (!inList(run, out, item)) out.push(item)
  }
  return fresh(out)
}

const without = (run: Run, list: Value, ...omit: Value[]): Slice =>
  fresh(itemsOf(run, list, 'Cannot find without on type ').filter((item) => !inList(run, omit, item)))

const has = (run: Run, needle: Value, haystack: Value): boolean =>
  haystack !== null &&
  haystack !== undefined &&
  inList(run, itemsOf(run, haystack, 'Cannot find has on type '), needle)

function slice(run: Run, list: Value, ...indices: Value[]): Value {
  const items = itemsOf(run, list, 'list should be type of slice or array but ')
  if (items.length === 0) return null
  const start = indices.length > 0 ? toInt64(indices[0]) : 0n
  const end = indices.length > 1 ? toInt64(indices[1]) : BigInt(items.length)
  if (start < 0n || end < start || end > BigInt(items.length)) {
    throw new GoError('reflect.Value.Slice: slice index out of bounds')
  }
  return new Slice(items.slice(Number(start), Number(end)), (list as Slice).type)
}

/** Upstream counts in floats, so a size below one ends in Go's panic or in a short result. */
function chunk(run: Run, size: bigint, list: Value): Slice {
  const items = itemsOf(run, list, 'Cannot chunk type ')
  const width = Number(size)
  const count = Math.floor((items.length - 1) / width) + 1
  if (!(count >= 0 && count < 2 ** 47)) throw lengthOutOfRange()
  const chunks: Slice[] = []
  for (let i = 0; i < count; i++) {
    const length = i < count - 1 ? width : items.length % width || width
    if (length < 0) throw lengthOutOfRange()
    chunks.push(fresh(items.slice(i * width, i * width + length)))
  }
  return new Slice(chunks, T.anySlices)
}

function concat(run: Run, ...lists: Value[]): Slice {
  const out: Value[] = []
  for (const list of lists) {
    if (!(list instanceof Slice) && list !== null && list !== undefined) {
      throw new GoError(`Cannot concat type ${kindOf(list)} as list`)
    }
    for (const item of itemsOf(run, list, '')) out.push(item)
  }
  return out.length === 0 ? nilList : fresh(out)
}

/** Sprig's sortAlpha. A `[]string` is sorted in place, as upstream does: whoever holds it sees it sorted. */
function sortAlpha(run: Run, list: Value): Slice {
  if (!(list instanceof Slice)) return new Slice([strval(list, run.budget)], T.stringSlice)
  const strings = strslice(list, run.budget) as string[]
  run.budget.step(strings.length)
  strings.sort(compareBytes)
  return list.type === T.stringSlice ? list : new Slice(strings, T.stringSlice)
}

const list = fn(['...any'], 'anySlice', (...items) => fresh(items))

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
