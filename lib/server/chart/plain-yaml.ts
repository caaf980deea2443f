import { fromBytes } from '../../go/text.ts'
import { Dict, Int, Slice, type Value } from '../../go/value.ts'
import { bounded, unmarshal } from '../../yaml/index.ts'

/** YAML, read as Helm reads it, as plain data; integers become texts, whatever their size. Throws where it is no YAML. */
export const parsePlainYaml = (text: string | Uint8Array): unknown =>
  plain(bounded(typeof text === 'string' ? text : fromBytes(text), unmarshal))

function plain(value: Value): unknown {
  if (value instanceof Dict)
    return Object.fromEntries([...value.entries].map(([key, item]) => [key, plain(item)]))
  if (value instanceof Slice) return value.items.map(plain)
  if (value instanceof Int) return value.value.toString()
  return value
}
