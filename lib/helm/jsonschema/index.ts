import { quote } from '../../go/strconv/index.ts'
import { GoError, type Dict } from '../../go/value.ts'
import { Compiler } from './compiler.ts'
import { Documents } from './documents.ts'
import { drafts } from './draft.ts'
import { fromValue, parseJson } from './json.ts'
import { isPlainSchema } from './plain-schema.ts'
import { placeText } from './pointer.ts'
import { Roots } from './roots.ts'
import type { DraftVersion, Schema } from './schema.ts'
import { validate } from './validator.ts'
import { violationText } from './violation.ts'

const URL = 'file:///values.schema.json'

/** What Helm takes off the text: it says which schema failed, which the reader knows. */
const HEAD = `jsonschema validation failed with '${URL}#'\n`

const metaschemas = new Map<DraftVersion, Schema>()

/** A draft's own schema, compiled when first needed. */
function metaschemaOf(version: DraftVersion): Schema {
  const known = metaschemas.get(version)
  if (known !== undefined) return known
  const { url } = drafts.find((draft) => draft.version === version)!
  const schema = new Compiler(new Roots(new Documents(), () => {}), true).compile(url)
  metaschemas.set(version, schema)
  return schema
}

/** A schema ready to judge values, and the `urn:` references in it that could not be resolved. */
export interface CompiledSchema {
  readonly schema: Schema
  readonly unresolved: readonly string[]
}

/** Compiles the text of a schema. @throws GoError where it is none */
export function compileSchema(text: string): CompiledSchema {
  const documents = new Documents()
  documents.add(URL, parseJson(text))
  const schema = new Compiler(rootsOf(documents), false).compile(URL)
  return { schema, unresolved: documents.unresolved }
}

/**
 * Judges a chart's values by its `values.schema.json`, with the rules and in the words of santhosh-tekuri/jsonschema v6.
 * @param warn told of every `urn:` reference that could not be resolved
 * @param compile `compileSchema` or what gives the same
 * @returns what Helm prints below the chart's name, or undefined where nothing is wrong
 */
export function validateAgainstSingleSchema(
  values: Dict,
  schemaText: string,
  warn: (urn: string) => void,
  compile: typeof compileSchema = compileSchema,
): string | undefined {
  try {
    const { schema, unresolved } = compile(schemaText)
    unresolved.forEach(warn)
    const violation = validate(schema, fromValue(values))
    if (violation === undefined) return undefined
    const text = violationText(violation)
    return `${text.startsWith(HEAD) ? text.slice(HEAD.length) : text}\n`
  } catch (error) {
    if (error instanceof GoError) return error.message
    throw error
  }
}

const rootsOf = (documents: Documents): Roots =>
  new Roots(documents, (root, value, pointer) => {
    const { draft } = root.resource(pointer)
    if (pointer === '' && isPlainSchema(value, draft.version)) return
    const meta = metaschemaOf(draft.version)
    const context = {
      meta,
      resources: root.resources,
      metaschemaOf: ({ draft: own }: { draft: { version: DraftVersion } }) => metaschemaOf(own.version),
    }
    const violation = validate(meta, value, context)
    if (violation === undefined) return
    throw new GoError(
      `${quote(placeText({ url: root.url, pointer }))} is not valid against metaschema: ${violationText(violation)}`,
    )
  })
