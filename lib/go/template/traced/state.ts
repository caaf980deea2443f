import type { Dict, Func, Run, Slice, Value } from '../../value.ts'
import type { Tree } from '../parse/node.ts'
import { State, type Code, type Flow, type MissingKey } from '../state.ts'
import type { Template, TemplateSet } from '../template-set.ts'
import { Notebook } from './notes.ts'
import { Frame, Mark, Origin, Spans, type Place, type Provenance } from './origin.ts'
import { union, type Reads } from './reads.ts'

/** A traced statement or operand; an operand leaves what is known of its value in `state.known`. */
export type TracedExec = (s: TracedState, dot: Value) => Flow
export type TracedEval = (s: TracedState, dot: Value) => Value
export type TracedCommand = (s: TracedState, dot: Value, final: Value, known: Provenance) => Value

export interface TracedCode {
  readonly name: string
  readonly slots: number
  readonly exec: TracedExec
}

/** One call of a function, for the rule that says where its result came from. */
export interface Call {
  readonly s: TracedState
  readonly func: Func
  readonly name: string
  readonly args: readonly Value[]
  readonly known: readonly Provenance[]
  readonly place: Place
}

/** Where the result of a call came from. */
export type Rule = (call: Call, result: Value) => Provenance
/** Makes a call itself, and leaves what is known of the result in the state. */
export type Maker = (call: Call) => Value

/** How functions are traced, by name: a rule after the call, or a maker in its place; else the result has all that its arguments have. */
export interface Rules {
  readonly after: ReadonlyMap<string, Rule>
  readonly instead: ReadonlyMap<string, Maker>
  /** functions whose result is no function of their arguments */
  readonly chance: ReadonlySet<string>
}

/** What all templates of a traced render share. */
export class Trace {
  readonly rules: Rules
  readonly functions: ReadonlyMap<string, Func>
  readonly missingKey: MissingKey
  readonly notebook = new Notebook()
  readonly #compile: (tree: Tree, trace: Trace) => TracedCode
  readonly #codes = new WeakMap<Tree, TracedCode>()
  readonly #definedBy: (name: string) => Reads | undefined
  readonly #defined = new Map<string, Reads | undefined>()

  constructor(
    rules: Rules,
    functions: ReadonlyMap<string, Func>,
    missingKey: MissingKey,
    compile: (tree: Tree, trace: Trace) => TracedCode,
    definedBy: (name: string) => Reads | undefined = () => undefined,
  ) {
    this.rules = rules
    this.functions = functions
    this.missingKey = missingKey
    this.#compile = compile
    this.#definedBy = definedBy
  }

  /** What decided which template has a name. */
  definedBy(name: string): Reads | undefined {
    const known = this.#defined.get(name)
    if (known !== undefined || this.#defined.has(name)) return known
    const reads = this.#definedBy(name)
    this.#defined.set(name, reads)
    return reads
  }

  code(template: Template): TracedCode {
    let code = this.#codes.get(template.tree)
    if (code === undefined) this.#codes.set(template.tree, (code = this.#compile(template.tree, this)))
    return code
  }
}

/** The state of a traced execution: besides Go's, what is known of each value, and the pieces of the output. */
export class TracedState extends State {
  readonly trace: Trace
  readonly templates: TemplateSet
  frame: Frame
  /** what is known of the value that was evaluated last */
  known: Provenance = undefined
  dotKnown: Provenance
  /** what is known of the variables, by slot */
  varsKnown: Provenance[]
  /** what `break` and `continue` of the loop that runs depended on so far */
  early: Reads | undefined = undefined
  readonly spans = new Spans()
  /** the text that runs as a template, where one came out of values: what is known of it, by its tree's text */
  readonly source: { readonly text: string; readonly known: Provenance } | undefined

  constructor(
    trace: Trace,
    run: Run,
    templates: TemplateSet,
    template: string,
    vars: Value[],
    dotKnown: Provenance,
    frame: Frame,
    source: TracedState['source'],
  ) {
    super(run, NO_CODE, trace.missingKey, template, vars)
    this.trace = trace
    this.templates = templates
    this.frame = frame
    this.dotKnown = dotKnown
    this.varsKnown = [dotKnown]
    this.source = source
  }

  /** Writes a text of which this is known, at a place of a template. */
  emit(text: string, known: Provenance, place: Place): void {
    if (known instanceof Spans) {
      const { spans, frame } = this
      const base = this.out.length
      this.write(text)
      const source = this.sourceAt(place.tree, place.pos, 2)
      for (let i = 0; i < known.parts.length; i++) {
        const part = known.parts[i]!
        if (part instanceof Mark) spans.add(base + known.ends[i]!, part)
        else {
          const here = part.within(frame)
          spans.add(base + known.ends[i]!, source === undefined ? here : here.withReads(source))
        }
      }
      return
    }
    const reads = union(known, this.sourceAt(place.tree, place.pos, 2))
    if (text === '') {
      // nothing was written, and that has its reasons too
      if (reads !== undefined) this.spans.add(this.out.length, new Origin(place, this.frame, reads))
      return
    }
    this.write(text)
    this.spans.add(this.out.length, new Origin(place, this.frame, reads))
  }

  /** Where a structure begins or ends in the output. */
  mark(mark: Mark): void {
    this.spans.add(this.out.length, mark)
  }

  /** What is known of the text that this template is made of, in a piece of it. */
  sourceAt(tree: Tree, from: number, length: number): Reads | undefined {
    const { source } = this
    if (source === undefined) return undefined
    const { known } = source
    if (!(known instanceof Spans)) return known
    if (tree.text !== source.text) return known.collapse(this.frame)
    const piece = new Spans()
    piece.addRange(known, from, from + length)
    return piece.collapse(this.frame)
  }

  /** All that decides whether a value counts as true. */
  truth(value: Value, known: Provenance): Reads | undefined {
    return this.trace.notebook.truth(value, known, this.frame)
  }

  /** All that a value was made from. */
  whole(value: Value, known: Provenance): Reads | undefined {
    return this.trace.notebook.whole(value, known, this.frame)
  }

  /** What is known of an item. */
  item(container: Dict | Slice, name: string | number, item: Value, known: Provenance): Provenance {
    return this.trace.notebook.item(container, name, item, known)
  }
}

/** Traced templates find one another in their set. */
const NO_CODE = { code: (): Code | undefined => undefined }
