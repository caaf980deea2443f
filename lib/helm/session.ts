import type { Host, Limits } from '../go/value.ts'
import { IncrementalStages } from './incremental/stages.ts'
import { defaultLimits } from './limits.ts'
import { renderWith } from './render-with.ts'
import type { ChartFile, RenderRequest, RenderResponse } from './request.ts'

/** A chart that is rendered again and again, while its values change. */
export interface Session {
  /**
   * What `render` would give for this request, byte for byte, errors and warnings too; but what did not change since
   * the last render is not done again.
   * @param host as for `render`
   * @param seed what the host is a function of, where it is one of a seed: hosts of the same seed give the same chance at
   *   the same call sites, and the same time. Without a seed a template that uses chance or time is run each time.
   */
  render(request: Omit<RenderRequest, 'files'>, host: Host, seed?: string): RenderResponse
}

/** Opens a session over a chart's files, which must not change. Holds memory in proportion to what it rendered last. */
export function openSession(files: readonly ChartFile[], limits: Limits = defaultLimits): Session {
  let stages: IncrementalStages | undefined
  let declared = ''
  return {
    render(request, host, seed) {
      const { profile, kubeVersion, apiVersions } = request
      const now = JSON.stringify([profile, kubeVersion ?? '', apiVersions ?? [], seed ?? null])
      if (stages === undefined || now !== declared) stages = new IncrementalStages(seed !== undefined)
      declared = now
      return renderWith(stages, { ...request, files }, host, limits)
    },
  }
}
