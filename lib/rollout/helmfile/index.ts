import type { Host } from '../../go/value.ts'
import { join } from '../../go/path/index.ts'
import type { Builder } from '../builder.ts'
import { Fields } from '../fields.ts'
import { from } from '../files.ts'
import type { MapNode } from '../node.ts'
import { startOf, type Place } from '../place.ts'
import { Refused } from '../problem.ts'
import type { Environment } from './environment.ts'
import { isRemote, Loader } from './load.ts'
import { StateReleases } from './releases.ts'
import { Templating } from './templating.ts'

export interface HelmfileOptions {
  /** `--environment`; `default` where none is named */
  readonly environment: string
  readonly env: Readonly<Record<string, string>>
}

const DEEPEST = 20

/** Reads a state file, or the state files of a folder, and the helmfiles that it names. Mirrors pkg/app of Helmfile 1.8. */
export function readHelmfile(path: string, options: HelmfileOptions, builder: Builder, host: Host): void {
  const templating = new Templating(builder.files, options.env, host, builder.problems)
  const loader = new Loader(builder.files, templating, builder.problems, options.environment)
  visit(path, startOf(path), undefined, [])

  function visit(
    file: string,
    asked: Place,
    inherited: Environment | undefined,
    chain: readonly string[],
  ): void {
    if (builder.files.isFolder(file)) {
      for (const one of stateFilesIn(file, builder)) visit(one, asked, inherited, chain)
      return
    }
    if (chain.includes(file) || chain.length > DEEPEST) {
      builder.problems.add(asked, 'CYCLE', { chain: [...chain, file].join(' → ') })
      return
    }
    try {
      builder.reads({ path: file, tool: 'helmfile', what: chain.length === 0 ? 'helmfile' : 'sub-helmfile' })
      const loaded = loader.load(file, { environment: inherited })
      const top = new Fields(
        { kind: 'map', at: startOf(file), entries: loaded.state },
        'the state file',
        builder.problems,
      )
      for (const item of top.list('helmfiles')) {
        const text =
          item.kind === 'scalar' ? item.text : item.kind === 'map' ? fieldsOf(item, builder).text('path') : ''
        if (item.kind === 'map') tellNotInherited(fieldsOf(item, builder), builder)
        if (isRemote(text)) {
          builder.problems.add(item.at, 'REMOTE_REFUSED', { address: text, by: 'helmfiles' })
          continue
        }
        const paths = nested(from(loaded.folder, text), builder)
        if (paths.length === 0)
          builder.problems.add(item.at, 'ROLLOUT_FILE_MISSING', {
            path: from(loaded.folder, text),
            asked: 'helmfiles',
          })
        for (const one of paths) visit(one, item.at, undefined, [...chain, file])
      }
      new StateReleases(loaded, loader, builder, options.env).read()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
    }
  }
}

const fieldsOf = (node: MapNode, builder: Builder): Fields => new Fields(node, 'helmfiles', builder.problems)

function tellNotInherited(item: Fields, builder: Builder): void {
  for (const field of ['selectors', 'selectorsInherited', 'inherits', 'values'])
    if (item.has(field))
      builder.problems.add(
        item.place(field),
        'NOT_FOLLOWED',
        { feature: `helmfiles[].${field}`, reason: 'the helmfile is read as it stands' },
        'warning',
      )
}

const nested = (path: string, builder: Builder): string[] => {
  const found = builder.files.glob(path)
  return found.length > 0 ? found : builder.files.isFolder(path) ? [path] : []
}

/** Mirrors `findDesiredStateFiles` for a folder: `*.y*ml` and `*.y*ml.gotmpl`, sorted together. */
const stateFilesIn = (folder: string, { files }: Builder): string[] =>
  [...files.glob(join(folder, '*.y*ml')), ...files.glob(join(folder, '*.y*ml.gotmpl'))].sort()
