import { writeFileSync } from 'node:fs'
import type { Host } from '../go/value.ts'
import type { RenderRequest, RenderResponse } from '../helm/index.ts'
import { renderTraced } from '../helm/trace/index.ts'
import { sourceMap } from '../helm/trace/source-map.ts'
import { CommandError } from './command-error.ts'
import { osError } from './os-error.ts'

/** Renders, and writes where each line of standard output came from. @throws CommandError where the file cannot be written */
export function renderWithSourceMap(request: RenderRequest, host: Host, path: string): RenderResponse {
  const traced = renderTraced(request, host)
  const { response } = traced
  if (!response.ok) return response
  try {
    writeFileSync(path, `${JSON.stringify(sourceMap(traced, request))}\n`)
  } catch (error) {
    throw new CommandError(osError(error))
  }
  // what was made for the map alone is not asked for
  const { documents, ...rest } = response
  return request.documents ? { ...rest, documents: documents! } : rest
}
