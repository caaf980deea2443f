import { normal } from '../../text.ts'
import { BudgetError, GoError, type Run, type Value } from '../../value.ts'
import type { Template, TemplateSet } from '../template-set.ts'
import { variablesOf } from './exec.ts'
import { Spans, type Frame, type Provenance } from './origin.ts'
import { Origin } from './origin.ts'
import { TracedState, type Trace } from './state.ts'

/** What a traced template wrote, and where from. */
export interface TracedText {
  readonly text: string
  readonly spans: Spans
}

/**
 * Runs a template with tracing: the same output as `TemplateSet.run`, with the pieces that it is made of.
 * @param known what is known of `dot`
 * @param source the text of the template, where it came out of values
 * @throws as `TemplateSet.run`
 */
export function runTraced(
  trace: Trace,
  run: Run,
  set: TemplateSet,
  template: Template,
  dot: Value,
  known: Provenance,
  frame: Frame,
  source?: TracedState['source'],
): TracedText {
  const { budget } = run
  const { depth } = budget
  budget.enter()
  try {
    const code = trace.code(template)
    budget.step(1 + code.slots)
    const data = dot ?? undefined
    const state = new TracedState(
      trace,
      run,
      set,
      template.name,
      variablesOf(code, data),
      known,
      frame,
      source,
    )
    code.exec(state, data)
    const text = normal(state.out)
    if (text.length === state.out.length) return { text, spans: state.spans }
    return { text, spans: asOne(state.spans, text.length, frame) }
  } catch (error) {
    if (!isStackOverflow(error)) throw error
    throw new BudgetError('DEPTH_LIMIT', budget.depth)
  } finally {
    budget.depth = depth
  }
}

/** One piece for a text whose pieces cannot be told apart any more. */
function asOne(spans: Spans, length: number, frame: Frame): Spans {
  const first = spans.parts.find((part) => part instanceof Origin)
  if (first === undefined) return new Spans()
  return new Spans([length], [new Origin(first.place, first.frame, spans.collapse(frame))])
}

const isStackOverflow = (error: unknown): boolean =>
  error instanceof Error &&
  /call stack|too much recursion/i.test(error.message) &&
  !(error instanceof GoError)
