import { Dict } from '../../go/value.ts'
import type { Chart } from '../chart/chart.ts'
import { HelmError } from '../error.ts'
import { compileSchema, validateAgainstSingleSchema } from '../jsonschema/index.ts'
import { typeOf } from '../../go/reflect.ts'
import type { Warnings } from '../warnings.ts'

/**
 * Holds a chart's values, and those of the charts below it, against their schemas. Mirrors `ValidateAgainstSchema`.
 * @param compile `compileSchema` or what gives the same
 * @throws HelmError SCHEMA_VIOLATION
 */
export function validateAgainstSchema(
  chart: Chart,
  values: Dict,
  warnings: Warnings,
  compile: typeof compileSchema = compileSchema,
): void {
  const text = violations(chart, values, warnings, compile)
  if (text === '') return
  const head = "values don't meet the specifications of the schema(s) in the following chart(s):\n"
  throw new HelmError('SCHEMA_VIOLATION', head + text)
}

function violations(chart: Chart, values: Dict, warnings: Warnings, compile: typeof compileSchema): string {
  let text = ''
  if (chart.schema !== null) {
    const warn = (urn: string): void => {
      const message = 'unresolved URN reference ignored; using permissive schema'
      warnings.differ(`jsonschema.go:192: WARNING: ${message}: ${urn}`, {
        level: 'WARN',
        message,
        attributes: { urn },
      })
    }
    const violation = validateAgainstSingleSchema(values, chart.schema, warn, compile)
    if (violation !== undefined) text += `${chart.name}:\n${violation}`
  }
  for (const subchart of chart.dependencies) {
    const below = values.get(subchart.name)
    if (below === undefined || below === null) continue
    if (below instanceof Dict) text += violations(subchart, below, warnings, compile)
    else
      text += `${subchart.name}:\ninvalid type for values: expected object (map), got ${typeOf(below)!.name}\n`
  }
  return text
}
