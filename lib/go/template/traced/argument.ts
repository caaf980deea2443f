import type { Value } from '../../value.ts'
import type { TracedEval } from './state.ts'

/** An argument of a traced call: a constant where it needs no running. */
export type TracedArgument = { readonly eval: TracedEval } | { readonly constant: Value }
