import type { EffectiveValue, Explanation, PartialRender, TraceSummary } from '../helm/trace/answers.ts'
import type { RenderRequest } from '../helm/request.ts'

/** What the page tells the worker that traces: the packed chart, once; a render to trace; and questions about it. */
export type ToTracer =
  | { readonly kind: 'open'; readonly archive: Uint8Array }
  | {
      readonly kind: 'trace'
      readonly id: number
      readonly request: Omit<RenderRequest, 'files'>
      readonly seed: string
    }
  /** `line` counts from 0 */
  | { readonly kind: 'explain'; readonly id: number; readonly line: number }
  | { readonly kind: 'effective'; readonly id: number }
  | { readonly kind: 'touching'; readonly id: number; readonly path: string }

/** What it answers; `id` is that of the trace. */
export type FromTracer =
  | {
      readonly kind: 'traced'
      readonly id: number
      readonly summary: TraceSummary
      readonly partial: PartialRender | null
      readonly ms: number
    }
  | {
      readonly kind: 'explained'
      readonly id: number
      readonly line: number
      readonly why: Explanation | null
    }
  | {
      readonly kind: 'touched'
      readonly id: number
      readonly path: string
      readonly lines: readonly number[]
    }
  | { readonly kind: 'values'; readonly id: number; readonly values: readonly EffectiveValue[] }
