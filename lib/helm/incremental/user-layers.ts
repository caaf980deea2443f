import { Dict, Slice, type Value } from '../../go/value.ts'
import { loadValues } from '../chart/value-documents.ts'
import type { HelmProfile } from '../profile.ts'
import type { ValuesLayer } from '../request.ts'
import { userValues } from '../values/user-values.ts'
import { Remembered } from './remembered.ts'

/** The user's values: each file is read once as long as its text stays. */
export class UserLayers {
  readonly #files = new Remembered<string, Dict>()

  /** What `userValues` gives. @throws HelmError VALUES_INVALID */
  values(layers: readonly ValuesLayer[], profile: HelmProfile): Dict {
    // flags write into what files hold
    const keep = layers.every(({ kind }) => kind === 'file') ? (values: Dict): Dict => values : copyMap
    const values = userValues(layers, profile, (text) =>
      keep(this.#files.get(text, () => loadValues(text, profile))),
    )
    this.#files.sweep()
    return values
  }
}

/** A deep copy that no budget pays for. */
function copyMap(map: Dict): Dict {
  const copy = new Dict(undefined, map.type, map.isNil)
  for (const [key, value] of map.entries) copy.entries.set(key, copied(value))
  return copy
}

function copied(value: Value): Value {
  if (value instanceof Dict) return copyMap(value)
  return value instanceof Slice
    ? new Slice(value.items.map(copied), value.type, value.isNil, value.spare)
    : value
}
