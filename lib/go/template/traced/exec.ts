import { kindOf, typeOf } from '../../reflect.ts'
import { sprint } from '../../fmt/index.ts'
import { compareBytes } from '../../text.ts'
import { Dict, Int, Slice, T, type Value } from '../../value.ts'
import {
  nodeText,
  type ActionNode,
  type BranchNode,
  type ListNode,
  type Node,
  type TemplateNode,
  type TextNode,
  type Tree,
} from '../parse/node.ts'
import { printed } from '../print-value.ts'
import { Scope, slotOf } from '../scope.ts'
import { BREAK, CONTINUE, MAX_EXEC_DEPTH, NEXT, type Flow } from '../state.ts'
import { isTrue } from '../truth.ts'
import { weightOf } from '../weight.ts'
import { applyEffects, edgesOf, effectsOf, type Effects } from './effects.ts'
import { compilePipelineTraced, type TracedContext } from './eval.ts'
import { Frame, Origin, Place, type Edges, type Provenance } from './origin.ts'
import { union, type Reads } from './reads.ts'
import type { Trace, TracedCode, TracedExec, TracedState } from './state.ts'

/** The second set of closures: what a template writes, and where each piece of it came from. Mirrors exec.ts. */
export function compileTraced(tree: Tree, trace: Trace): TracedCode {
  const scope = new Scope()
  const exec = compileList({ trace, scope }, tree.root)
  return { name: tree.name, slots: scope.slots, exec }
}

const nothing: TracedExec = () => NEXT

function compileList(c: TracedContext, list: ListNode): TracedExec {
  const weight = list.nodes.reduce((sum, node) => sum + weightOf(node), 0)
  const steps = list.nodes.map((node) => compileNode(c, node))
  if (steps.length === 0) return nothing
  return (s, dot) => {
    s.budget.step(weight)
    for (let i = 0; i < steps.length; i++) {
      const flow = steps[i]!(s, dot)
      if (flow !== NEXT) return flow
    }
    return NEXT
  }
}

/** A branch, compiled when it first runs. */
function compileScoped(c: TracedContext, list: ListNode): TracedExec {
  const { nodes } = list
  if (nodes.length === 0) return nothing
  if (nodes.length === 1 && nodes[0]!.type === 'text') return compileText(nodes[0]!)
  const mark = c.scope.mark()
  let compiled: TracedExec | undefined
  return (s, dot) => (compiled ??= c.scope.from(mark, () => compileList(c, list)))(s, dot)
}

/** What a structure's branches tell beforehand, found when it first runs. */
function foresight(c: TracedContext, node: BranchNode): () => { effects: Effects; edges: Edges } {
  const mark = c.scope.mark()
  let found: { effects: Effects; edges: Edges } | undefined
  return () =>
    (found ??= { effects: c.scope.from(mark, () => effectsOf(node, c.scope)), edges: edgesOf(node) })
}

function compileNode(c: TracedContext, node: Node): TracedExec {
  switch (node.type) {
    case 'text':
      return compileText(node)
    case 'action':
      return compileAction(c, node)
    case 'if':
    case 'with':
      return compileChoice(c, node)
    case 'range':
      return compileRange(c, node)
    case 'template':
      return compileTemplate(c, node)
    case 'break':
      return () => BREAK
    case 'continue':
      return () => CONTINUE
    default:
      throw new Error(`no statement: ${node.type}`)
  }
}

/** Plain text, a piece for each of its lines. */
function compileText(node: TextNode): TracedExec {
  const { text, tree } = node
  const pieces: { readonly size: number; readonly place: Place }[] = []
  for (let from = 0; from < text.length;) {
    const at = text.indexOf('\n', from)
    const to = at < 0 ? text.length : at + 1
    pieces.push({ size: to - from, place: new Place(tree, node.pos + from) })
    from = to
  }
  return (s) => {
    let end = s.out.length
    s.write(text)
    const { frame, spans } = s
    for (let i = 0; i < pieces.length; i++) {
      const { size, place } = pieces[i]!
      end += size
      spans.add(end, new Origin(place, frame, s.sourceAt(tree, place.pos, size)))
    }
    return NEXT
  }
}

function compileAction(c: TracedContext, node: ActionNode): TracedExec {
  const declares = node.pipe.decl.length > 0
  const value = compilePipelineTraced(c, node.pipe)
  if (declares) {
    return (s, dot) => {
      value(s, dot)
      return NEXT
    }
  }
  const place = new Place(node.tree, node.pos)
  return (s, dot) => {
    const v = value(s, dot)
    if (typeof v === 'string') s.emit(v, s.known, place)
    else {
      const reads = s.whole(v, s.known)
      s.node = node
      const text = printed(v, s.budget)
      if (text === undefined) throw s.error("can't print %s of type %s", nodeText(node), typeOf(v)!.name)
      s.emit(text, reads, place)
    }
    return NEXT
  }
}

/** What `{{break}}` and `{{continue}}` depend on stays true for the rest of the loop. */
function afterChoice(
  s: TracedState,
  outer: Frame,
  place: Place,
  reads: Reads | undefined,
  breaks: boolean,
): void {
  if (!breaks || reads === undefined) {
    s.frame = outer
    return
  }
  s.early = union(s.early, reads)
  s.frame = new Frame('if', outer, place, '', s.early)
}

/** `if` and `with`. */
function compileChoice(c: TracedContext, node: BranchNode): TracedExec {
  const foreseen = foresight(c, node)
  const place = new Place(node.tree, node.pos)
  const isWith = node.type === 'with'
  return c.scope.within(() => {
    const value = compilePipelineTraced(c, node.pipe)
    const list = compileScoped(c, node.list)
    const otherwise = node.elseList ? compileScoped(c, node.elseList) : nothing
    return (s, dot) => {
      const v = value(s, dot)
      const { known, frame: outer } = s
      const reads = s.truth(v, known)
      const { effects, edges } = foreseen()
      const frame = new Frame(isWith ? 'with' : 'if', outer, place, '', reads, edges)
      s.frame = frame
      if (reads !== undefined) s.mark(frame.opens)
      let flow: Flow
      if (!isTrue(v)) flow = otherwise(s, dot)
      else if (isWith) {
        const { dotInInterface, dotKnown } = s
        s.dotInInterface = false
        s.dotKnown = known
        flow = list(s, v)
        s.dotInInterface = dotInInterface
        s.dotKnown = dotKnown
      } else flow = list(s, dot)
      if (reads !== undefined) s.mark(frame.closes)
      afterChoice(s, outer, place, reads, effects.breaks)
      applyEffects(s, dot, effects, reads)
      return flow
    }
  })
}

type Turn = (
  s: TracedState,
  key: Value,
  keyKnown: Provenance,
  elem: Value,
  elemKnown: Provenance,
  inInterface: boolean,
) => void

function compileRange(c: TracedContext, node: BranchNode): TracedExec {
  const foreseen = foresight(c, node)
  const place = new Place(node.tree, node.pos)
  return c.scope.within(() => {
    const value = compilePipelineTraced(c, node.pipe)
    const turn = compileTurn(c, node)
    const list = compileScoped(c, node.list)
    const otherwise = node.elseList ? compileScoped(c, node.elseList) : nothing
    const variables = node.pipe.decl.length
    return (s, dot) => {
      const v = value(s, dot)
      const { known, frame: outer, dotInInterface, dotKnown, early } = s
      const reads = s.truth(v, known)
      const { effects, edges } = foreseen()
      const frame = new Frame('range', outer, place, '', reads, edges)
      s.frame = frame
      s.early = undefined
      if (reads !== undefined) s.mark(frame.opens)
      const any = rangeOver(s, v, known, variables, turn, list)
      s.dotInInterface = dotInInterface
      s.dotKnown = dotKnown
      const all = union(reads, s.early)
      s.early = early
      s.frame = frame
      const flow = any ? NEXT : otherwise(s, dot)
      if (reads !== undefined) s.mark(frame.closes)
      s.frame = outer
      applyEffects(s, dot, effects, all)
      return flow
    }
  })
}

function compileTurn(c: TracedContext, node: BranchNode): Turn | undefined {
  const { decl, isAssign } = node.pipe
  if (decl.length === 0) return undefined
  const bindings = decl.map((v) => ({ name: v.ident[0]!, binding: c.scope.lookup(v.ident[0]!) }))
  const [first, second] = bindings as [(typeof bindings)[0], (typeof bindings)[0] | undefined]
  const declared = isAssign ? [] : c.scope.latest(decl.length)
  const put = (
    s: TracedState,
    which: typeof first,
    slot: number | undefined,
    v: Value,
    known: Provenance,
    inInterface: boolean,
  ): void => {
    const to = slot ?? slotOf(s, which.binding, which.name)
    s.vars[to] = v
    s.vars[to + 1] = inInterface
    s.varsKnown[to] = known
  }
  if (second === undefined)
    return (s, _key, _keyKnown, elem, known, inInterface) =>
      put(s, first, declared[0], elem, known, inInterface)
  return (s, key, keyKnown, elem, known, inInterface) => {
    put(s, first, declared[0], key, keyKnown, false)
    put(s, second, declared[1], elem, known, inInterface)
  }
}

/** Mirrors `rangeOver`; what is known of each element becomes what is known of dot. */
function rangeOver(
  s: TracedState,
  v: Value,
  known: Provenance,
  variables: number,
  turn: Turn | undefined,
  list: TracedExec,
): boolean {
  const { notebook } = s.trace
  if (v instanceof Slice) {
    const inInterface = v.type.elem?.kind === 'interface'
    const { items } = v
    s.dotInInterface = inInterface
    for (let i = 0; i < items.length; i++) {
      s.budget.step()
      const elem = items[i]
      const elemKnown = notebook.item(v, i, elem, known)
      if (turn !== undefined)
        turn(s, variables > 1 ? Int.of(i) : undefined, undefined, elem, elemKnown, inInterface)
      s.dotKnown = elemKnown
      if (list(s, elem) === BREAK) break
    }
    return items.length > 0
  }
  if (v instanceof Dict) {
    const inInterface = v.type.elem?.kind === 'interface'
    const keys = v.entries.sortedKeys(compareBytes)
    const values = keys.map((key) => v.get(key))
    const whatIsKnown = keys.map((key, i) => notebook.item(v, key, values[i], known))
    const keysKnown = keys.map((key) => notebook.own(v, key))
    s.dotInInterface = inInterface
    for (let i = 0; i < keys.length; i++) {
      s.budget.step()
      const elem = values[i]
      if (turn !== undefined) turn(s, keys[i], keysKnown[i], elem, whatIsKnown[i], inInterface)
      s.dotKnown = whatIsKnown[i]
      if (list(s, elem) === BREAK) break
    }
    return keys.length > 0
  }
  if (v instanceof Int) {
    if (variables > 1) throw s.error("can't use %v to iterate over more than one variable", v)
    s.dotInInterface = false
    for (let i = 0n; i < v.value; i++) {
      s.budget.step()
      const elem = v.type === T.int ? Int.of(i) : new Int(i, v.type)
      s.dotKnown = known
      if (turn !== undefined) turn(s, undefined, undefined, elem, known, false)
      if (list(s, elem) === BREAK) break
    }
    return v.value > 0n
  }
  if (kindOf(v) === 'invalid') return false
  throw s.error("range can't iterate over %s", printed(v, s.budget, false) ?? sprint([v]))
}

/** Mirrors `state.walkTemplate`. */
function compileTemplate(c: TracedContext, node: TemplateNode): TracedExec {
  const value = node.pipe && compilePipelineTraced(c, node.pipe)
  const place = new Place(node.tree, node.pos)
  return (s, dot) => {
    s.node = node
    const found = s.templates.lookup(node.name)
    if (found === undefined) throw s.error('template %q not defined', node.name)
    const code = s.trace.code(found)
    if (s.calls.length === MAX_EXEC_DEPTH) throw s.depthError()
    s.known = undefined
    const data = value === undefined ? undefined : value(s, dot)
    const { vars, varsKnown, template, dotInInterface, dotKnown, known, frame } = s
    s.budget.enter()
    s.budget.step(1 + code.slots)
    s.calls.push(node)
    s.template = code.name
    s.dotInInterface = false
    s.dotKnown = known
    s.vars = variablesOf(code, data)
    s.varsKnown = [known]
    s.frame = new Frame('template', frame, place, node.name, s.trace.definedBy(node.name))
    code.exec(s, data)
    s.frame = frame
    s.vars = vars
    s.varsKnown = varsKnown
    s.template = template
    s.dotInInterface = dotInInterface
    s.dotKnown = dotKnown
    s.calls.pop()
    s.budget.leave()
    return NEXT
  }
}

/** The variables of a template about to run: `$` is its data. */
export function variablesOf(code: TracedCode, data: Value): Value[] {
  const vars: Value[] = [data, false]
  for (let i = 2; i < code.slots; i++) vars.push(undefined)
  return vars
}
