import { dir } from '../../go/path/index.ts'
import type { Value } from '../../go/value.ts'
import { marshalPretty } from '../../yaml/index.ts'
import { Fields } from '../fields.ts'
import { kindWord, type Node } from '../node.ts'
import { startOf, type Place } from '../place.ts'
import type { PlacedLayer } from '../model.ts'
import { Problems } from '../problem.ts'
import { valuesOfNode } from '../values-node.ts'
import type { Loader } from './load.ts'
import { setLayers } from './set-values.ts'

/** `ref+vault://…`: vals would look it up in a store of secrets. */
const SECRET = /ref\+[^\s"']*/

/**
 * Everything that Helmfile hands to Helm as values of a release, in its order: files and maps of `values`, then `secrets`, then
 * `set`, `setString` and `env`. Mirrors `namespaceAndValuesFlags`.
 */
export function releaseValues(
  release: Fields,
  folder: string,
  stateHandler: string,
  data: Value,
  loader: Loader,
  problems: Problems,
  env: Readonly<Record<string, string>>,
): PlacedLayer[] {
  const handler = release.text('missingFileHandler') || stateHandler || undefined
  const prefix = release.text('valuesPathPrefix')
  const layers: PlacedLayer[] = []
  for (const item of release.list('values')) {
    const layer = valuesEntry(item, prefix, folder, handler, data, loader, problems)
    if (layer !== undefined) layers.push(layer)
  }
  for (const item of release.list('secrets')) {
    const name = item.kind === 'scalar' ? prefix + item.text : 'a secret map'
    problems.add(item.at, 'SECRET_MISSING', { name, by: 'secrets' })
  }
  const around = { files: loader.files, folder, problems }
  layers.push(...setLayers(release.maps('set'), 'set', around))
  layers.push(...setLayers(release.maps('setString'), 'set-string', around))
  for (const item of release.maps('env')) {
    const [name, variable] = [item.text('name', true), item.text('value', true)]
    const value = env[variable]
    if (value === undefined) problems.add(item.at, 'VARIABLE_MISSING', { name: variable })
    else layers.push({ layer: { kind: 'set', text: `${name}=${value}` }, at: item.at })
  }
  return layers
}

function valuesEntry(
  item: Node,
  prefix: string,
  folder: string,
  handler: string | undefined,
  data: Value,
  loader: Loader,
  problems: Problems,
): PlacedLayer | undefined {
  if (item.kind === 'map') {
    const text = marshalPretty(valuesOfNode(item, problems))
    tellSecret(text, item.at, problems)
    return { layer: { kind: 'file', name: `${item.at.file}:${item.at.line}`, text }, at: item.at }
  }
  if (item.kind !== 'scalar' || typeof item.value !== 'string') {
    problems.add(item.at, 'FIELD_TYPE', {
      field: 'values',
      expected: 'a file or a map',
      found: kindWord(item),
    })
    return undefined
  }
  if (tellSecret(item.text, item.at, problems)) return undefined
  const paths = loader.expand(prefix + item.text, folder, item.at, 'values', handler)
  if (paths.length > 1) {
    problems.add(item.at, 'VALUE_REFUSED', {
      field: 'values',
      found: item.text,
      rule: 'a pattern that names one file',
    })
    return undefined
  }
  const [path] = paths
  if (path === undefined) return undefined
  const text = loader.files.read(path) ?? ''
  const rendered = path.endsWith('.gotmpl')
    ? loader.templating.render({ text, at: startOf(path), folder: dir(path) }, data)?.text
    : text
  if (rendered === undefined) return undefined
  tellSecret(rendered, startOf(path), problems)
  const reason = loader.templating.unknowns.reasonIn(rendered)
  if (reason !== undefined) problems.add(startOf(path), 'UNKNOWN_VALUE', { field: path, because: reason })
  return { layer: { kind: 'file', name: path, text: rendered }, at: item.at }
}

function tellSecret(text: string, at: Place, problems: Problems): boolean {
  const found = SECRET.exec(text)
  if (found === null) return false
  const line = text.slice(0, found.index).split('\n').length - 1
  const where = at.line === 1 && at.column === 1 ? { ...at, line: line + 1 } : at
  problems.add(where, 'SECRET_MISSING', { name: found[0], by: 'vals' })
  return true
}
