import { StateEffect, StateField, type EditorState, type Extension, type Text } from '@codemirror/state'
import {
  Decoration,
  EditorView,
  gutter,
  GutterMarker,
  WidgetType,
  type DecorationSet,
} from '@codemirror/view'
import { keyOf, lineOfPath, pathAround } from '../../lib/client/value-help.ts'
import { setPath } from '../../lib/client/values-doc.ts'
import type { TraceSummary } from '../../lib/helm/trace/answers.ts'

/** What the editor shows of a trace: how many lines a key touches, and keys that nothing reads. */
export type EditorTrace = Pick<TraceSummary, 'touches' | 'unread'>

const setTrace = StateEffect.define<EditorTrace | null>()

const trace = StateField.define<EditorTrace | null>({
  create: () => null,
  update(value, { effects }) {
    const set = effects.findLast((effect) => effect.is(setTrace))
    return set === undefined ? value : set.value
  },
})

const known = new WeakMap<Text, readonly string[]>()

function linesOf({ doc }: EditorState): readonly string[] {
  let lines = known.get(doc)
  if (lines === undefined) known.set(doc, (lines = doc.toString().split('\n')))
  return lines
}

/** The key that a line of values stands in; what lies in a list belongs to the list. Lines count from 0. */
export function pathAtLine(lines: readonly string[], line: number): readonly string[] | null {
  let least = Infinity
  for (let i = line; i >= 0; i--) {
    const text = lines[i]!
    if (/^\s*(?:#|$)/.test(text)) {
      if (i === line) return null
      continue
    }
    const indent = /^ */.exec(text)![0].length
    if (indent >= least) continue
    least = indent
    const name = keyOf(text)
    const around = name === null || /^\s*- /.test(text) ? null : pathAround(lines, i)
    if (around !== null) return [...around, name!]
  }
  return null
}

class Count extends GutterMarker {
  readonly count: number
  constructor(count: number) {
    super()
    this.count = count
  }
  override eq(other: Count): boolean {
    return other.count === this.count
  }
  override toDOM(): Node {
    const box = document.createElement('span')
    box.textContent = String(this.count)
    box.title =
      this.count === 0 ? 'touches no line' : `touches ${this.count} ${this.count === 1 ? 'line' : 'lines'}`
    if (this.count === 0) box.className = 'text-caution'
    return box
  }
}

const counts = gutter({
  class: 'cm-touches',
  lineMarker(view, line) {
    const told = view.state.field(trace)
    if (told === null) return null
    const lines = linesOf(view.state)
    const number = view.state.doc.lineAt(line.from).number - 1
    const name = keyOf(lines[number]!)
    const around = name === null ? null : pathAround(lines, number)
    if (around === null || /^\s*- /.test(lines[number]!)) return null
    return new Count(told.touches.get(setPath([...around, name!])) ?? 0)
  },
  lineMarkerChange: (update) =>
    update.transactions.some(({ effects }) => effects.some((e) => e.is(setTrace))),
  initialSpacer: () => new Count(888),
})

/** Below a key that nothing reads: that it is so, and the key that was probably meant. */
class Unread extends WidgetType {
  readonly name: string
  readonly meant: string | null
  constructor(name: string, meant: string | null) {
    super()
    this.name = name
    this.meant = meant
  }
  override eq(other: Unread): boolean {
    return other.name === this.name && other.meant === this.meant
  }
  override toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('div')
    box.className = 'cm-unread font-sans'
    const words = box.appendChild(document.createElement('span'))
    words.textContent = `Nothing reads ${this.name}`
    const { meant } = this
    if (meant !== null) {
      const button = box.appendChild(document.createElement('button'))
      button.type = 'button'
      button.textContent = `use ${meant}`
      button.addEventListener('click', () => {
        const at = view.posAtDOM(box)
        const line = view.state.doc.lineAt(Math.max(0, at - 1))
        const start = line.text.indexOf(this.name)
        if (start < 0) return
        view.dispatch({
          changes: { from: line.from + start, to: line.from + start + this.name.length, insert: meant },
        })
        view.focus()
      })
    }
    return box
  }
  override ignoreEvent(): boolean {
    return true
  }
}

const unread = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const told = transaction.effects.findLast((effect) => effect.is(setTrace))
    if (told === undefined) return marks.map(transaction.changes)
    const { state } = transaction
    const lines = linesOf(state)
    const widgets = (told.value?.unread ?? []).flatMap(({ names, meant }) => {
      if (!names.every((name) => typeof name === 'string')) return []
      const at = lineOfPath(lines, names)
      if (at === null || keyOf(lines[at]!) !== names.at(-1)) return []
      const line = state.doc.line(at + 1)
      return [
        Decoration.widget({ widget: new Unread(names.at(-1)!, meant), block: true, side: 1 }).range(line.to),
      ]
    })
    return Decoration.set(widgets, true)
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** The editor's part of tracing; `onPath` gets the key that the cursor stands in. */
export const editorTrace = (onPath: (path: readonly string[] | null) => void): Extension => [
  trace,
  unread,
  counts,
  EditorView.updateListener.of(({ state, selectionSet, docChanged, focusChanged, view }) => {
    if (!selectionSet && !docChanged && !focusChanged) return
    if (!view.hasFocus) return
    onPath(pathAtLine(linesOf(state), state.doc.lineAt(state.selection.main.head).number - 1))
  }),
  EditorView.theme({
    '.cm-touches .cm-gutterElement': {
      padding: '0 6px 0 0',
      textAlign: 'right',
      fontSize: '11px',
    },
    '.cm-unread': {
      display: 'flex',
      gap: '12px',
      padding: '3px 10px',
      backgroundColor: 'var(--color-caution-wash)',
      color: 'var(--color-caution)',
      borderLeft: '2px solid var(--color-caution)',
      fontSize: '12px',
      lineHeight: '18px',
    },
    '.cm-unread button': { textDecoration: 'underline', color: 'var(--color-ink)', cursor: 'pointer' },
  }),
]

/** Shows another trace; null for none. */
export function showTrace(view: EditorView, told: EditorTrace | null): void {
  view.dispatch({ effects: setTrace.of(told) })
}

/** Puts the cursor on a key, or the deepest one around it that is there. */
export function goToKey(view: EditorView, names: readonly (string | number)[]): void {
  const to = names.findIndex((name) => typeof name === 'number')
  const path = (to < 0 ? names : names.slice(0, to)) as readonly string[]
  const at = lineOfPath(linesOf(view.state), path)
  if (at !== null) {
    const line = view.state.doc.line(at + 1)
    view.dispatch({
      selection: { anchor: line.to },
      effects: EditorView.scrollIntoView(line.from, { y: 'center' }),
    })
  }
  view.focus()
}
