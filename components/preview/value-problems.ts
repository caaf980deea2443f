import { lineOfPath } from '../../lib/client/value-help.ts'
import type { RenderError } from '../../lib/helm/request.ts'

/** A finding about one line of a values file. */
export interface ValueProblem {
  /** from 0 */
  readonly line: number
  readonly message: string
}

/**
 * Where a refusal of values stands in one file of them: Helm names a line of YAML, or a path of the schema.
 * @param chart name of the root chart; findings of others are about the values below their names
 */
export function valueProblems(error: RenderError | null, text: string, chart: string): ValueProblem[] {
  const lines = text.split('\n')
  if (error?.code === 'VALUES_INVALID') {
    const [, at, message] = /yaml: line (\d+): (.*)$/m.exec(error.text) ?? []
    return at === undefined ? [] : [{ line: Math.min(Number(at), lines.length) - 1, message: message! }]
  }
  if (error?.code !== 'SCHEMA_VIOLATION') return []
  const found: ValueProblem[] = []
  let below: readonly string[] = []
  for (const said of error.text.split('\n').slice(1)) {
    const head = /^(\S.*):$/.exec(said)?.[1]
    if (head !== undefined && !said.startsWith('- ')) below = head === chart ? [] : [head]
    const [, pointer, message] = /^- at '([^']*)': (.*)$/.exec(said) ?? []
    if (pointer === undefined) continue
    const line = lineOfPath(lines, [...below, ...namesOf(pointer)])
    if (line !== null) found.push({ line, message: message! })
  }
  return found
}

/** @see https://www.rfc-editor.org/rfc/rfc6901 */
const namesOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
