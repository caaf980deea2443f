import { base } from '../../go/path/index.ts'
import { lower } from '../../go/strings.ts'
import { quote } from '../../go/strconv/index.ts'
import { compareBytes } from '../../go/text.ts'
import { isBlank, trimSpace } from '../../go/trim-space.ts'
import { refusing } from '../error.ts'
import type { HelmProfile } from '../profile.ts'
import type { Warnings } from '../warnings.ts'
import { readHead, type SimpleHead } from './head.ts'
import { sortByKind } from './kind-order.ts'
import { Part } from './part.ts'
import { splitManifests } from './split.ts'

/** One document of a rendered file. */
export interface Manifest {
  readonly kind: string
  readonly part: Part
  /** events of a hook; empty for an ordinary object */
  readonly events: readonly string[]
}

/** The documents of a rendering in the order of installation, hooks apart. */
export interface Sorted {
  readonly hooks: readonly Manifest[]
  readonly manifests: readonly Manifest[]
}

const EVENTS: readonly string[] = [
  'pre-install',
  'post-install',
  'pre-delete',
  'post-delete',
  'pre-upgrade',
  'post-upgrade',
  'pre-rollback',
  'post-rollback',
  'test',
]

/**
 * Cuts rendered files into documents and sorts them by kind, hooks apart. Mirrors `SortManifests`.
 * @throws HelmError OUTPUT_INVALID when a document is no YAML or no object
 */
export function sortManifests(
  files: ReadonlyMap<string, string>,
  profile: HelmProfile,
  warnings: Warnings,
  read: typeof readDocuments = readDocuments,
): Sorted {
  const hooks: Manifest[] = []
  const manifests: Manifest[] = []
  for (const path of [...files.keys()].sort(compareBytes)) {
    const text = files.get(path)!
    if (base(path).startsWith('_') || isBlank(text)) continue
    const found = read(path, text, profile, warnings)
    hooks.push(...found.hooks)
    manifests.push(...found.manifests)
  }
  return {
    hooks: sortByKind(hooks, profile.installOrder),
    manifests: sortByKind(manifests, profile.installOrder),
  }
}

/** The documents of one rendered file, in its order. @throws HelmError OUTPUT_INVALID */
export function readDocuments(path: string, text: string, profile: HelmProfile, warnings: Warnings): Sorted {
  const hooks: Manifest[] = []
  const manifests: Manifest[] = []
  for (const content of splitManifests(text, profile.splitter)) {
    const head = refusing(
      'OUTPUT_INVALID',
      `YAML parse error on ${path}: `,
      () => readHead(content, profile.packages.release),
      true,
    )
    const hook = head.metadata?.annotations?.get('helm.sh/hook')
    const events = hook === undefined ? [] : eventsOf(hook)
    if (events === undefined) {
      warnings.differ(`manifest_sorter.go:199: info: skipping unknown hook: ${quote(hook!)}`, {
        level: 'INFO',
        message: 'skipping unknown hooks',
        attributes: { hookTypes: hook! },
      })
      continue
    }
    const part = new Part(path, content, false, () => aboutOf(head, events))
    const into = hook === undefined ? manifests : hooks
    into.push({ kind: head.kind, part, events })
  }
  return { hooks, manifests }
}

const aboutOf = (head: SimpleHead, events: readonly string[]): ReturnType<Part['about']> => ({
  apiVersion: head.apiVersion,
  kind: head.kind,
  name: head.metadata?.name ?? '',
  namespace: typeof head.metadata?.namespace === 'string' ? head.metadata.namespace : '',
  hooks: events,
})

/** The events that a hook is for; undefined when one of them is unknown. */
function eventsOf(annotation: string): string[] | undefined {
  const events: string[] = []
  for (const part of annotation.split(',')) {
    const name = lower(trimSpace(part))
    const event = name === 'test-success' ? 'test' : name
    if (!EVENTS.includes(event)) return undefined
    events.push(event)
  }
  return events
}
