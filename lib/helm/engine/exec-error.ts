import { TemplateError } from '../../go/template/index.ts'
import { trimSpace } from '../../go/trim-space.ts'
import { GoError } from '../../go/value.ts'
import { HelmError } from '../error.ts'
import type { HelmProfile } from '../profile.ts'
import type { ErrorFrame } from '../request.ts'

const WARN_START = 'HELM_ERR_START'
const WARN_END = 'HELM_ERR_END'

/** Marks a message that `required` and `fail` want to be seen alone. */
export const warnWrap = (warn: string): string => WARN_START + warn + WARN_END

/** What a failure to parse a template says. Mirrors `cleanupParseError`. */
export function parseError(filename: string, error: TemplateError): HelmError {
  const tokens = error.message.split(': ')
  const text =
    tokens.length === 1
      ? `parse error in (${filename}): ${error.message}`
      : `parse error at (${tokens[1]}): ${tokens.at(-1)}`
  return new HelmError('TEMPLATE_PARSE', text, framesOf(error), true)
}

/** What a failure to run one says, in the profile's form. Mirrors `cleanupExecError` and `reformatExecErrorMsg`. */
export function execError(filename: string, error: GoError, profile: HelmProfile): HelmError {
  const frames = framesOf(error)
  const refuse = (text: string, code: HelmError['code'] = 'TEMPLATE_EXEC'): HelmError =>
    new HelmError(code, text, frames, true)
  if (!(error instanceof TemplateError)) return refuse(error.message)
  const tokens = error.message.split(': ')
  if (tokens.length < 3) return refuse(`execution error in (${filename}): ${error.message}`)
  const warning = between(tokens.slice(2).join(': '))
  if (warning !== undefined) return refuse(`execution error at (${tokens[1]}): ${warning}`, 'TEMPLATE_FAIL')
  return refuse(profile.multilineErrors ? multiline(error) : error.message)
}

/** What the outermost pair of marks holds. */
function between(text: string): string | undefined {
  const start = text.indexOf(WARN_START)
  const end = text.lastIndexOf(WARN_END)
  return start < 0 || end < start + WARN_START.length ? undefined : text.slice(start + WARN_START.length, end)
}

/** Each error of the chain on lines of its own; the plain text where one of them is in no template's form. */
function multiline(error: TemplateError): string {
  let out = ''
  let last = ''
  for (const link of error.chain()) {
    const block = traceBlock(link.message)
    if (block === undefined) return error.message
    if (block !== last) out += block
    last = block
  }
  return trimSpace(out)
}

/** An error of text/template in Helm 4's form. Mirrors `parseTemplateExecErrorString` and `TraceableError`. */
function traceBlock(text: string): string | undefined {
  const prefix = 'template: '
  if (!text.startsWith(prefix)) return undefined
  const rest = text.slice(prefix.length)
  if (rest.startsWith('no template ')) return `${text}\n`
  return executingAt(rest) ?? simple(rest)
}

function executingAt(rest: string): string | undefined {
  const match = /^(.*?): executing "([^"]*)" at <(.*?)>: (.*)$/s.exec(rest)
  if (match === null || rest.indexOf(': executing ') !== match[1]!.length) return undefined
  const [, location, name, context, message] = match
  return `${location}\n  executing "${name}" at <${context}>:\n    ${line(withoutNext(message!))}`
}

function simple(rest: string): string | undefined {
  const at = rest.lastIndexOf(': ')
  if (at < 0) return undefined
  const location = rest.slice(0, at)
  return (location === '' ? '' : `${location}\n  `) + line(withoutNext(rest.slice(at + 2)))
}

const line = (message: string): string => (message === '' ? '' : `${message}\n`)

/** A message ends where the next error of the chain begins. */
function withoutNext(message: string): string {
  const at = message.indexOf(' template:')
  return at < 0 ? message : message.slice(0, at)
}

/** Where templates were when it happened, the innermost first. */
function framesOf(error: Error): ErrorFrame[] {
  const frames: ErrorFrame[] = []
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (!(at instanceof TemplateError)) continue
    const { parseName, template, line: row, column, context } = at
    frames.unshift({
      template: parseName ?? template,
      line: row ?? 0,
      column: column ?? 0,
      context: context ?? '',
    })
  }
  return frames
}
