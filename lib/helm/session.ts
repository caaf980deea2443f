import type { Host, Limits } from '../go/value.ts'
import { IncrementalStages } from './incremental/stages.ts'
import { defaultLimits } from './limits.ts'
import type { Part } from './release/part.ts'
import { renderWith } from './render-with.ts'
import type { ChartFile, RenderRequest, RenderResponse } from './request.ts'

type SessionRequest = Omit<RenderRequest, 'files'>
export type Refusal = Extract<RenderResponse, { ok: false }>

/** A document of a rendering: the same object as long as nothing about it changes. */
export type RenderedPart = Part

/** A rendering as the documents that it prints, in order: `---`, a line `# Source: …` and the text make each. */
export interface RenderedParts {
  readonly ok: true
  readonly parts: readonly RenderedPart[]
  readonly warnings: readonly string[]
  readonly notes: string | null
}

/** A chart that is rendered again and again, while its values change. */
export interface Session {
  /**
   * What `render` would give for this request, byte for byte, errors and warnings too; but what did not change since
   * the last render is not done again.
   * @param host as for `render`
   * @param seed what the host is a function of, where it is one of a seed: hosts of the same seed give the same chance at
   *   the same call sites, and the same time. Without a seed a template that uses chance or time is run each time.
   */
  render(request: SessionRequest, host: Host, seed?: string): RenderResponse
  /** The same for who keeps documents: nothing is joined. `showOnly` is not looked at. */
  renderParts(request: SessionRequest, host: Host, seed?: string): RenderedParts | Refusal
}

const spentAll = (answer: RenderResponse | RenderedParts): boolean =>
  !answer.ok && answer.error.code === 'LIMIT_EXCEEDED'

/** Opens a session over a chart's files, which must not change. Holds memory in proportion to what it rendered last. */
export function openSession(files: readonly ChartFile[], limits: Limits = defaultLimits): Session {
  let stages = new IncrementalStages(false)
  let declared = ''
  const stagesFor = (
    { profile, kubeVersion, apiVersions, lookup }: SessionRequest,
    seed?: string,
    isAnew = false,
  ): IncrementalStages => {
    const now = JSON.stringify([profile, kubeVersion ?? '', apiVersions ?? [], lookup ?? null, seed ?? null])
    if (isAnew || now !== declared) stages = new IncrementalStages(seed !== undefined)
    declared = now
    return stages
  }
  const attempt = <R extends RenderResponse | RenderedParts>(
    request: SessionRequest,
    seed: string | undefined,
    render: (stages: IncrementalStages) => R,
  ): R => {
    const answer = render(stagesFor(request, seed))
    // what memory takes of a budget is taken at no place of a template: done again, it is said where
    return spentAll(answer) ? render(stagesFor(request, seed, true)) : answer
  }
  return {
    render: (request, host, seed) =>
      attempt(request, seed, (used) => renderWith(used, { ...request, files }, host, limits)),
    renderParts: (request, host, seed) =>
      attempt(request, seed, (used): RenderedParts | Refusal => {
        const whole = { ...request, showOnly: [], files }
        const response = used.withoutPrinting(() => renderWith(used, whole, host, limits))
        if (!response.ok) return response
        return { ok: true, parts: used.parts(), warnings: response.warnings, notes: response.notes }
      }),
  }
}
