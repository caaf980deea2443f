import { autocompletion, type Completion, type CompletionSource } from '@codemirror/autocomplete'
import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state'
import { Decoration, EditorView, hoverTooltip, type DecorationSet } from '@codemirror/view'
import { keyOf, pathAround, readHelp, type KeyHelp, type ValueHelp } from '../../lib/client/value-help.ts'
import type { ValueProblem } from './value-problems.ts'

/** What the chart says of its values, offered where they are written: names on the way, words on hover. */
export const editorHelp = (help: () => ValueHelp): Extension => [
  autocompletion({ override: [keyNames(help), fixedValues(help)], icons: false, interactionDelay: 0 }),
  hoverTooltip((view, position) => {
    const line = view.state.doc.lineAt(position)
    const found = helpOfLine(help(), view.state, line.number)
    const start = line.from + /^ */.exec(line.text)![0].length
    if (found === null || position > start + found.name.length + 2) return null
    return {
      pos: start,
      end: start + found.name.length,
      above: true,
      create: () => ({ dom: wordsOf(found) }),
    }
  }),
  EditorView.theme({
    '.cm-tooltip': {
      backgroundColor: 'var(--color-ground)',
      color: 'var(--color-ink)',
      border: '1px solid var(--color-line-strong)',
      borderRadius: '6px',
      boxShadow: 'var(--shadow-float)',
      overflow: 'hidden',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', fontSize: '12px' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px', lineHeight: '20px' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
      backgroundColor: 'var(--color-accent-wash)',
      color: 'var(--color-ink)',
    },
    '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
    '.cm-completionDetail': { color: 'var(--color-ink-3)', fontStyle: 'normal', marginLeft: '12px' },
    '.cm-tooltip.cm-completionInfo': { padding: '0', maxWidth: '340px' },
    // the line, not the text: a browser carries the look of text over to what is typed in its place, as forbidden styles
    '.cm-line.cm-refused': {
      backgroundColor: 'var(--color-broken-wash)',
      boxShadow: 'inset 2px 0 var(--color-broken)',
    },
  }),
]

/** Reads what a chart says when the browser has time for it, at the latest when it is asked for. */
export function helpLater(defaults: string, schema: string | null): () => ValueHelp {
  let read: ValueHelp | undefined
  const help = (): ValueHelp => (read ??= readHelp(defaults, schema))
  if ('requestIdleCallback' in window) requestIdleCallback(help)
  return help
}

const setProblems = StateEffect.define<readonly ValueProblem[]>()

/** Lines that the renderer refused, until it has judged what they have become. */
export const problemLines: Extension = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const set = transaction.effects.findLast((effect) => effect.is(setProblems))
    return set === undefined ? marks.map(transaction.changes) : marksOf(transaction.state, set.value)
  },
  provide: (field) => EditorView.decorations.from(field),
})

function marksOf({ doc }: EditorState, problems: readonly ValueProblem[]): DecorationSet {
  const marks = problems.flatMap(({ line, message }) => {
    if (line >= doc.lines) return []
    const attributes = { class: 'cm-refused', title: message }
    return [Decoration.line({ attributes }).range(doc.line(line + 1).from)]
  })
  return Decoration.set(marks, true)
}

/** Marks lines that the renderer refused; what was marked before goes. */
export function showProblems(view: EditorView, problems: readonly ValueProblem[]): void {
  view.dispatch({ effects: setProblems.of(problems) })
}

const linesOf = (state: EditorState): string[] => state.doc.toString().split('\n')

function helpOfLine(help: ValueHelp, state: EditorState, number: number): KeyHelp | null {
  const lines = linesOf(state)
  const name = keyOf(lines[number - 1] ?? '')
  const around = name === null ? null : pathAround(lines, number - 1)
  return around === null ? null : help.at([...around, name!])
}

/** Names of keys, where a line holds nothing but the beginning of one. */
const keyNames =
  (help: () => ValueHelp): CompletionSource =>
  ({ state, pos, explicit }) => {
    const line = state.doc.lineAt(pos)
    const [whole, spaces] = /^( *)[\w./-]*$/.exec(line.text.slice(0, pos - line.from)) ?? []
    if (whole === undefined || (whole === spaces && !explicit)) return null
    const around = pathAround(linesOf(state), line.number - 1, spaces!.length)
    if (around === null) return null
    const options = help()
      .below(around)
      .map((key) => completionOf(key, spaces!))
    return { from: line.from + spaces!.length, options, validFor: /^[\w./-]*$/ }
  }

function completionOf(key: KeyHelp, indent: string): Completion {
  const plain = /^[A-Za-z_][\w./-]*$/.test(key.name) ? key.name : JSON.stringify(key.name)
  return {
    label: plain,
    detail: key.shown === '' ? key.type : `${key.type} ${key.shown}`,
    apply: key.isMap && key.shown === '' ? `${plain}:\n${indent}  ` : `${plain}: `,
    ...(key.description !== '' && { info: () => wordsOf(key) }),
  }
}

/** The values of a key that has only a few. */
const fixedValues =
  (help: () => ValueHelp): CompletionSource =>
  ({ state, pos }) => {
    const line = state.doc.lineAt(pos)
    const typed = /:\s+(\w*)$/.exec(line.text.slice(0, pos - line.from))
    const key = typed === null ? null : helpOfLine(help(), state, line.number)
    if (key === null || key.type !== 'boolean') return null
    return { from: pos - typed![1]!.length, options: [{ label: 'true' }, { label: 'false' }] }
  }

function wordsOf(key: KeyHelp): HTMLElement {
  const box = document.createElement('div')
  box.className = 'max-w-[340px] px-3 py-2 font-sans text-label leading-[18px]'
  const head = box.appendChild(document.createElement('p'))
  head.className = 'font-mono text-ink-2 wrap-anywhere'
  head.textContent = [key.set, key.type, key.shown].filter((part) => part !== '').join(' · ')
  if (key.description !== '') {
    const words = box.appendChild(document.createElement('p'))
    words.className = 'mt-1 text-ink'
    words.textContent = key.description
  }
  return box
}
