import { sprintf } from '../fmt/index.ts'
import { quote } from '../strconv/index.ts'
import { BudgetError, GoError, Int, type Budget, type BudgetFrame, type Run, type Value } from '../value.ts'
import { TemplateError } from './error.ts'
import { nodeText, type Node, type TemplateNode } from './parse/node.ts'
import { placeOf } from './place.ts'

/** What a map gives for a key that it has not: nothing, its element's zero, or an error. */
export type MissingKey = 'default' | 'zero' | 'error'

/** Finds the code of a template by name while another runs. */
export interface Lookup {
  code(name: string): Code | undefined
}

/** Go's bound on templates within templates (`maxExecDepth`). */
export const MAX_EXEC_DEPTH = 100_000

/** Bytes that joining a piece of text to the output takes besides the text. */
const PIECE = 16

/** Characters that are shown of an expression. */
const MAX_CONTEXT = 200

/** How a statement ended. */
export type Flow = 0 | 1 | 2
export const NEXT: Flow = 0
export const BREAK: Flow = 1
export const CONTINUE: Flow = 2

/** A compiled statement: writes to the state. */
export type Exec = (s: State, dot: Value) => Flow
/** A compiled operand or pipeline. */
export type Eval = (s: State, dot: Value) => Value
/** A compiled command: `final` is the value piped into it, where one is. */
export type Command = (s: State, dot: Value, final: Value) => Value

/** A compiled template. It holds nothing of a run, so that many may share it. */
export interface Code {
  readonly name: string
  /**
   * how many variable slots a run of it needs: two each, a value and whether it is still in an interface. Branches are
   * compiled when they first run, and then may add some.
   */
  readonly slots: number
  readonly exec: Exec
}

/** The variables of a template about to run: `$` is its data. */
export function frame(code: Code, data: Value): Value[] {
  const vars: Value[] = [data, false]
  for (let i = 2; i < code.slots; i++) vars.push(undefined)
  return vars
}

/** One execution of a template, and of those that it calls by `template`. Mirrors `template.state`. */
export class State {
  readonly run: Run
  readonly budget: Budget
  readonly set: Lookup
  readonly missingKey: MissingKey
  /** the name of the template that runs */
  template: string
  /** slots of the template that runs; the first two are `$`'s */
  vars: Value[]
  /** whether dot came out of a list or map of interfaces, which messages tell */
  dotInInterface = false
  /** the node that errors speak of */
  node: Node | undefined = undefined
  /** the calls by `template` that this execution is in, the outermost first */
  readonly calls: TemplateNode[] = []
  out = ''

  constructor(run: Run, set: Lookup, missingKey: MissingKey, template: string, vars: Value[]) {
    this.run = run
    this.budget = run.budget
    this.set = set
    this.missingKey = missingKey
    this.template = template
    this.vars = vars
  }

  write(text: string): void {
    this.budget.grow(text.length + PIECE)
    this.out += text
  }

  /** The error of the current node; `format` as for Sprintf. Go's own text goes wrong where a file's name holds a percent sign. */
  error(format: string, ...args: Value[]): TemplateError {
    return this.#fault(format, args, undefined)
  }

  /**
   * Go's error of a recursion by `template` that has no end. JavaScript's stack ends before Go's bound is reached, but
   * the calls go in a circle, and so the one that would fail is known; undefined where they do not.
   */
  endlessRecursion(): TemplateError | undefined {
    const { calls } = this
    const turns = 50
    for (let period = 1; period * turns <= calls.length; period++) {
      const tail = calls.slice(-period * turns)
      if (!tail.every((call, i) => call === tail[i % period])) continue
      const node = tail[(MAX_EXEC_DEPTH - calls.length) % period]!
      this.node = node
      this.template = node.tree.name
      return this.depthError()
    }
    return undefined
  }

  /** Where it stands: as far as errors would know. */
  place(): BudgetFrame {
    const { node, template } = this
    if (node === undefined) return { template, line: 0, column: 0, context: '' }
    return { template: node.tree.parseName, ...placeOf(node), context: nodeText(node).slice(0, MAX_CONTEXT) }
  }

  depthError(): TemplateError {
    return this.error('exceeded maximum template depth (%v)', Int.of(MAX_EXEC_DEPTH))
  }

  /** What a failed call of `name` at `node` throws on: Go's errors wrapped, all else as it is. */
  callError(error: unknown, node: Node, name: string): unknown {
    if (!(error instanceof GoError) || error instanceof BudgetError) return error
    this.budget.grow(error.message.length)
    this.node = node
    return this.#fault('error calling %s: %s', [name, error.message], error)
  }

  #fault(format: string, args: Value[], cause: Error | undefined): TemplateError {
    const { node, template } = this
    const detail = sprintf(format, args)
    if (node === undefined) {
      const text = `template: ${template}: ${detail}`
      return new TemplateError({
        code: 'exec',
        template,
        parseName: undefined,
        line: undefined,
        column: undefined,
        context: undefined,
        detail,
        text,
        cause,
      })
    }
    const { line, column } = placeOf(node)
    const { parseName } = node.tree
    const context = nodeText(node)
    const text = `template: ${parseName}:${line}:${column}: executing ${quote(template)} at <${context}>: ${detail}`
    return new TemplateError({
      code: 'exec',
      template,
      parseName,
      line,
      column,
      context,
      detail,
      text,
      cause,
    })
  }
}
