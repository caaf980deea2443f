import type { Host, Limits } from '../go/value.ts'
import { defaultLimits } from './limits.ts'
import { renderWith } from './render-with.ts'
import type { RenderRequest, RenderResponse } from './request.ts'
import { plainStages } from './stages.ts'

export { IgnoreRules } from './ignore/index.ts'
export { nameFromTemplate } from './engine/name-template.ts'
export { openSession, type RenderedPart, type RenderedParts, type Session } from './session.ts'
export { chartValues, ownValues, type ChartValues } from './values/chart-values.ts'
export { mergeMaps } from './chart/value-documents.ts'
export { setFilePaths } from './values/set-file-paths.ts'
export { setInto } from './values/set-into.ts'
export type * from './request.ts'

/**
 * Renders a chart as `helm template` of the asked version does, byte for byte. Synchronous and without effects: what is
 * not in the request comes from the host. Mirrors `helm template` down to `renderResources`.
 * @param limits of the work that it may do; spent, the answer is LIMIT_EXCEEDED
 */
export const render = (request: RenderRequest, host: Host, limits: Limits = defaultLimits): RenderResponse =>
  renderWith(plainStages, request, host, limits)
