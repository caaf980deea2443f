import { countBytes, runningBudget } from '../meter.ts'
import { normal } from '../text.ts'
import { BudgetError, GoError, type Func, type Run, type Value } from '../value.ts'
import type { Functions } from './call.ts'
import { quote } from '../strconv/index.ts'
import { compile } from './exec.ts'
import { BUILTINS } from './funcs.ts'
import { isEmptyTree, type Tree } from './parse/node.ts'
import { MAX_NESTING, parse } from './parse/parse.ts'
import { ParseMemory } from './parse-memory.ts'
import { frame, State, type Code, type Lookup, type MissingKey } from './state.ts'

/** One parsed template. Its code is made when it first runs and holds nothing of a run. */
export class Template {
  readonly name: string
  readonly tree: Tree
  readonly #functions: Functions
  #code: Code | undefined

  constructor(tree: Tree, functions: Functions) {
    this.name = tree.name
    this.tree = tree
    this.#functions = functions
  }

  get code(): Code {
    return (this.#code ??= compile(this.tree, this.#functions))
  }
}

/** What one text defined, by name, and the bytes that were counted for it. */
interface Parsed {
  readonly templates: ReadonlyMap<string, Template>
  readonly bytes: number
}

/** Templates by name, over those of the set it was cloned from. */
interface Layer {
  readonly templates: Map<string, Template>
  readonly below: Layer | undefined
}

export interface TemplateSetOptions {
  readonly missingKey?: MissingKey
  /** the name of the template that Go's set hangs on; only messages tell it */
  readonly name?: string
}

/**
 * Templates that can call one another. A set may be kept and run again and again: what belongs to a run comes with
 * `execute`. Sets cloned from one (which may be empty) remember together what they parsed, so that a text is parsed and
 * compiled once. Mirrors `template.Template` and its common part.
 */
export class TemplateSet implements Lookup {
  #functions: Functions
  readonly #missingKey: MissingKey
  readonly #name: string
  /** shared with clones: they have the same functions */
  #memory = new ParseMemory<Parsed>()
  #layer: Layer = { templates: new Map(), below: undefined }

  /** `funcs` come before Go's own functions of the same names. */
  constructor(funcs: ReadonlyMap<string, Func>, options: TemplateSetOptions = {}) {
    this.#functions = funcs === BUILTINS ? BUILTINS : new Map([...BUILTINS, ...funcs])
    this.#missingKey = options.missingKey ?? 'default'
    this.#name = options.name ?? ''
  }

  /**
   * Parses a text and adds what it defines. A later definition replaces an earlier one of its name, unless it is
   * empty. Returns the text's own template, added or not. Throws `TemplateError` (code `parse`).
   */
  parse(name: string, text: string): Template {
    const parsed = this.#parsed(name, text)
    for (const template of parsed.values()) {
      const empty = isEmptyTree(template.tree.root)
      if (!empty || this.lookup(template.name) === undefined)
        this.#layer.templates.set(template.name, template)
    }
    return parsed.get(name)!
  }

  #parsed(name: string, text: string): Parsed['templates'] {
    const known = this.#memory.get(name, text)
    if (known !== undefined) {
      // what a render may do does not depend on what others did before it
      countBytes(known.bytes)
      return known.templates
    }
    const before = runningBudget()?.bytes ?? 0
    const templates = new Map<string, Template>()
    const functions = this.#functions
    for (const tree of notOverflowing(() => parse(name, text, (f) => functions.has(f))).values()) {
      templates.set(tree.name, new Template(tree, functions))
    }
    this.#memory.set(name, text, { templates, bytes: (runningBudget()?.bytes ?? 0) - before })
    return templates
  }

  /** A set with the same templates; what is added to either is not seen in the other. Costs next to nothing. */
  clone(): TemplateSet {
    const clone = new TemplateSet(BUILTINS, { missingKey: this.#missingKey, name: this.#name })
    clone.#functions = this.#functions
    clone.#memory = this.#memory
    // what either adds from now on goes into a layer of its own; an empty one is not worth a step of each search
    const shared = this.#layer.templates.size > 0 ? this.#layer : this.#layer.below
    this.#layer = { templates: new Map(), below: shared }
    clone.#layer = { templates: new Map(), below: shared }
    return clone
  }

  lookup(name: string): Template | undefined {
    for (let layer: Layer | undefined = this.#layer; layer !== undefined; layer = layer.below) {
      const template = layer.templates.get(name)
      if (template !== undefined) return template
    }
    return undefined
  }

  code(name: string): Code | undefined {
    return this.lookup(name)?.code
  }

  /** The templates by name; each knows its tree, and so where it was defined. */
  definitions(): ReadonlyMap<string, Template> {
    const layers: Layer[] = []
    for (let layer: Layer | undefined = this.#layer; layer !== undefined; layer = layer.below)
      layers.unshift(layer)
    return new Map(layers.flatMap((layer) => [...layer.templates]))
  }

  names(): readonly string[] {
    return [...this.definitions().keys()]
  }

  /** Mirrors `Template.ExecuteTemplate`. Throws `GoError` when there is no such template, else as `run`. */
  execute(run: Run, name: string, dot: Value): string {
    const template = this.lookup(name)
    if (template === undefined) {
      throw new GoError(`template: no template ${quote(name)} associated with template ${quote(this.#name)}`)
    }
    return this.run(run, template, dot)
  }

  /**
   * Runs a template over this set and returns its output. Throws `TemplateError` (code `exec`), or `BudgetError` past
   * a limit: also where the JavaScript stack ends before the limit of depth is reached.
   */
  run(run: Run, template: Template, dot: Value): string {
    const { budget } = run
    const { depth } = budget
    let state: State | undefined
    budget.enter()
    try {
      const { code } = template
      budget.step(1 + code.slots)
      // reflect.ValueOf(nil) is no value at all: its fields are empty, where those of a nil interface fail
      const data = dot ?? undefined
      state = new State(run, this, this.#missingKey, template.name, frame(code, data))
      code.exec(state, data)
      return normal(state.out)
    } catch (error) {
      if (error instanceof BudgetError && state !== undefined) error.through(state.place())
      if (!isStackOverflow(error)) throw error
      throw state?.endlessRecursion() ?? new BudgetError('DEPTH_LIMIT', budget.depth)
    } finally {
      budget.depth = depth
    }
  }
}

/** V8 and JavaScriptCore throw a RangeError, SpiderMonkey an InternalError. */
const isStackOverflow = (error: unknown): boolean =>
  error instanceof Error &&
  /call stack|too much recursion/i.test(error.message) &&
  !(error instanceof GoError)

function notOverflowing<R>(f: () => R): R {
  try {
    return f()
  } catch (error) {
    if (isStackOverflow(error)) throw new BudgetError('DEPTH_LIMIT', MAX_NESTING)
    throw error
  }
}
