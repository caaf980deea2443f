import { clean, dir, join } from '../../go/path/index.ts'
import { marshalPretty } from '../../yaml/index.ts'
import type { Builder } from '../builder.ts'
import type { Fields } from '../fields.ts'
import type { PlacedLayer } from '../model.ts'
import type { Place } from '../place.ts'
import { valuesOfNode } from '../values-node.ts'

export interface Around {
  /** names of sources with `ref` */
  readonly refs: ReadonlySet<string>
  /** the folder of the chart in the given files; null for a chart that is fetched */
  readonly folder: string | null
  readonly file: string
  /** ARGOCD_APP_NAME and its like */
  readonly env: Readonly<Record<string, string>>
  readonly builder: Builder
}

/** `$NAME` and `${NAME}`; unknown ones are empty, `$$` is a dollar. Mirrors `Env.Envsubst` of pkg/apis/application. */
const substitute = (text: string, env: Around['env']): string =>
  text.replace(/\$(?:\$|\{([^}]*)\}|(\w+))/g, (all, braced?: string, bare?: string) =>
    all === '$$' ? '$' : (env[braced ?? bare ?? ''] ?? ''),
  )

/** Commas that no backslash stands before are escaped, except in lists. Mirrors `cleanSetParameters` of util/helm/cmd.go. */
const escape = (text: string): string =>
  text.startsWith('{') && text.endsWith('}')
    ? text
    : text.replace(/(^|[^\\]),/g, '$1\\,').replace(/(^|[^\\]),/g, '$1\\,')

/**
 * What Argo CD hands to `helm template` of a source: value files in order, `valuesObject` or `values` after them, and parameters as
 * flags. Mirrors `helmTemplate` of reposerver/repository/repository.go.
 */
export function argoValues(helm: Fields, around: Around): PlacedLayer[] {
  const { builder, env } = around
  const layers: PlacedLayer[] = []
  const missing = helm.flag('ignoreMissingValueFiles') === true
  for (const { text, at } of helm.texts('valueFiles')) {
    const own = ownFile(text, around)
    if (own !== undefined) {
      layers.push({
        layer: { kind: 'file', name: own, text: '' },
        at,
        chartFile: { path: own, optional: missing },
      })
      continue
    }
    const found = fileOf(text, at, around, missing)
    if (found !== undefined) layers.push({ layer: { kind: 'file', name: found.path, text: found.text }, at })
  }
  const object = helm.map('valuesObject')
  if (object !== undefined) {
    const text = marshalPretty(valuesOfNode(object.node, builder.problems))
    layers.push({ layer: { kind: 'file', name: `${object.at.file}:${object.at.line}`, text }, at: object.at })
  } else if (helm.text('values') !== '') {
    const at = helm.place('values')
    layers.push({ layer: { kind: 'file', name: `${at.file}:${at.line}`, text: helm.text('values') }, at })
  }
  // a parameter that stands twice is set once, to what it says last
  const flags = new Map<string, PlacedLayer>()
  for (const one of helm.maps('parameters')) {
    const name = one.needed('name', true)
    const kind = one.flag('forceString') === true ? 'set-string' : 'set'
    const value = escape(substitute(one.text('value', true), env))
    flags.set(`${kind} ${name}`, { layer: { kind, text: `${name}=${value}` }, at: one.at })
  }
  layers.push(...flags.values())
  for (const one of helm.maps('fileParameters')) {
    const name = one.needed('name', true)
    const found = fileOf(one.needed('path'), one.place('path'), around, false)
    if (found !== undefined)
      layers.push({
        layer: { kind: 'set-file', text: `${name}=${found.path}`, files: { [found.path]: found.text } },
        at: one.at,
      })
  }
  return layers
}

/** The path of a file within a chart that is fetched; undefined for every other file. */
function ownFile(written: string, { folder, refs, env }: Around): string | undefined {
  const ref = /^\$([\w-]+)\//.exec(written)?.[1]
  if (folder !== null || (ref !== undefined && refs.has(ref))) return undefined
  const name = substitute(written, env)
  return /^\w+:\/\//.test(name) ? undefined : clean(name).replace(/^\/+/, '')
}

/** `$ref/path` is from the root of that source's repository, another path from the chart's folder. */
function fileOf(
  written: string,
  at: Place,
  around: Around,
  optional: boolean,
): { path: string; text: string } | undefined {
  const { refs, folder, file, env, builder } = around
  const { files, problems } = builder
  const [, ref, below] = /^\$([\w-]+)\/(.*)$/.exec(written) ?? []
  if (ref !== undefined && refs.has(ref)) {
    const path = [
      below!,
      join(dir(file), below!),
      ...files.paths.filter((one) => one.endsWith(`/${below!}`)),
    ].find((one) => files.has(one))
    if (path !== undefined) return { path, text: files.read(path)! }
    problems.add(at, 'ROLLOUT_FILE_MISSING', { path: below!, asked: written }, optional ? 'note' : 'error')
    return undefined
  }
  const name = substitute(written, env)
  if (/^\w+:\/\//.test(name)) {
    problems.add(at, 'REMOTE_REFUSED', { address: name, by: 'valueFiles' })
    return undefined
  }
  if (folder === null) {
    problems.add(at, 'NOT_APPLIED', {
      feature: `the file ${name} of the chart`,
      effect: 'its values are missing',
    })
    return undefined
  }
  const path = name.startsWith('/') ? name.slice(1) : join(folder, name)
  const text = files.read(path)
  if (text !== undefined) return { path, text }
  problems.add(at, 'ROLLOUT_FILE_MISSING', { path, asked: 'valueFiles' }, optional ? 'note' : 'error')
  return undefined
}
