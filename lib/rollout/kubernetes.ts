import { decodeBase64 } from './base64.ts'
import { documentsOf } from './documents.ts'
import { Fields } from './fields.ts'
import type { Files } from './files.ts'
import type { Node } from './node.ts'
import type { Place } from './place.ts'
import { Problems } from './problem.ts'

/** An object of Kubernetes as a file holds it. */
export interface KubeObject {
  readonly apiVersion: string
  /** the part of `apiVersion` before the slash */
  readonly group: string
  readonly kind: string
  readonly name: string
  /** "" where the object names none */
  readonly namespace: string
  readonly file: string
  readonly fields: Fields
  readonly at: Place
  /** of a file that the rollout begins with: its releases count; other files only explain them */
  readonly isEntry: boolean
}

/** The objects of all given files, by kind and name. */
export class KubeObjects {
  readonly all: readonly KubeObject[]
  readonly #problems: Problems

  /** @param isEntry whether the rollout begins with a file */
  constructor(
    files: Files,
    skip: ReadonlySet<string>,
    isEntry: (path: string) => boolean,
    problems: Problems,
  ) {
    this.#problems = problems
    const charts = files.paths
      .filter((path) => /(?:^|\/)Chart\.yaml$/.test(path))
      .map((path) => path.slice(0, path.length - 'Chart.yaml'.length))
    this.all = files.paths
      .filter((path) => !skip.has(path) && /\.(?:ya?ml|json)$/.test(path))
      // a chart's files are templates and no objects
      .filter((path) => !charts.some((folder) => path.startsWith(folder)))
      .flatMap((path) => {
        const own = isEntry(path)
        return objectsIn(path, files.read(path) ?? '', own, own ? problems : new Problems())
      })
  }

  /** Objects of a kind in the files that the rollout begins with. */
  entries(group: string, kind: string): KubeObject[] {
    return this.of(group, kind).filter((one) => one.isEntry)
  }

  /** Objects of a kind in an API group. */
  of(group: string, kind: string): KubeObject[] {
    return this.all.filter((one) => one.group === group && one.kind === kind)
  }

  /**
   * The object that a reference means. An object that names no namespace is in whichever it is applied to, so it is taken where
   * no other fits better. One that was not given is told.
   */
  find(
    group: string,
    kind: string,
    name: string,
    namespace: string,
    at: Place,
    optional = false,
  ): KubeObject | undefined {
    const named = this.of(group, kind).filter((one) => one.name === name)
    const found =
      named.find((one) => one.namespace === namespace) ??
      named.find((one) => one.namespace === '' || namespace === '')
    if (found === undefined)
      this.#problems.add(at, 'OBJECT_MISSING', { kind, name, namespace }, optional ? 'note' : 'error')
    return found
  }
}

/** An object is what has an apiVersion and a kind; the items of a List are objects themselves. */
function objectsIn(file: string, text: string, isEntry: boolean, problems: Problems): KubeObject[] {
  if (!/(?:^|[\s{,"'])apiVersion["']?\s*:/.test(text)) return []
  return documentsOf(file, text, problems).flatMap((root) => objectsOf(root, file, isEntry, problems))
}

function objectsOf(root: Node, file: string, isEntry: boolean, problems: Problems): KubeObject[] {
  if (root.kind !== 'map') return []
  const fields = new Fields(root, 'the object', problems)
  const apiVersion = fields.text('apiVersion')
  const kind = fields.text('kind')
  if (apiVersion === '' || kind === '') return []
  if (kind.endsWith('List') && fields.value('items')?.kind === 'list')
    return fields.list('items').flatMap((item) => objectsOf(item, file, isEntry, problems))
  const metadata = fields.map('metadata')
  return [
    {
      apiVersion,
      group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '',
      kind,
      name: metadata?.text('name', true) ?? '',
      namespace: metadata?.text('namespace', true) ?? '',
      file,
      fields: new Fields(root, kind, problems),
      at: root.at,
      isEntry,
    },
  ]
}

/** What a ConfigMap or Secret holds under a key, as text; undefined where it has no such key. */
export function dataOf({ kind, fields }: KubeObject, key: string): { text: string; at: Place } | undefined {
  const plain = kind === 'Secret' ? fields.map('stringData') : fields.map('data')
  if (plain?.has(key) === true) return { text: plain.text(key, true), at: plain.place(key) }
  const coded = kind === 'Secret' ? fields.map('data') : fields.map('binaryData')
  if (coded?.has(key) !== true) return undefined
  const text = decodeBase64(coded.text(key))
  return text === undefined ? undefined : { text, at: coded.place(key) }
}
