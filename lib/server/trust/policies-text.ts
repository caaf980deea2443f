import { stringify } from 'yaml'
import type { Policies } from './parse-policies.ts'

/** Policies as `chartroom.yaml` writes them, each requirement on a line of its own. */
export function policiesText(policies: Policies): string {
  if (policies.length === 0) return ''
  return stringify(policies, { lineWidth: 0, indentSeq: false })
}
