import type { RenderRequest, RenderResponse } from '../helm/request.ts'

/** One render as it crosses into a worker. */
export interface RenderJob {
  readonly id: number
  readonly request: RenderRequest
  /** a seed makes random values, keys and time stable; null takes the platform's own */
  readonly seed: string | null
}

export interface RenderDone {
  readonly id: number
  readonly response: RenderResponse
  readonly ms: number
}
