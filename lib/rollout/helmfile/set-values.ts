import type { PlacedLayer } from '../model.ts'
import { Fields } from '../fields.ts'
import { from, type Files } from '../files.ts'
import type { Problems } from '../problem.ts'

/** What `--set` would take for syntax. Mirrors `escape` of pkg/state/state.go. */
const escape = (text: string): string =>
  text.replaceAll('{', '\\{').replaceAll('}', '\\}').replaceAll(',', '\\,')

interface Around {
  readonly files: Files
  readonly folder: string
  readonly problems: Problems
}

/** `set` or `setString` of a release as flags of Helm. Mirrors `setFlags` and `setStringFlags`. */
export function setLayers(
  items: readonly Fields[],
  kind: 'set' | 'set-string',
  around: Around,
): PlacedLayer[] {
  return items.flatMap((item): PlacedLayer[] => {
    const name = escape(item.needed('name', true))
    const value = item.text('value', true)
    if (value !== '') {
      if (isSecret(value, item, around)) return []
      return [{ layer: { kind, text: `${name}=${escape(value)}` }, at: item.at }]
    }
    const file = item.text('file')
    if (file !== '' && kind === 'set') {
      const path = from(around.folder, file)
      const text = around.files.read(path)
      if (text === undefined) {
        around.problems.add(item.place('file'), 'ROLLOUT_FILE_MISSING', { path, asked: 'set' })
        return []
      }
      return [{ layer: { kind: 'set-file', text: `${name}=${path}`, files: { [path]: text } }, at: item.at }]
    }
    const values = item.texts('values')
    if (values.length === 0 || values.some((one) => isSecret(one.text, item, around))) return []
    return [
      { layer: { kind, text: `${name}={${values.map((one) => escape(one.text)).join(',')}}` }, at: item.at },
    ]
  })
}

/** A reference of vals, which is looked up in a store of secrets: named and not followed. */
function isSecret(text: string, item: Fields, { problems }: Around): boolean {
  const found = /ref\+\S*/.exec(text)
  if (found === null) return false
  problems.add(item.place('value'), 'SECRET_MISSING', { name: found[0], by: 'set' })
  return true
}
