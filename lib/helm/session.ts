import type { Host, Limits } from '../go/value.ts'
import { IncrementalStages } from './incremental/stages.ts'
import { defaultLimits } from './limits.ts'
import type { Part } from './release/part.ts'
import { renderWith } from './render-with.ts'
import { plainStages } from './stages.ts'
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

const spentAll = (response: RenderResponse): boolean =>
  !response.ok && response.error.code === 'LIMIT_EXCEEDED'

/** Opens a session over a chart's files, which must not change. Holds memory in proportion to what it rendered last. */
export function openSession(files: readonly ChartFile[], limits: Limits = defaultLimits): Session {
  let stages = new IncrementalStages(false)
  let declared = ''
  const stagesFor = (
    { profile, kubeVersion, apiVersions }: SessionRequest,
    seed?: string,
  ): IncrementalStages => {
    const now = JSON.stringify([profile, kubeVersion ?? '', apiVersions ?? [], seed ?? null])
    if (now !== declared) stages = new IncrementalStages(seed !== undefined)
    declared = now
    return stages
  }
  return {
    render(request, host, seed) {
      const whole = { ...request, files }
      const response = renderWith(stagesFor(request, seed), whole, host, limits)
      // what memory takes of a budget is taken at no place of a template: done again, it is said where
      return spentAll(response) ? renderWith(plainStages, whole, host, limits) : response
    },
    renderParts(request, host, seed) {
      const used = stagesFor(request, seed)
      const whole = { ...request, showOnly: [], files }
      const response = used.withoutPrinting(() => renderWith(used, whole, host, limits))
      if (spentAll(response)) {
        const again = renderWith(plainStages, whole, host, limits)
        if (!again.ok) return again
      }
      if (!response.ok) return response
      return { ok: true, parts: used.parts(), warnings: response.warnings, notes: response.notes }
    },
  }
}
