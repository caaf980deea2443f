import type { RenderedObject } from '../helm/index.ts'
import { unmarshal } from '../yaml/index.ts'
import { isMap, textAt, toPlain, type Plain } from './plain.ts'

/** What names an object in a cluster; the version of its API is not part of it. */
export interface ObjectName {
  readonly kind: string
  /** "" where the manifest names none */
  readonly namespace: string
  readonly name: string
}

/** One document that a render prints. */
export interface ManifestObject extends ObjectName {
  readonly apiVersion: string
  /** `chart/templates/x.yaml`, as in `# Source:` */
  readonly source: string
  /** events of `helm.sh/hook`; empty for an ordinary object */
  readonly hooks: readonly string[]
  /** index in standard output of the first line of `text` */
  readonly line: number
  /** without `---` and `# Source:`, without a newline at its end */
  readonly text: string
  /** as data, read when first asked for; undefined where it is no YAML */
  readonly content: Plain | undefined
}

const MARK = '\n# Source: '

class Document implements ManifestObject {
  readonly source: string
  readonly line: number
  readonly text: string
  #content: Plain | undefined
  #isRead = false
  readonly #known: RenderedObject | undefined

  constructor(source: string, line: number, text: string, known: RenderedObject | undefined) {
    this.source = source
    this.line = line
    this.text = text
    this.#known = known
  }

  get content(): Plain | undefined {
    if (!this.#isRead) {
      this.#isRead = true
      this.#content = contentOf(this.text)
    }
    return this.#content
  }
  get apiVersion(): string {
    return this.#known?.apiVersion ?? textAt(this.content, 'apiVersion')
  }
  get kind(): string {
    return this.#known?.kind ?? textAt(this.content, 'kind')
  }
  get name(): string {
    return this.#known?.name ?? textAt(this.content, 'metadata', 'name')
  }
  get namespace(): string {
    return this.#known?.namespace ?? textAt(this.content, 'metadata', 'namespace')
  }
  get hooks(): readonly string[] {
    return (
      this.#known?.hooks ??
      textAt(this.content, 'metadata', 'annotations', 'helm.sh/hook')
        .split(',')
        .map((event) => event.trim())
        .filter((event) => event !== '')
    )
  }
}

function contentOf(text: string): Plain | undefined {
  try {
    return toPlain(unmarshal(text))
  } catch {
    return undefined
  }
}

/**
 * The documents of a `helm template` output, in order. Those that hold nothing but comments are left out.
 * @param known what the renderer already found of each, by the line of its `# Source:`; spares reading them
 */
export function readObjects(stdout: string, known: readonly RenderedObject[] = []): ManifestObject[] {
  const byLine = new Map(known.map((object) => [object.line, object]))
  const objects: ManifestObject[] = []
  let line = 0
  let counted = 0
  for (let at = firstMark(stdout); at >= 0;) {
    for (let i = stdout.indexOf('\n', counted); i >= 0 && i < at; i = stdout.indexOf('\n', i + 1)) line++
    counted = at
    const end = stdout.indexOf('\n', at)
    const next = nextMark(stdout, end < 0 ? stdout.length : end)
    const source = stdout.slice(at + '# Source: '.length, end < 0 ? undefined : end)
    const text = end < 0 ? '' : stdout.slice(end + 1, next < 0 ? undefined : next - '---\n'.length)
    const trimmed = text.trimEnd()
    if (/^(?!#|---)\S/m.test(trimmed)) objects.push(new Document(source, line + 1, trimmed, byLine.get(line)))
    at = next
  }
  return objects
}

const firstMark = (stdout: string): number => (stdout.startsWith('---\n# Source: ') ? 4 : nextMark(stdout, 0))

/** Where the next `# Source:` below a `---` begins; -1 for none. */
function nextMark(stdout: string, from: number): number {
  for (let at = stdout.indexOf(MARK, from); at >= 0; at = stdout.indexOf(MARK, at + 1)) {
    if (stdout.startsWith('---', at - 3) && (at === 3 || stdout[at - 4] === '\n')) return at + 1
  }
  return -1
}

/** Whether an object declares a kind of its own. */
export const isCrd = ({ kind }: Pick<ObjectName, 'kind'>): boolean => kind === 'CustomResourceDefinition'

/** Whether a document says what it is at all. */
export const isObject = (object: ManifestObject): boolean => isMap(object.content) && object.kind !== ''

/** The group of an API version: "" for the core. */
export const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''

/** An object's name as people write it: `Deployment/web`, with the namespace in front where one is named. */
export const titleOf = ({ kind, namespace, name }: ObjectName): string =>
  `${kind}/${namespace === '' ? '' : `${namespace}/`}${name}`
