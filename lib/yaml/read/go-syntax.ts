import { formatFloat, quote } from '../../go/strconv/index.ts'
import { compareBytes } from '../../go/text.ts'
import { AnyMap, type Any } from './any.ts'

/** Go's `%#v` of what yaml.v2 decoded, for the errors that show it. */
export const goSyntax = (value: Any): string => (value === null ? '<nil>' : syntax(value))

function syntax(value: Any): string {
  if (value === null) return 'interface {}(nil)'
  if (Array.isArray(value)) return `[]interface {}{${value.map(syntax).join(', ')}}`
  if (value instanceof AnyMap) {
    const entries = [...value.entries.values()].sort(([a], [b]) => compareKeys(a, b))
    return `map[interface {}]interface {}{${entries.map(([k, v]) => `${syntax(k)}:${syntax(v)}`).join(', ')}}`
  }
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'bigint') return value >= 1n << 63n ? `0x${value.toString(16)}` : String(value)
  if (typeof value === 'number') return formatFloat(value, 'g')
  return String(value)
}

/** The order in which fmt shows the keys of a map of mixed kinds (internal/fmtsort): nil first, then kind by kind. */
function compareKeys(a: Any, b: Any): number {
  const difference = kindOrder(a) - kindOrder(b)
  if (difference !== 0) return difference
  if (typeof a === 'string') return compareBytes(a, b as string)
  if (a === b) return 0
  return (a as number) < (b as number) ? -1 : 1
}

/** Types sort by their address; so they lie in Helm's binaries. */
const kindOrder = (key: Any): number =>
  key === null
    ? 0
    : typeof key === 'string'
      ? 1
      : typeof key === 'bigint'
        ? key >= 1n << 63n
          ? 2
          : 3
        : typeof key === 'number'
          ? 4
          : 5
