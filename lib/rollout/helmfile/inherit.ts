import { Fields } from '../fields.ts'
import { isNull, mapNode, type MapNode } from '../node.ts'
import { Refused, type Problems } from '../problem.ts'
import { RELEASE_FIELDS } from './known-fields.ts'
import { mergeRelease } from './state.ts'

const EXCEPT = new Set(['labels', 'values', 'valuesTemplate', 'setTemplate', 'set', 'setString', 'secrets'])

/**
 * A release over the templates it inherits, those of `defaultInherit` first.
 * Mirrors `releaseWithInheritedTemplate` and `applyDefaultInherit`.
 * @throws Refused where a template is missing or inherits itself; told
 */
export function inheriting(release: Fields, state: Fields, problems: Problems): MapNode {
  const own = inheritsOf(release)
  const named = new Set(own.map(({ template }) => template))
  const defaults = defaultInherits(state)
    .filter((template) => !named.has(template))
    .map((template) => ({ template, except: [], at: release.at }))
  return merge(release, [...defaults, ...own], state, problems, [])
}

interface Inherit {
  readonly template: string
  readonly except: readonly string[]
  readonly at: Fields['at']
}

function merge(
  release: Fields,
  inherits: readonly Inherit[],
  state: Fields,
  problems: Problems,
  chain: readonly string[],
): MapNode {
  let merged: MapNode = mapNode([], release.at)
  for (const { template, except, at } of inherits) {
    if (template === '') return release.node
    const path = [...chain, template]
    if (chain.includes(template)) {
      problems.add(at, 'CYCLE', { chain: path.join(' → ') })
      throw new Refused('inherit')
    }
    const source = state.map('templates')?.map(template)
    if (source === undefined) {
      const known = [...(state.map('templates')?.node.entries.keys() ?? [])].join(', ')
      problems.add(at, 'OBJECT_MISSING', { kind: 'template', name: template, namespace: known })
      throw new Refused('inherit')
    }
    source.onlyKnow(RELEASE_FIELDS, 'error')
    const filled = merge(source, inheritsOf(source), state, problems, path)
    const entries = new Map(filled.entries)
    for (const field of except) {
      if (EXCEPT.has(field)) entries.delete(field)
      else problems.add(at, 'VALUE_REFUSED', { field: 'except', found: field, rule: [...EXCEPT].join(', ') })
    }
    merged = mergeRelease(merged, { ...filled, entries })
  }
  const whole = mergeRelease(merged, release.node)
  const entries = new Map(whole.entries)
  entries.delete('inherit')
  return { ...whole, entries }
}

function inheritsOf(release: Fields): Inherit[] {
  const node = release.value('inherit')
  if (node === undefined || isNull(node)) return []
  // a single map is what Helmfile took before 0.152
  const items = node.kind === 'map' ? [release.map('inherit')!] : release.maps('inherit')
  return items.map((item) => ({
    template: item.text('template'),
    except: item.texts('except').map(({ text }) => text),
    at: item.at,
  }))
}

function defaultInherits(state: Fields): string[] {
  const node = state.value('defaultInherit')
  if (node === undefined) return []
  const names = node.kind === 'scalar' ? [node.text] : state.texts('defaultInherit').map(({ text }) => text)
  return names.map((name) => name.trim()).filter((name) => name !== '')
}
