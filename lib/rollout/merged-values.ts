import { Dict, GoError } from '../go/value.ts'
import { marshalPretty, unmarshalMap } from '../yaml/index.ts'
import type { PlacedLayer } from './model.ts'
import type { Place } from './place.ts'
import type { Problems } from './problem.ts'

/** The values of a text as Helm's ReadValues reads them; what it cannot is told. */
export function readValues(text: string, at: Place, problems: Problems): Dict | undefined {
  try {
    return unmarshalMap(text)
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    problems.add(at, 'YAML_INVALID', { detail: error.message })
    return undefined
  }
}

/** Values as one layer that Helm reads as a file. */
export const fileLayer = (name: string, values: Dict, at: Place): PlacedLayer => ({
  layer: { kind: 'file', name, text: marshalPretty(values) },
  at,
})
