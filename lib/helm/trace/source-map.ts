import type { Reads } from '../../go/template/traced/reads.ts'
import { profileOf } from '../profile.ts'
import type { RenderRequest } from '../request.ts'
import type { TracedRender } from './index.ts'
import { pathText } from './layers.ts'
import { randomLines } from './random-lines.ts'
import { pathOf, Sources } from './sources.ts'
import { stdoutLines } from './stdout-lines.ts'

/** What `template --source-map` writes. Numbers are indexes into the two tables; template lines count from 1. */
export interface SourceMap {
  readonly version: 1
  readonly templates: readonly string[]
  /** `layer` is null for a value that no layer sets */
  readonly values: readonly { readonly path: string; readonly layer: string | null }[]
  /** one for each line of standard output; null for what Helm itself adds */
  readonly lines: readonly (MappedLine | null)[]
  /** the lines, from 0, that chance or time had a part in */
  readonly random: readonly number[]
}

interface MappedLine {
  readonly at: readonly [template: number, line: number]
  /** what called the template that wrote it, and the control structures around it, the innermost first */
  readonly chain: readonly (readonly [template: number, line: number])[]
  /** what went into the line's text */
  readonly reads: readonly number[]
  /** what decided that it is there */
  readonly control: readonly number[]
}

/** The source map of a traced render. */
export function sourceMap(
  traced: TracedRender,
  request: Pick<RenderRequest, 'values' | 'profile'>,
): SourceMap {
  const sources = new Sources(traced, request)
  const templates = new Table<string>((name) => name)
  const values = new Table<SourceMap['values'][number]>(({ path, layer }) => `${layer ?? ''} ${path}`)
  const known = new Map<string, readonly number[]>()
  const indexesOf = (read: Reads): readonly number[] => {
    const path = pathOf(read)
    if (path === undefined) return []
    const name = pathText(path)
    let indexes = known.get(name)
    if (indexes === undefined) {
      indexes = sources.of(path).map((each) => values.index({ path: pathText(each.path), layer: each.layer }))
      known.set(name, indexes)
    }
    return indexes
  }
  const all = (reads: readonly Reads[]): number[] => [...new Set(reads.flatMap(indexesOf))]
  const printed = stdoutLines(traced, profileOf(request.profile))
  const lines = printed.map((line): MappedLine | null => {
    if (line === null) return null
    const conditions = line.reads.concat(line.control).flatMap((read) => sources.conditions(read))
    return {
      at: [templates.index(line.template), line.line],
      chain: line.chain.map((link) => [templates.index(link.template), link.line] as const),
      reads: all(line.reads),
      control: all([...line.control, ...conditions]),
    }
  })
  return { version: 1, templates: templates.items, values: values.items, lines, random: randomLines(printed) }
}

/** Things by the order in which they were first met. */
class Table<T> {
  readonly items: T[] = []
  readonly #indexes = new Map<string, number>()
  readonly #nameOf: (item: T) => string
  constructor(nameOf: (item: T) => string) {
    this.#nameOf = nameOf
  }
  index(item: T): number {
    const name = this.#nameOf(item)
    let index = this.#indexes.get(name)
    if (index === undefined) {
      this.#indexes.set(name, (index = this.items.length))
      this.items.push(item)
    }
    return index
  }
}
