import { metered } from '../go/meter.ts'
import { trimSpace } from '../go/trim-space.ts'
import { Budget, BudgetError, GoError, type Host, type Limits } from '../go/value.ts'
import { HelmError } from './error.ts'
import { profileOf } from './profile.ts'
import { Rendering } from './rendering.ts'
import type { RenderRequest, RenderResponse } from './request.ts'
import type { Stages } from './stages.ts'
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
  const rendering = new Rendering(request, profile, warnings, host, budget, stages)
  try {
    return metered(budget, () => rendering.run())
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
  if (error instanceof BudgetError)
    return new HelmError('LIMIT_EXCEEDED', `the render passed a limit: ${error.message}`)
  if (isEngineLimit(error))
    return new HelmError('LIMIT_EXCEEDED', `the render passed a limit: ${(error as Error).message}`)
  return error instanceof GoError ? new HelmError('TEMPLATE_EXEC', error.message) : undefined
}

/**
 * Whether the JavaScript engine itself gave up: its stack was full, or a text, list, map or number too large for it. Our
 * own bounds come first nearly everywhere; where they do not, this is a limit too and no failure of the program.
 */
const isEngineLimit = (error: unknown): boolean =>
  error instanceof RangeError || (error instanceof Error && /too much recursion/.test(error.message))
