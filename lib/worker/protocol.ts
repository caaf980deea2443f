import type { Refusal } from '../helm/session.ts'
import type { ChartFile, RenderedObject, RenderRequest, RenderResponse } from '../helm/request.ts'
import type { ApiWarning, ChartComparison, CompareJob, FoundImage, Risk } from '../objects/index.ts'

/** One render as it crosses into a worker process of the server. */
export interface RenderWork {
  readonly request: RenderRequest
  /** a seed makes random values, keys and time stable; null takes the platform's own */
  readonly seed: string | null
}

/** Two renders and what sets them apart. */
export interface CompareWork {
  readonly compare: CompareJob
}

export type WorkerJob = (RenderWork | CompareWork) & { readonly id: number }

export interface RenderDone {
  readonly id: number
  readonly response: RenderResponse
  /** lines of the output, from 0, that chance or time had a part in */
  readonly random: readonly number[]
  /** what the render itself took */
  readonly ms: number
}

export interface CompareDone {
  readonly id: number
  readonly comparison: ChartComparison
  /** what renders and comparison took together */
  readonly ms: number
}

/** A render that ended in an error of the program's own. */
export interface RenderFailed {
  readonly id: number
  readonly failure: string
}

/** What the page tells its worker: first the packed chart, once, then a render for each change. */
export type ToRenderer =
  | { readonly kind: 'open'; readonly archive: Uint8Array }
  | {
      readonly kind: 'render'
      readonly id: number
      readonly request: Omit<RenderRequest, 'files'>
      readonly seed: string
    }

/** What the worker answers. `id` is that of the render; `opened` and `refused` answer an `open`. */
export type FromRenderer =
  | { readonly kind: 'opened'; readonly files: readonly Pick<ChartFile, 'path'>[] }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | {
      readonly kind: 'rendered'
      readonly id: number
      readonly rendered: SentRendering | Refusal
      /** what the render itself took */
      readonly ms: number
    }

/** A document on its way to the page, which keeps it under its number. */
export interface SentPart extends Omit<RenderedObject, 'line' | 'lines'> {
  readonly id: number
  /** all that is printed of it, without the last newline */
  readonly text: string
}

/** A rendering as numbers of documents: those that the page got with the last one are not sent again. */
export interface SentRendering {
  readonly ok: true
  readonly order: readonly number[]
  readonly fresh: readonly SentPart[]
  readonly warnings: readonly string[]
  readonly notes: string | null
}

/** What a page tells its comparing worker: both packed charts, once, then a request for each change. */
export type ToComparer =
  | { readonly kind: 'open'; readonly before: Uint8Array; readonly after: Uint8Array }
  | {
      readonly kind: 'compare'
      readonly id: number
      readonly request: Omit<RenderRequest, 'files'>
      readonly seed: string
      /** values of the first one, where they are not those of the request */
      readonly fromValues?: RenderRequest['values']
    }

export type FromComparer =
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | ({ readonly kind: 'compared' } & CompareDone)

/** What a page asks of what was rendered. */
export interface ToLister {
  readonly id: number
  readonly stdout: string
  readonly objects: readonly RenderedObject[]
  readonly kubeVersion: string
}

/** Images, APIs and risks; objects by their index in the renderer's own list, -1 for none of it. */
export interface FromLister {
  readonly id: number
  readonly images: readonly FoundImage[]
  readonly apis: readonly ApiWarning[]
  readonly risks: readonly Risk[]
}
