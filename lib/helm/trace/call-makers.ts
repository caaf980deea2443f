import { replaceAll } from '../../go/strings.ts'
import { quote } from '../../go/strconv/index.ts'
import { Frame, Spans } from '../../go/template/traced/origin.ts'
import { union } from '../../go/template/traced/reads.ts'
import { runTraced, type TracedText } from '../../go/template/traced/run.ts'
import type { Maker } from '../../go/template/traced/state.ts'
import { GoError } from '../../go/value.ts'
import { NO_VALUE, RECURSION_MAX, wrapped } from '../engine/include.ts'
import type { HelmRun } from '../engine/run.ts'

/** A text without `<no value>`, as Helm cleans what templates write. */
export function withoutNoValue({ text, spans }: TracedText): TracedText {
  const clean = replaceAll(text, NO_VALUE, '')
  if (clean.length === text.length) return { text, spans }
  const kept = new Spans()
  let from = 0
  for (let at = text.indexOf(NO_VALUE); at >= 0; at = text.indexOf(NO_VALUE, from)) {
    kept.addRange(spans, from, at)
    from = at + NO_VALUE.length
    const removed = new Spans()
    removed.addRange(spans, at, from)
    for (const part of removed.parts) kept.add(kept.end, part)
  }
  kept.addRange(spans, from, text.length)
  return { text: clean, spans: kept }
}

/** `include`, as engine/include.ts, with the pieces of what the template wrote. */
const include: Maker = (call) => {
  const { s, func, args, known, place } = call
  const [name, data] = args as [string, (typeof args)[0]]
  const run = s.run as HelmRun
  const template = run.set.lookup(name)
  const { included } = run
  const count = included.get(name) ?? 0
  // its own words for what cannot be included
  if (template === undefined || count > RECURSION_MAX) return func.call(run, args)
  included.set(name, count + 1)
  const chosenBy = union(s.whole(name, known[0]), s.trace.definedBy(name))
  const frame = new Frame('include', s.frame, place, name, chosenBy)
  const { source } = s
  try {
    const { text, spans } = runTraced(
      s.trace,
      run,
      run.set,
      template,
      data,
      known[1],
      frame,
      source !== undefined && template.tree.text === source.text ? source : undefined,
    )
    s.known = chosenBy === undefined ? spans : marked(spans, text, frame)
    return text
  } finally {
    included.set(name, included.get(name)! - 1)
  }
}

/** A text between the marks of the call that wrote it. */
function marked(spans: Spans, text: string, frame: Frame): Spans {
  const out = new Spans([0], [frame.opens])
  out.addRange(spans, 0, text.length)
  out.add(text.length, frame.closes)
  return out
}

/** `tpl`: the text is a template, and what is known of it counts for everything that it writes. */
const tpl: Maker = (call) => {
  const { s, args, known, place } = call
  const [text, data] = args as [string, (typeof args)[0]]
  const set = (s.run as HelmRun).set.clone()
  let template
  try {
    template = set.parse('gotpl', text)
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    throw wrapped(`cannot parse template ${quote(text)}: ${error.message}`, error)
  }
  const frame = new Frame('tpl', s.frame, place)
  const source = known[0] === undefined ? undefined : { text: template.tree.text, known: known[0] }
  try {
    const run = (s.run as HelmRun).over(set)
    const made = withoutNoValue(runTraced(s.trace, run, set, template, data, known[1], frame, source))
    s.known = made.text === '' && known[0] !== undefined ? s.whole(text, known[0]) : made.spans
    return made.text
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    throw wrapped(`error during tpl function execution for ${quote(text)}: ${error.message}`, error)
  }
}

export const callMakers: Readonly<Record<string, Maker>> = { include, tpl }
