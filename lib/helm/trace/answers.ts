import { marshal as marshalJson } from '../../go/json/index.ts'
import type { Key, Reads } from '../../go/template/traced/reads.ts'
import { Dict, Slice, type Value } from '../../go/value.ts'
import { profileOf } from '../profile.ts'
import type { RenderedObject, RenderRequest } from '../request.ts'
import { userValues } from '../values/user-values.ts'
import type { TracedRender } from './index.ts'
import type { Failure } from './keep-going.ts'
import { pathText, valueAt, type ValuePath } from './layers.ts'
import { linkOf, type Link } from './lines.ts'
import { nearest } from './nearest.ts'
import { isRandomLine, randomLines } from './random-lines.ts'
import { pathOf, Sources } from './sources.ts'
import { stdoutLines, type StdoutLine } from './stdout-lines.ts'

/** A place in a template, with the line that stands there. */
export interface WrittenAt extends Link {
  readonly text: string
}

/** A value that a line depends on. */
export interface ExplainedValue {
  /** as `--set` writes it */
  readonly path: string
  readonly names: ValuePath
  /** it went into the text, or it decided that the line is there */
  readonly role: 'text' | 'control'
  /** the layers that have it, the winner first; none has it where this is empty */
  readonly layers: readonly {
    readonly layer: string
    readonly path: string
    readonly names: ValuePath
    readonly value: string
  }[]
  /** how many lines it touches in all */
  readonly lines: number
}

/** Why a line is there. */
export interface Explanation {
  /** from 0 */
  readonly line: number
  readonly written: WrittenAt
  /** what wrote other parts of it: helpers, mostly */
  readonly through: readonly WrittenAt[]
  /** calls and control structures around it, the innermost first */
  readonly chain: readonly WrittenAt[]
  readonly values: readonly ExplainedValue[]
  /** what else it was made from: `Release.Name`, `Chart.Version` */
  readonly others: readonly string[]
  /** chance or time had a part in it */
  readonly isRandom: boolean
}

/** A key of the user's that no template looks at. */
export interface UnreadKey {
  readonly path: string
  readonly names: ValuePath
  readonly meant: string | null
}

/** What a traced render tells without being asked about a line. */
export interface TraceSummary {
  /** how many lines each value touches, with what is below it */
  readonly touches: ReadonlyMap<string, number>
  /** lines that chance or time had a part in, from 0 */
  readonly random: readonly number[]
  readonly unread: readonly UnreadKey[]
  /** values that templates look at and no layer sets */
  readonly unset: readonly string[]
}

/** A value as the templates get it. */
export interface EffectiveValue {
  readonly path: string
  readonly names: ValuePath
  readonly value: string
  /** the layer that won; null where none has it */
  readonly layer: string | null
  /** how many layers it hides */
  readonly hidden: number
  readonly lines: number
  readonly isRead: boolean
}

/** What renders although something fails, and what fails. */
export interface PartialRender {
  readonly stdout: string
  readonly objects: readonly RenderedObject[]
  readonly notes: string
  readonly failures: readonly Failure[]
  /** values that the chart requires and nobody sets */
  readonly required: readonly {
    readonly message: string
    readonly template: string
    readonly line: number
    /** where they would be set, as `--set` writes it */
    readonly paths: readonly string[]
  }[]
}

const LONGEST_VALUE = 300

/** Answers about one traced render. */
export class TraceAnswers {
  readonly #traced: TracedRender
  readonly #request: Pick<RenderRequest, 'values' | 'profile'>
  readonly #sources: Sources
  readonly #lines: readonly StdoutLine[]
  readonly #touching = new Map<string, number[]>()
  readonly #paths = new Map<Key, readonly ValuePath[]>()

  constructor(traced: TracedRender, request: Pick<RenderRequest, 'values' | 'profile'>) {
    this.#traced = traced
    this.#request = request
    this.#sources = new Sources(traced, request)
    this.#lines = traced.response.ok ? stdoutLines(traced, profileOf(request.profile)) : []
    this.#index()
  }

  summary(): TraceSummary {
    const read = this.#readPaths()
    return {
      touches: new Map([...this.#touching].map(([path, lines]) => [path, lines.length])),
      random: randomLines(this.#lines),
      unread: this.#unread(read),
      unset: this.#unset(),
    }
  }

  /** Null where nothing failed, or nothing could go on. */
  partial(): PartialRender | null {
    const { response, tracing } = this.#traced
    if (!response.ok || tracing.failures === undefined) return null
    const { list, missing } = tracing.failures
    const { stdout, objects, notes } = response
    const required = missing.map(({ message, template, line, reads }) => ({
      message,
      template,
      line,
      paths: [
        ...new Set(
          reads.flatMap((read) => (read.key === undefined ? [] : this.#settablePaths(read).map(pathText))),
        ),
      ],
    }))
    return { stdout, objects, notes: notes ?? '', failures: list, required }
  }

  /** The lines that a value, or anything below it, touches; from 0. */
  touching(path: string): readonly number[] {
    return this.#touching.get(path) ?? []
  }

  /** All values that the templates got, subcharts' too; those that no layer sets but templates look at come last. */
  effective(): EffectiveValue[] {
    const read = this.#readPaths()
    const rows: EffectiveValue[] = []
    const visit = (value: Value, path: ValuePath): void => {
      if (value instanceof Dict && value.size > 0)
        for (const [name, item] of value.entries) visit(item, [...path, name])
      else if (value instanceof Slice && value.items.length > 0)
        value.items.forEach((item, i) => visit(item, [...path, i]))
      else {
        const layers = this.#sources.all(path)
        const [winner] = layers
        // a subchart's copy of a global that is set further out is the same value
        if (winner !== undefined && winner.path.length < path.length) return
        const text = pathText(path)
        rows.push({
          path: text,
          names: path,
          value: shown(value),
          layer: winner?.layer ?? null,
          hidden: Math.max(0, layers.length - 1),
          lines: this.touching(text).length,
          isRead: read.has(text),
        })
      }
    }
    visit(this.#traced.tracing.effective, [])
    for (const path of this.#unset())
      rows.push({
        path,
        names: [],
        value: '',
        layer: null,
        hidden: 0,
        lines: this.touching(path).length,
        isRead: true,
      })
    return rows
  }

  /** Null for lines that Helm itself adds. */
  explain(line: number): Explanation | null {
    const found = this.#lines[line]
    if (found === undefined || found === null) return null
    const values = new Map<string, ExplainedValue>()
    const others = new Set<string>()
    const add = (reads: readonly Reads[], role: ExplainedValue['role']): void => {
      for (const read of reads) {
        const path = pathOf(read)
        if (path === undefined) {
          if (read.key !== undefined) others.add(nameOf(read.key))
          continue
        }
        const text = pathText(path)
        if (!values.has(text)) values.set(text, this.#explained(path, role))
      }
    }
    add(found.reads, 'text')
    add(
      found.control.concat(
        found.reads.concat(found.control).flatMap((read) => this.#sources.conditions(read)),
      ),
      'control',
    )
    const at = (link: Link): WrittenAt => ({ ...link, text: this.#lineOf(link.template, link.line) })
    return {
      line,
      written: at({ kind: 'file', name: '', template: found.template, line: found.line }),
      through: distinct(found.others.map(linkOf))
        .filter((link) => link.template !== found.template || link.line !== found.line)
        .map(at),
      chain: found.chain.map(at),
      values: [...values.values()],
      others: [...others].sort(),
      isRandom: isRandomLine(found),
    }
  }

  #explained(path: ValuePath, role: ExplainedValue['role']): ExplainedValue {
    const layers = this.#sources.all(path)
    const own = layers[0]?.path ?? this.#sources.outermost(path)
    return {
      path: pathText(own),
      names: own,
      role,
      layers: layers.map((each) => ({
        layer: each.layer,
        path: pathText(each.path),
        names: each.path,
        value: shown(each.value),
      })),
      lines: this.touching(pathText(own)).length,
    }
  }

  #lineOf(template: string, line: number): string {
    return this.#traced.tracing.texts.get(template)?.split('\n')[line - 1]?.trim() ?? ''
  }

  /** For each value and what is above it, the lines that it touches. */
  #index(): void {
    const seen = new Set<string>()
    this.#lines.forEach((line, i) => {
      if (line === null) return
      seen.clear()
      for (const read of line.reads.concat(line.control)) {
        if (read.key === undefined) continue
        for (const path of this.#settablePaths(read)) {
          for (let depth = path.length; depth > 0; depth--) {
            const text = pathText(path.slice(0, depth))
            if (seen.has(text)) break
            seen.add(text)
            const lines = this.#touching.get(text)
            if (lines === undefined) this.#touching.set(text, [i])
            else lines.push(i)
          }
        }
      }
    })
  }

  #settablePaths(read: Reads): readonly ValuePath[] {
    const known = this.#paths.get(read.key!)
    if (known !== undefined) return known
    const path = pathOf(read)
    const paths = path === undefined ? [] : this.#sources.of(path).map((each) => each.path)
    this.#paths.set(read.key!, paths)
    return paths
  }

  /** Every path that a template looked at, as a person would set it. */
  #readPaths(): Set<string> {
    const paths = new Set<string>()
    const { tracing } = this.#traced
    for (const condition of tracing.conditionPaths) paths.add(condition)
    const visit = (key: Key, path: ValuePath): void => {
      if (key.wasRead || key.shapeWasRead)
        for (const each of this.#sources.waysTo(path))
          for (let depth = each.length; depth > 0; depth--) paths.add(pathText(each.slice(0, depth)))
      for (const child of key.children) visit(child, [...path, child.name])
    }
    visit(tracing.values, [])
    return paths
  }

  #unread(read: ReadonlySet<string>): UnreadKey[] {
    const { tracing } = this.#traced
    const unread: UnreadKey[] = []
    const visit = (value: Value, path: ValuePath): void => {
      const text = pathText(path)
      if (path.length > 0 && !read.has(text)) {
        if (tracing.isOff(path)) return
        const parent = path.slice(0, -1)
        const siblings = valueAt(tracing.effective, parent)
        const names = siblings instanceof Dict ? [...siblings.entries.keys()] : []
        const known = names.filter((name) => read.has(pathText([...parent, name])))
        const meant = nearest(String(path.at(-1)), known)
        unread.push({ path: text, names: path, meant: meant ?? null })
        return
      }
      if (value instanceof Dict) for (const [name, item] of value.entries) visit(item, [...path, name])
      else if (value instanceof Slice) value.items.forEach((item, i) => visit(item, [...path, i]))
    }
    if (this.#traced.response.ok)
      visit(userValues(this.#request.values, profileOf(this.#request.profile)), [])
    return unread
  }

  #unset(): string[] {
    const unset: string[] = []
    const visit = (key: Key, path: ValuePath): void => {
      if (key.wasRead && path.length > 0 && this.#sources.all(path).length === 0)
        unset.push(pathText(this.#sources.outermost(path)))
      for (const child of key.children) visit(child, [...path, child.name])
    }
    visit(this.#traced.tracing.values, [])
    return [...new Set(unset)].sort()
  }
}

const distinct = (links: readonly Link[]): Link[] => [
  ...new Map(links.map((link) => [`${link.template}:${link.line}`, link])).values(),
]

function nameOf(key: Key): string {
  const names: (string | number)[] = []
  for (let at = key; at.parent !== undefined; at = at.parent) names.unshift(at.name)
  return names.join('.')
}

function shown(value: Value): string {
  let text: string
  try {
    text = typeof value === 'string' && value !== '' ? value : marshalJson(value ?? null)
  } catch {
    return ''
  }
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}
