import type { ChartValues } from '../helm/index.ts'
import { setPath } from './key-path.ts'
import { canonical, isList, isMap, toPlain, type Plain, type PlainMap } from './plain.ts'
import { requiredKeys, schemaTypes } from './schema-keys.ts'

/** A key of the values that is not what it was. */
export interface ValueChange {
  /** as `--set` writes it */
  readonly path: string
  readonly state: 'vanished' | 'retyped' | 'required' | 'default' | 'added'
  /** how many keys stand below it, itself counted; for what vanished or was added as a whole */
  readonly keys: number
  /** as JSON, short; "" where there is none */
  readonly before: string
  readonly after: string
}

type Path = readonly string[]

/** A default in few characters. */
export function shortValue(value: Plain | undefined): string {
  if (value === undefined) return ''
  const text = canonical(value)
  return text.length > 100 ? `${text.slice(0, 98)}…` : text
}

export const typeOf = (value: Plain | undefined): string =>
  value === undefined
    ? 'nothing'
    : value === null
      ? 'null'
      : isList(value)
        ? 'list'
        : isMap(value)
          ? 'map'
          : typeof value

/** How the values that two versions of a chart offer differ: defaults with subcharts, and what their schemas ask for. */
export function valuesDelta(before: ChartValues, after: ChartValues): ValueChange[] {
  const changes: ValueChange[] = []
  compareMaps(toPlain(before.defaults), toPlain(after.defaults), [], changes)
  const asked = new Set(requiredKeys(before).map(setPath))
  for (const path of requiredKeys(after)) {
    if (!asked.has(setPath(path)))
      changes.push({
        path: setPath(path),
        state: 'required',
        keys: 1,
        before: '',
        after: 'required by the schema',
      })
  }
  const types = schemaTypes(before)
  for (const [path, type] of schemaTypes(after)) {
    const old = types.get(path)
    const isTold = changes.some((change) => change.path === path && change.state === 'retyped')
    if (old !== undefined && old !== type && !isTold)
      changes.push({ path, state: 'retyped', keys: 1, before: old, after: type })
  }
  const rank = { required: 0, vanished: 1, retyped: 2, default: 3, added: 4 } as const
  return changes.sort((a, b) => rank[a.state] - rank[b.state])
}

function compareMaps(before: Plain, after: Plain, path: Path, changes: ValueChange[]): void {
  if (!isMap(before) || !isMap(after)) return
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
    compareKey(before, after, key, path, changes)
}

function compareKey(
  before: PlainMap,
  after: PlainMap,
  key: string,
  path: Path,
  changes: ValueChange[],
): void {
  const here = [...path, key]
  const [old, now] = [before[key], after[key]]
  const tell = (state: ValueChange['state'], keys = 1): void => {
    changes.push({ path: setPath(here), state, keys, before: shortValue(old), after: shortValue(now) })
  }
  if (now === undefined) tell('vanished', countKeys(old))
  else if (old === undefined) tell('added', countKeys(now))
  else if (isMap(old) && isMap(now)) compareMaps(old, now, here, changes)
  else if (old !== null && now !== null && typeOf(old) !== typeOf(now)) tell('retyped')
  else if (canonical(old) !== canonical(now)) tell('default')
}

export function countKeys(value: Plain | undefined): number {
  if (!isMap(value)) return 1
  const keys = Object.values(value)
  return keys.length === 0 ? 1 : keys.reduce<number>((sum, item) => sum + countKeys(item), 0)
}
