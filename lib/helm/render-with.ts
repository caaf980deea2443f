import { metered } from '../go/meter.ts'
import { trimSpace } from '../go/trim-space.ts'
import { Budget, BudgetError, GoError, type Host, type Limits } from '../go/value.ts'
import { HelmError } from './error.ts'
import { profileOf } from './profile.ts'
import { Rendering } from './rendering.ts'
import type { ErrorFrame, RenderRequest, RenderResponse } from './request.ts'
import type { Stages } from './stages.ts'
import { withObjects } from './lookup.ts'
import { Warnings } from './warnings.ts'

/**
 * Renders a request by the given stages: `render` with the plain ones, a session with those that remember.
 * @param limits of the work that it may do; spent, the answer is LIMIT_EXCEEDED
 */
export function renderWith(
  stages: Stages,
  request: RenderRequest,
  host: Host,
  limits: Limits,
): RenderResponse {
  const profile = profileOf(request.profile)
  const warnings = new Warnings(profile)
  const budget = new Budget(limits)
  try {
    return metered(budget, () => {
      const cluster = request.lookup === undefined ? host : withObjects(host, request.lookup)
      return new Rendering(request, profile, warnings, cluster, budget, stages).run()
    })
  } catch (error) {
    const refused = asRefusal(error)
    if (refused === undefined) throw error
    const { code, message, frames, partial, output } = refused
    const stdout = partial && request.debug ? `${trimSpace(output)}\n` : ''
    const hint = partial && !request.debug ? '\n\nUse --debug flag to render out invalid YAML' : ''
    return { ok: false, error: { code, text: message + hint, frames }, warnings: warnings.lines, stdout }
  }
}

function asRefusal(error: unknown): HelmError | undefined {
  if (error instanceof HelmError) return error
  if (error instanceof BudgetError) return limited(error.message, error.frames)
  if (isEngineLimit(error)) return limited((error as Error).message)
  return error instanceof GoError ? new HelmError('TEMPLATE_EXEC', error.message) : undefined
}

function limited(what: string, frames: readonly ErrorFrame[] = []): HelmError {
  const [first] = frames
  const at = first && first.line > 0 ? `:${first.line}:${first.column}` : ''
  const where = first === undefined ? '' : `, at ${first.template}${at}`
  return new HelmError('LIMIT_EXCEEDED', `the render passed a limit: ${what}${where}`, frames)
}

/**
 * Whether the JavaScript engine itself gave up: its stack was full, or a text, list, map or number too large for it. Our
 * own bounds come first nearly everywhere; where they do not, this is a limit too and no failure of the program.
 */
const isEngineLimit = (error: unknown): boolean =>
  error instanceof RangeError || (error instanceof Error && /too much recursion/.test(error.message))
