import 'server-only'
import type { ValueRow } from '../../../../../../components/chart/value-row.ts'
import {
  readValues,
  setPath,
  type ValueKey,
  type ValuesDoc,
} from '../../../../../../lib/client/values-doc.ts'
import { schemaReader } from '../../../../../../lib/client/values-schema.ts'
import type { Chart, Dependency } from '../../../../../../lib/schema/chart.ts'
import { fileOf, templatesOf } from '../../../../asked.ts'

const KINDS: Readonly<Record<ValueKey['kind'], string>> = {
  string: 'string',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  null: 'unknown',
  map: 'map',
  list: 'list',
}

/** Every key of a chart and of the charts inside it, with what schema, comments and templates say. */
export async function valueRows(
  chart: Chart,
): Promise<{ rows: ValueRow[]; doc: ValuesDoc; schemaAt: ReturnType<typeof schemaReader> }> {
  const { dependencies } = chart.metadata
  const nameOf = (dependency: Dependency): string => dependency.alias ?? dependency.name
  const doc = readValues(chart.values, dependencies.map(nameOf))
  const schemaAt = schemaReader(chart.valuesSchema)
  const named = namesInTemplates(await templatesOf(chart.source, chart.repository, chart.digest))
  const own = doc.keys.map((key) => rowOf(key, schemaAt, named, ''))
  const inside = await Promise.all(
    dependencies
      .filter((dependency) => dependency.vendored)
      .map((dependency) => subchartRows(chart, dependency, nameOf(dependency), named)),
  )
  const taken = new Set(own.map((row) => row.set))
  // what the parent sets wins over the subchart's own default
  const overridden = (row: ValueRow): boolean =>
    row.path.some((_, i) => taken.has(setPath(row.path.slice(0, i + 1))))
  return { rows: [...own, ...inside.flat().filter((row) => !overridden(row))], doc, schemaAt }
}

function rowOf(
  key: ValueKey,
  schemaAt: ReturnType<typeof schemaReader>,
  named: Names,
  chartPath: string,
): ValueRow {
  const said = schemaAt(key.path)
  const type = said?.type ?? ''
  return {
    set: key.set,
    path: key.path,
    type: type === '' ? KINDS[key.kind] : type,
    inferred: type === '',
    shown: key.shown,
    json: key.json,
    description: key.description === '' ? (said?.description ?? '') : key.description,
    subchart: key.subchart,
    line: key.line,
    schema: said?.text ?? '',
    named: placesOf(named, chartPath, key),
  }
}

async function subchartRows(
  chart: Chart,
  dependency: Dependency,
  name: string,
  named: Names,
): Promise<ValueRow[]> {
  const folder = `charts/${dependency.name}`
  const [values, schema] = await Promise.all(
    ['values.yaml', 'values.schema.json'].map((file) =>
      fileOf(chart.source, chart.repository, chart.digest, `${folder}/${file}`),
    ),
  )
  if (values === undefined || !values.ok) return []
  const schemaAt = schemaReader(schema?.ok === true ? new TextDecoder().decode(schema.value) : null)
  return readValues(new TextDecoder().decode(values.value), []).keys.map((key) => {
    const path = [name, ...key.path]
    return {
      ...rowOf(key, schemaAt, named, `${folder}/`),
      path,
      set: setPath(path),
      subchart: name,
      line: null,
    }
  })
}

/** chart folder and path below `.Values` → where it is written. A reading of text: paths put together at run time are not seen. */
type Names = ReadonlyMap<string, { path: string; line: number }[]>

function namesInTemplates(templates: readonly { readonly path: string; readonly text: string }[]): Names {
  const names = new Map<string, { path: string; line: number }[]>()
  for (const { path, text } of templates) {
    const folder = path.slice(0, path.lastIndexOf('templates/'))
    for (const [i, line] of text.split('\n').entries()) {
      for (const match of line.matchAll(/\.Values((?:\.[A-Za-z_]\w*)+)/g)) {
        const key = `${folder}:${match[1]!.slice(1)}`
        const places = names.get(key) ?? []
        if (places.length < 4 && places.at(-1)?.line !== i + 1) places.push({ path, line: i + 1 })
        names.set(key, places)
      }
    }
  }
  return names
}

/** Where the key itself is named, else the nearest map above it that a template takes whole. */
function placesOf(names: Names, folder: string, key: ValueKey): ValueRow['named'] {
  for (let depth = key.path.length; depth > 0; depth--) {
    const places = names.get(`${folder}:${key.path.slice(0, depth).join('.')}`)
    if (places !== undefined) return places.slice(0, 3)
  }
  return []
}
