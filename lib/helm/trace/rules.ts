import type { Rules } from '../../go/template/traced/state.ts'
import { nondeterministic } from '../../sprig/nondeterministic.ts'
import { callMakers } from './call-makers.ts'
import { containerRules, mutators } from './container-rules.ts'
import { textRules } from './text-rules.ts'
import { yamlRule } from './yaml-spans.ts'

/** How every function is traced, by name. One that is not here gives one piece with all that its arguments have. */
export const rules: Rules = {
  after: new Map(
    Object.entries({
      ...textRules,
      ...containerRules,
      toYaml: yamlRule,
      mustToYaml: yamlRule,
      toYamlPretty: yamlRule,
    }),
  ),
  instead: new Map(Object.entries({ ...mutators, ...callMakers })),
  chance: nondeterministic,
}
