import { Dict, type Value } from '../value.ts'
import type { Eval, State } from './state.ts'

/** In a slot whose declaration was skipped by `and` or `or`. Never leaves it. */
const UNSET: Value = new Dict()

/** A declared variable: where its value lies. */
export interface Binding {
  readonly name: string
  readonly slot: number
  /** the one declared before it that is still in sight */
  readonly before: Binding | undefined
  /** what the name means when the declaration was skipped; undefined where it always runs */
  readonly otherwise: { readonly binding: Binding | undefined } | undefined
}

/**
 * The variables in sight while a template is compiled. Go keeps a stack of names at run time; since only `and` and
 * `or` can skip a declaration, places can be known beforehand.
 */
export class Scope {
  #latest: Binding = { name: '$', slot: 0, before: undefined, otherwise: undefined }
  /** declarations that an `and` or `or` may skip, by nesting */
  readonly #skippable: number[][] = []
  slots = 2

  lookup(name: string): Binding | undefined {
    let binding: Binding | undefined = this.#latest
    while (binding !== undefined && binding.name !== name) binding = binding.before
    return binding
  }

  declare(name: string): Binding {
    const skippable = this.#skippable.length > 0
    const otherwise = skippable ? { binding: this.lookup(name) } : undefined
    const binding = { name, slot: this.slots, before: this.#latest, otherwise }
    this.slots += 2
    this.#latest = binding
    for (const slots of this.#skippable) slots.push(binding.slot)
    return binding
  }

  /** The slots of the latest `count` declarations, in their order. */
  latest(count: number): readonly number[] {
    const slots: number[] = []
    for (let binding = this.#latest; slots.length < count; binding = binding.before!)
      slots.unshift(binding.slot)
    return slots
  }

  /** Runs `f`; what it declares is gone afterwards. */
  within<R>(f: () => R): R {
    const mark = this.#latest
    const out = f()
    this.#latest = mark
    return out
  }

  /** What is in sight now, for code that is compiled later. */
  mark(): Binding {
    return this.#latest
  }

  /** Runs `f` with what was in sight at `mark`. */
  from<R>(mark: Binding, f: () => R): R {
    const now = this.#latest
    this.#latest = mark
    const out = f()
    this.#latest = now
    return out
  }

  /** Runs `f`, which compiles operands that may be skipped; returns the slots declared in it besides. */
  skippable<R>(f: () => R): [R, readonly number[]] {
    const slots: number[] = []
    this.#skippable.push(slots)
    const out = f()
    this.#skippable.pop()
    return [out, slots]
  }
}

/** Marks declarations as skipped, until they run. */
export function unset(s: State, slots: readonly number[]): void {
  for (const slot of slots) s.vars[slot] = UNSET
}

/** Reads a variable that is in sight. Mirrors `state.varValue`. */
export function readVariable(binding: Binding | undefined, name: string): Eval {
  if (binding === undefined) {
    return (s) => {
      throw s.error('undefined variable: %s', name)
    }
  }
  const { slot, otherwise } = binding
  if (otherwise === undefined) return (s) => s.vars[slot]
  const read = readVariable(otherwise.binding, name)
  return (s, dot) => {
    const value = s.vars[slot]
    return value === UNSET ? read(s, dot) : value
  }
}

/** The slot that a name means now. Mirrors the search of `state.setVar`. */
export function slotOf(s: State, binding: Binding | undefined, name: string): number {
  let b = binding
  while (b?.otherwise !== undefined && s.vars[b.slot] === UNSET) b = b.otherwise.binding
  if (b === undefined) throw s.error('undefined variable: %s', name)
  return b.slot
}
