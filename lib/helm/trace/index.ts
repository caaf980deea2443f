import type { Host, Limits } from '../../go/value.ts'
import { defaultLimits } from '../limits.ts'
import { profileOf } from '../profile.ts'
import { renderWith } from '../render-with.ts'
import type { RenderedDocument, RenderRequest, RenderResponse } from '../request.ts'
import { linesOf, type TracedLine } from './lines.ts'
import { Tracing } from './stages.ts'

/** A render that knows where its output came from. */
export interface TracedRender {
  readonly response: RenderResponse
  /** the documents of the whole output with their lines; empty where it was refused */
  readonly documents: readonly {
    readonly document: RenderedDocument
    readonly lines: readonly TracedLine[]
  }[]
  readonly tracing: Tracing
}

/**
 * Renders as `render` does, and traces what is printed. Costs about twice as much. With `keepGoing` all that renders is
 * in the response, and what does not is in `tracing.failures`.
 */
export function renderTraced(
  request: RenderRequest,
  host: Host,
  limits: Limits = TRACED_LIMITS,
): TracedRender {
  const profile = profileOf(request.profile)
  const tracing = new Tracing(profile, request.keepGoing ?? false)
  const response = renderWith(tracing.stages, { ...request, documents: true }, host, limits)
  if (!response.ok) return { response, documents: [], tracing }
  const lines = linesOf(response.documents!, tracing.files, profile)
  return {
    response,
    documents: response.documents!.map((document, i) => ({ document, lines: lines[i]! })),
    tracing,
  }
}

/** Real charts take 38 MB at most when traced (loki; 26 MB otherwise). */
const TRACED_LIMITS: Limits = { ...defaultLimits, bytes: defaultLimits.bytes * 1.25 }
