import type { ChartValues } from '../helm/index.ts'
import { setPath } from './key-path.ts'
import { at, isList, isMap, type Plain } from './plain.ts'

type Path = readonly string[]
const DEEPEST = 12

/** Keys that the schemas of a chart require and its defaults do not give. */
export function requiredKeys({ defaults, schemas }: ChartValues): Path[] {
  const found: Path[] = []
  for (const { path, schema } of parsed(schemas)) {
    visit(schema, schema, path, 0, (node, here) => {
      const required = at(node, 'required')
      if (!isList(required)) return
      for (const name of required) {
        if (typeof name !== 'string') continue
        let value = defaults.get([...here, name][0]!)
        for (const step of [...here, name].slice(1)) value = hasGet(value) ? value.get(step) : undefined
        if (value === undefined || value === null) found.push([...here, name])
      }
    })
  }
  return found
}

const hasGet = (value: unknown): value is ChartValues['defaults'] =>
  typeof value === 'object' && value !== null && 'entries' in value

/** The types that the schemas name, by key. */
export function schemaTypes({ schemas }: ChartValues): Map<string, string> {
  const types = new Map<string, string>()
  for (const { path, schema } of parsed(schemas)) {
    visit(schema, schema, path, 0, (node, here) => {
      const type = at(node, 'type')
      const words = isList(type) ? type.map(String).sort().join(' or ') : typeof type === 'string' ? type : ''
      if (words !== '' && here.length > 0) types.set(setPath(here), words)
    })
  }
  return types
}

/** Whether a schema names a key, or leaves room for it below one that it names. */
export function schemaKnows({ schemas }: ChartValues, wanted: Path): boolean {
  return parsed(schemas).some(({ path, schema }) => {
    if (!path.every((name, i) => wanted[i] === name) || wanted.length <= path.length) return false
    let node: Plain | undefined = resolve(schema, schema)
    for (const name of wanted.slice(path.length)) {
      const named = at(node, 'properties', name)
      if (named === undefined) return isMap(at(node, 'additionalProperties'))
      node = resolve(schema, named)
    }
    return true
  })
}

const parsed = (schemas: ChartValues['schemas']): { path: Path; schema: Plain }[] =>
  schemas.flatMap(({ path, text }) => {
    try {
      return [{ path, schema: JSON.parse(text) as Plain }]
    } catch {
      return [] // the render says what is wrong with it
    }
  })

function resolve(root: Plain, node: Plain | undefined, depth = 0): Plain | undefined {
  const ref = at(node, '$ref')
  if (typeof ref !== 'string') return node
  if (!ref.startsWith('#/') || depth > DEEPEST) return undefined
  const steps = ref
    .slice(2)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  return resolve(root, at(root, ...steps), depth + 1)
}

function visit(
  root: Plain,
  given: Plain | undefined,
  path: Path,
  depth: number,
  tell: (node: Plain, path: Path) => void,
): void {
  const node = resolve(root, given)
  if (!isMap(node) || depth > DEEPEST) return
  tell(node, path)
  const properties = node['properties']
  if (isMap(properties))
    for (const [name, below] of Object.entries(properties))
      visit(root, below, [...path, name], depth + 1, tell)
  const all = node['allOf']
  if (isList(all)) for (const below of all) visit(root, below, path, depth + 1, tell)
}
