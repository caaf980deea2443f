import { kindOf, typeOf } from '../reflect.ts'
import { sprint } from '../fmt/index.ts'
import { compareBytes } from '../text.ts'
import { Dict, Int, Slice, T, type Value } from '../value.ts'
import type { Functions } from './call.ts'
import { compilePipeline, type Context } from './eval.ts'
import {
  nodeText,
  type ActionNode,
  type BranchNode,
  type ListNode,
  type Node,
  type TemplateNode,
  type Tree,
} from './parse/node.ts'
import { printed } from './print-value.ts'
import { Scope, slotOf } from './scope.ts'
import { BREAK, CONTINUE, frame, MAX_EXEC_DEPTH, NEXT, type Code, type Exec, type State } from './state.ts'
import { isTrue } from './truth.ts'
import { weightOf } from './weight.ts'

/**
 * Turns a parsed template into closures that write its output, once and for all runs. Each mirrors one of Go's walk
 * functions in exec.go. A second set, which traces where output comes from, would be made from the same trees.
 */
export function compile(tree: Tree, functions: Functions): Code {
  const scope = new Scope()
  const exec = compileList({ functions, scope }, tree.root)
  return {
    name: tree.name,
    get slots() {
      return scope.slots
    },
    exec,
  }
}

const nothing: Exec = () => NEXT

/** Statements in turn; plain text stands in the array as it is. Each run of them is paid for by their weight. */
function compileList(c: Context, list: ListNode): Exec {
  const weight = list.nodes.reduce((sum, node) => sum + weightOf(node), 0)
  const steps = list.nodes.map((node) => (node.type === 'text' ? node.text : compileNode(c, node)))
  const [first, second, third] = steps
  if (steps.length === 0) return nothing
  if (steps.length === 1) {
    if (typeof first === 'string') return writing(first)
    return (s, dot) => {
      s.budget.step(weight)
      return first!(s, dot)
    }
  }
  if (
    steps.length === 3 &&
    typeof first === 'string' &&
    typeof second === 'function' &&
    typeof third === 'string'
  ) {
    return (s, dot) => {
      s.budget.step(weight)
      s.write(first)
      const flow = second(s, dot)
      if (flow !== NEXT) return flow
      s.write(third)
      return NEXT
    }
  }
  return (s, dot) => {
    s.budget.step(weight)
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i]!
      if (typeof step === 'string') s.write(step)
      else {
        const flow = step(s, dot)
        if (flow !== NEXT) return flow
      }
    }
    return NEXT
  }
}

/**
 * A list within a control, whose variables are gone after it: Go's parser lets an else see them, but there they were
 * never declared. Compiled when it first runs, which most branches of a chart never do.
 */
function compileScoped(c: Context, list: ListNode): Exec {
  const { nodes } = list
  if (nodes.length === 0) return nothing
  if (nodes.length === 1 && nodes[0]!.type === 'text') return writing(nodes[0]!.text)
  const mark = c.scope.mark()
  let compiled: Exec | undefined
  return (s, dot) => (compiled ??= c.scope.from(mark, () => compileList(c, list)))(s, dot)
}

const writing =
  (text: string): Exec =>
  (s) => {
    s.write(text)
    return NEXT
  }

function compileNode(c: Context, node: Node): Exec {
  switch (node.type) {
    case 'action':
      return compileAction(c, node)
    case 'if':
      return compileIf(c, node)
    case 'with':
      return compileWith(c, node)
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

/** Variables stay in sight until the next end; an action that declares any prints nothing. */
function compileAction(c: Context, node: ActionNode): Exec {
  const declares = node.pipe.decl.length > 0
  const value = compilePipeline(c, node.pipe, false)
  if (declares) {
    return (s, dot) => {
      value(s, dot)
      return NEXT
    }
  }
  return (s, dot) => {
    const v = value(s, dot)
    if (typeof v === 'string') s.write(v)
    else printValue(s, node, v)
    return NEXT
  }
}

function printValue(s: State, node: ActionNode, v: Value): void {
  s.node = node
  const text = printed(v, s.budget)
  if (text === undefined) throw s.error("can't print %s of type %s", nodeText(node), typeOf(v)!.name)
  s.write(text)
}

function compileIf(c: Context, node: BranchNode): Exec {
  return c.scope.within(() => {
    const value = compilePipeline(c, node.pipe, false)
    const list = compileScoped(c, node.list)
    const otherwise = node.elseList && compileScoped(c, node.elseList)
    if (otherwise === undefined) return (s, dot) => (isTrue(value(s, dot)) ? list(s, dot) : NEXT)
    return (s, dot) => (isTrue(value(s, dot)) ? list(s, dot) : otherwise(s, dot))
  })
}

function compileWith(c: Context, node: BranchNode): Exec {
  return c.scope.within(() => {
    const value = compilePipeline(c, node.pipe)
    const list = compileScoped(c, node.list)
    const otherwise = node.elseList ? compileScoped(c, node.elseList) : nothing
    return (s, dot) => {
      const v = value(s, dot)
      if (!isTrue(v)) return otherwise(s, dot)
      const before = s.dotInInterface
      s.dotInInterface = false
      const flow = list(s, v)
      s.dotInInterface = before
      return flow
    }
  })
}

/** Stores the key and the element of one turn. */
type Turn = (s: State, key: Value, elem: Value, inInterface: boolean) => void

function compileRange(c: Context, node: BranchNode): Exec {
  return c.scope.within(() => {
    const value = compilePipeline(c, node.pipe)
    const turn = compileTurn(c, node)
    const list = compileScoped(c, node.list)
    const otherwise = node.elseList ? compileScoped(c, node.elseList) : nothing
    const variables = node.pipe.decl.length
    return (s, dot) => {
      const v = value(s, dot)
      const before = s.dotInInterface
      const any = rangeOver(s, v, variables, turn, list)
      s.dotInInterface = before
      return any ? NEXT : otherwise(s, dot)
    }
  })
}

function compileTurn(c: Context, node: BranchNode): Turn | undefined {
  const { decl, isAssign } = node.pipe
  if (decl.length === 0) return undefined
  const bindings = decl.map((v) => ({ name: v.ident[0]!, binding: c.scope.lookup(v.ident[0]!) }))
  const [first, second] = bindings as [(typeof bindings)[0], (typeof bindings)[0] | undefined]
  // two variables of one name are two places
  const declared = isAssign ? [] : c.scope.latest(decl.length)
  const put = (
    s: State,
    which: typeof first,
    slot: number | undefined,
    v: Value,
    inInterface: boolean,
  ): void => {
    const to = slot ?? slotOf(s, which.binding, which.name)
    s.vars[to] = v
    s.vars[to + 1] = inInterface
  }
  if (second === undefined)
    return (s, _key, elem, inInterface) => put(s, first, declared[0], elem, inInterface)
  return (s, key, elem, inInterface) => {
    put(s, first, declared[0], key, false)
    put(s, second, declared[1], elem, inInterface)
  }
}

/** Runs the body for each element; false when there was none. Mirrors `state.walkRange`. */
function rangeOver(s: State, v: Value, variables: number, turn: Turn | undefined, list: Exec): boolean {
  if (v instanceof Slice) {
    const inInterface = v.type.elem?.kind === 'interface'
    const { items } = v
    s.dotInInterface = inInterface
    for (let i = 0; i < items.length; i++) {
      s.budget.step()
      const elem = items[i]
      if (turn !== undefined) turn(s, variables > 1 ? Int.of(i) : undefined, elem, inInterface)
      if (list(s, elem) === BREAK) break
    }
    return items.length > 0
  }
  if (v instanceof Dict) {
    const inInterface = v.type.elem?.kind === 'interface'
    const keys = v.entries.sortedKeys(compareBytes)
    // Go sorts keys and values before the first turn: what the body changes is not seen
    const values = keys.map((key) => v.get(key))
    s.dotInInterface = inInterface
    for (let i = 0; i < keys.length; i++) {
      s.budget.step()
      const elem = values[i]
      if (turn !== undefined) turn(s, keys[i], elem, inInterface)
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
      if (turn !== undefined) turn(s, undefined, elem, false)
      if (list(s, elem) === BREAK) break
    }
    return v.value > 0n
  }
  if (kindOf(v) === 'invalid') return false
  throw s.error("range can't iterate over %s", printed(v, s.budget, false) ?? sprint([v]))
}

/** Mirrors `state.walkTemplate`: no variables but `$` go along. */
function compileTemplate(c: Context, node: TemplateNode): Exec {
  const value = node.pipe && compilePipeline(c, node.pipe)
  return (s, dot) => {
    s.node = node
    const code = s.set.code(node.name)
    if (code === undefined) throw s.error('template %q not defined', node.name)
    if (s.calls.length === MAX_EXEC_DEPTH) throw s.depthError()
    const data = value === undefined ? undefined : value(s, dot)
    const { vars, template, dotInInterface } = s
    s.budget.enter()
    s.budget.step(1 + code.slots)
    s.calls.push(node)
    s.template = code.name
    s.dotInInterface = false
    s.vars = frame(code, data)
    code.exec(s, data)
    s.vars = vars
    s.template = template
    s.dotInInterface = dotInInterface
    s.calls.pop()
    s.budget.leave()
    return NEXT
  }
}
