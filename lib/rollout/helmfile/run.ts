import type { TemplateSet } from '../../go/template/index.ts'
import type { Budget, Host, Run, Value } from '../../go/value.ts'
import type { Files } from '../files.ts'
import type { ProblemCode } from '../problem.ts'
import type { Unknowns } from './unknown.ts'

/** A call of a template that was not made; `site` says where it stands (`name:line:column` of `siteOf`). */
export interface RefusedCall {
  readonly code: ProblemCode
  readonly args: object
  readonly site: string
  /** the outcome is what the tool itself would take too */
  readonly isNote?: boolean
}

/** What Helmfile's functions need: the files, the folder that paths are relative to, and the variables that were given. */
export interface HelmfileRun extends Run {
  readonly host: Host
  readonly budget: Budget
  readonly files: Files
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  readonly set: TemplateSet
  readonly included: Map<string, number>
  readonly refusals: RefusedCall[]
  readonly unknowns: Unknowns
  tpl(text: string, data: Value): string
}
