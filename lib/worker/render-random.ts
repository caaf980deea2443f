import { defaultLimits } from '../helm/limits.ts'
import { profileOf } from '../helm/profile.ts'
import { render, type RenderRequest, type RenderResponse } from '../helm/index.ts'
import { renderTraced } from '../helm/trace/index.ts'
import { randomLines } from '../helm/trace/random-lines.ts'
import { stdoutLines } from '../helm/trace/stdout-lines.ts'
import type { Host } from '../go/value.ts'

/** A render, and the lines of its output (from 0) that chance or time had a part in. */
export interface RenderedWithRandom {
  readonly response: RenderResponse
  readonly random: readonly number[]
}

/**
 * Renders, and tells which lines are random. Only a chart that asked for chance or time is rendered again, traced.
 * @param hostOf makes the same host anew
 */
export function renderWithRandom(request: RenderRequest, hostOf: () => Host): RenderedWithRandom {
  const host = noting(hostOf())
  const response = render(request, host, defaultLimits)
  if (!response.ok || !host.isUsed()) return { response, random: [] }
  const traced = renderTraced(request, hostOf())
  if (!traced.response.ok) return { response, random: [] }
  const { documents, ...rest } = traced.response
  return {
    // of chance that no seed repeats, the lines are those of this render alone
    response: request.documents ? { ...rest, documents: documents! } : rest,
    random: randomLines(stdoutLines(traced, profileOf(request.profile))),
  }
}

/** The host, knowing whether it was asked for anything. */
function noting(host: Host): Host & { isUsed(): boolean } {
  let used = false
  const noted = new Proxy(host, {
    get(target, name, receiver) {
      if (name === 'isUsed') return () => used
      used = true
      return Reflect.get(target, name, receiver) as unknown
    },
  })
  return noted as Host & { isUsed(): boolean }
}
