import { TemplateSet } from '../../go/template/index.ts'
import { Budget, type Host } from '../../go/value.ts'
import { sprigFunctions } from '../../sprig/index.ts'
import { defaultLimits } from '../limits.ts'

/** The release name that `--name-template` gives. Mirrors `TemplateName`. @throws GoError in Go's words */
export function nameFromTemplate(text: string, host: Host): string {
  const set = new TemplateSet(sprigFunctions(), { name: 'name-template' })
  const template = set.parse('name-template', text)
  return set.run({ host, budget: new Budget(defaultLimits) }, template, undefined)
}
