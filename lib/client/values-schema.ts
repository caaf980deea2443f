/** What a values.schema.json says about one key. */
export interface KeySchema {
  /** as a person writes it: `string`, `string[]`, `map of string`, `integer or null` */
  readonly type: string
  readonly description: string
  /** the schema's own text at this key, on one line */
  readonly text: string
}

type Schema = Record<string, unknown>

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Follows references inside the same file; others, and circles, end it. */
function resolve(root: Schema, schema: unknown, depth = 0): Schema | null {
  if (!isSchema(schema)) return null
  const ref = schema['$ref']
  if (typeof ref !== 'string') return schema
  if (!ref.startsWith('#') || depth > 16) return null
  let at: unknown = root
  for (const part of ref
    .slice(1)
    .split('/')
    .filter((p) => p !== '')) {
    at = isSchema(at) ? at[decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')] : undefined
  }
  return resolve(root, at, depth + 1)
}

function below(root: Schema, schema: Schema, name: string): Schema | null {
  const named = isSchema(schema['properties']) ? schema['properties'][name] : undefined
  if (named !== undefined) return resolve(root, named)
  for (const key of ['allOf', 'anyOf', 'oneOf']) {
    const branches = schema[key]
    if (!Array.isArray(branches)) continue
    for (const branch of branches) {
      const found = resolve(root, branch)
      const inside = found === null || found === schema ? null : below(root, found, name)
      if (inside !== null) return inside
    }
  }
  const rest = schema['additionalProperties']
  return isSchema(rest) ? resolve(root, rest) : null
}

function typeOf(root: Schema, schema: Schema): string {
  const said = schema['type']
  if (Array.isArray(said)) return said.map(String).join(' or ')
  if (said === 'array') {
    const items = resolve(root, schema['items'])
    const inner = items === null ? '' : typeOf(root, items)
    return inner === '' ? 'list' : inner.includes(' ') ? `(${inner})[]` : `${inner}[]`
  }
  if (said === 'object' && !isSchema(schema['properties']) && isSchema(schema['additionalProperties'])) {
    const inner = resolve(root, schema['additionalProperties'])
    const type = inner === null ? '' : typeOf(root, inner)
    return type === '' ? 'map' : `map of ${type}`
  }
  if (typeof said === 'string') return said
  if (Array.isArray(schema['enum']))
    return [...new Set(schema['enum'].map((value) => (value === null ? 'null' : typeof value)))].join(' or ')
  if ('const' in schema) return schema['const'] === null ? 'null' : typeof schema['const']
  return ''
}

/** Answers of one schema. */
export interface SchemaReader {
  /** what it says at a path, null where it says nothing */
  (path: readonly string[]): KeySchema | null
  /** the keys that it names directly below a path */
  below(path: readonly string[]): readonly string[]
}

/** Reads a schema once; one that is no JSON says nothing. */
export function schemaReader(text: string | null): SchemaReader {
  let root: Schema | null = null
  try {
    const parsed: unknown = text === null ? null : JSON.parse(text)
    root = isSchema(parsed) ? parsed : null
  } catch {
    // a schema that is no JSON says nothing; the preview shows what Helm makes of it
  }
  if (root === null) return Object.assign(() => null, { below: () => [] })
  const whole = root
  const find = (path: readonly string[]): Schema | null => {
    let at: Schema | null = resolve(whole, whole)
    for (const name of path) at = at === null ? null : below(whole, at, name)
    return at
  }
  const said = (path: readonly string[]): KeySchema | null => {
    const at = find(path)
    if (at === null) return null
    const description =
      typeof at['description'] === 'string'
        ? at['description']
        : typeof at['title'] === 'string'
          ? at['title']
          : ''
    return { type: typeOf(whole, at), description, text: JSON.stringify(shallow(at)) }
  }
  return Object.assign(said, { below: (path: readonly string[]) => named(whole, find(path)) })
}

/** The keys that a schema names, its branches' too. */
function named(root: Schema, schema: Schema | null, depth = 0): string[] {
  if (schema === null || depth > 8) return []
  const own = isSchema(schema['properties']) ? Object.keys(schema['properties']) : []
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => {
    const value = schema[key]
    return Array.isArray(value) ? (value as unknown[]) : []
  })
  return [
    ...new Set([...own, ...branches.flatMap((branch) => named(root, resolve(root, branch), depth + 1))]),
  ]
}

/** The rules at a key itself; what is below it stands at its own keys. */
function shallow(schema: Schema): Schema {
  return Object.fromEntries(
    Object.entries(schema).filter(
      ([key]) =>
        ![
          'properties',
          'description',
          'title',
          'items',
          'definitions',
          '$defs',
          '$schema',
          'default',
          'examples',
        ].includes(key),
    ),
  )
}
