import { GoError } from '../value.ts'

/** What went wrong, where, and what lay beneath. Lines count from 1; columns are bytes from 0, as Go counts them. */
export interface TemplateFault {
  readonly code: 'parse' | 'exec'
  /** the template that was parsed or ran; one file may hold many */
  readonly template: string
  /** the name of the text that the position lies in; undefined where Go gives no position */
  readonly parseName: string | undefined
  readonly line: number | undefined
  readonly column: number | undefined
  /** the node at fault as a template would write it (in Go: `at <…>`) */
  readonly context: string | undefined
  /** what went wrong, without place: `nil pointer evaluating interface {}.x` */
  readonly detail: string
  /** the whole as Go prints it */
  readonly text: string
  /** what a called function reported; a TemplateError again when it was include, tpl or the like */
  readonly cause?: Error | undefined
}

/**
 * A template that could not be parsed or run. Data first: `message` is Go's own text of it, and `cause` leads from an
 * include to what failed within. Mirrors `template.ExecError` and the errors of `parse.Tree`.
 */
export class TemplateError extends GoError {
  override name = 'TemplateError'
  readonly code: TemplateFault['code']
  readonly template: string
  readonly parseName: string | undefined
  readonly line: number | undefined
  readonly column: number | undefined
  readonly context: string | undefined
  readonly detail: string

  constructor(fault: TemplateFault) {
    super(fault.text)
    if (fault.cause !== undefined) this.cause = fault.cause
    this.code = fault.code
    this.template = fault.template
    this.parseName = fault.parseName
    this.line = fault.line
    this.column = fault.column
    this.context = fault.context
    this.detail = fault.detail
  }

  /** This error and those beneath it, the outermost first. */
  chain(): Error[] {
    const errors: Error[] = [this]
    for (let e = this.cause; e instanceof Error; e = e.cause) errors.push(e)
    return errors
  }
}
