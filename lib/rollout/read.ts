import { base, join } from '../go/path/index.ts'
import type { Host } from '../go/value.ts'
import type { Builder } from './builder.ts'
import { readArgo } from './argocd/index.ts'
import { readFleet } from './fleet/index.ts'
import { readFlux } from './flux/index.ts'
import { readHelmfile, type HelmfileOptions } from './helmfile/index.ts'
import { readK0s } from './k0s/index.ts'
import { KubeObjects } from './kubernetes.ts'
import { readKustomize } from './kustomize/index.ts'
import { helmRepositories, readLogins } from './logins/index.ts'
import { startOf } from './place.ts'

const HELMFILE = /^helmfile(?:[.-][\w.-]+)?\.ya?ml(?:\.gotmpl)?$/
const KUSTOMIZATION = /^(?:kustomization\.ya?ml|Kustomization)$/
const STATE_KEYS = /^(?:releases|helmfiles|environments|helmDefaults|bases):/m

/** Whether a file is a state file of Helmfile: by its name, or by what stands at its top. */
const isHelmfile = (path: string, text: string): boolean =>
  HELMFILE.test(base(path)) ||
  path.endsWith('.yaml.gotmpl') ||
  (STATE_KEYS.test(text) && !/^apiVersion:\s*\S+\/\S+/m.test(text))

/** Reads the named files, or all that are given, each as what it is. Files that are not named only explain the others. */
export function readEntries(
  entries: readonly string[],
  options: HelmfileOptions,
  builder: Builder,
  host: Host,
): void {
  const { files, problems } = builder
  const named = entries.length > 0
  const isEntry = (path: string): boolean =>
    !named || entries.some((entry) => entry === '.' || path === entry || path.startsWith(`${entry}/`))
  const states = new Set<string>()
  for (const path of files.paths) helmRepositories(path, builder)
  for (const path of named ? entries : statesAmong(builder)) {
    // a helmfile that another one names is read with that one
    if (!named && builder.readFiles.includes(path)) continue
    const text = files.read(path)
    if (text === undefined && !files.isFolder(path)) {
      problems.add(startOf(path), 'ROLLOUT_FILE_MISSING', { path, asked: 'the rollout' })
      continue
    }
    const found = text === undefined ? stateFilesBelow(path, builder) : isHelmfile(path, text) ? [path] : []
    for (const state of found) {
      readHelmfile(state, options, builder, host)
      states.add(state)
    }
  }
  for (const path of builder.readFiles) states.add(path)
  const objects = new KubeObjects(files, states, isEntry, problems)
  readFlux(objects, builder)
  readArgo(objects, builder, host)
  readK0s(objects, builder)
  const others = files.paths.filter((path) => isEntry(path) && !states.has(path))
  readFleet(
    others.filter((path) => base(path) === 'fleet.yaml'),
    objects,
    builder,
  )
  for (const path of others) {
    if (KUSTOMIZATION.test(base(path))) readKustomize(path, builder)
    readLogins(path, builder)
  }
  if (!named) return
  for (const path of entries)
    if (files.has(path) && !builder.readFiles.some((read) => read === path))
      problems.add(startOf(path), 'FORMAT_UNKNOWN', { found: path }, 'error')
}

/** A folder of Helmfile's holds `helmfile.yaml`, or `helmfile.d` does, or it is one itself. */
function stateFilesBelow(folder: string, { files }: Builder): string[] {
  const names = files.namesIn(folder).filter((name) => HELMFILE.test(name))
  if (names.length > 0) return names.map((name) => join(folder, name))
  const below = join(folder, 'helmfile.d')
  if (files.isFolder(below)) return [below]
  return base(folder) === 'helmfile.d' ? [folder] : []
}

/** State files among files that nobody named: by their names, the topmost first; only where there are none, by their content. */
function statesAmong({ files }: Builder): string[] {
  const depth = (path: string): number => path.split('/').length
  const byDepth = (paths: readonly string[]): string[] =>
    [...paths].sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))
  const byName = files.paths.filter(
    (path) => HELMFILE.test(base(path)) || /(?:^|\/)helmfile\.d\/[^/]+\.ya?ml(?:\.gotmpl)?$/.test(path),
  )
  return byDepth(
    byName.length > 0 ? byName : files.paths.filter((path) => isHelmfile(path, files.read(path) ?? '')),
  )
}
