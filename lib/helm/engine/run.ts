import type { TemplateSet } from '../../go/template/index.ts'
import type { Budget, Host, Run } from '../../go/value.ts'

/** What Helm's functions need of a render: the templates that `include` and `tpl` see, and how deep includes are. */
export class HelmRun implements Run {
  readonly host: Host
  readonly budget: Budget
  readonly set: TemplateSet
  /** how often each template is being included just now; shared by all of a render */
  readonly included: Map<string, number>
  site?: Run['site']

  constructor(host: Host, budget: Budget, set: TemplateSet, included: Map<string, number> = new Map()) {
    this.host = host
    this.budget = budget
    this.set = set
    this.included = included
  }

  /** The same render over another set: that of a `tpl` text. */
  over(set: TemplateSet): HelmRun {
    return new HelmRun(this.host, this.budget, set, this.included)
  }
}
