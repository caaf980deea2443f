'use client'

import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useRef } from 'react'
import { editorHelp, helpLater, problemLines, showProblems } from './editor-help.ts'
import { editorTrace, goToKey, showTrace, type EditorTrace } from './editor-trace.ts'
import type { ValueProblem } from './value-problems.ts'

interface Props {
  readonly label: string
  readonly text: string
  /** the chart's own values and schema, which say what can be written; none where nothing can be */
  readonly told?: { readonly defaults: string; readonly schema: string | null } | undefined
  readonly problems?: readonly ValueProblem[]
  /** what is known of where the values go; null until it is */
  readonly trace?: EditorTrace | null
  /** a key to go to; a new object asks again for the same key */
  readonly goTo?: { readonly names: readonly (string | number)[] } | null
  readonly onPath?: ((path: readonly string[] | null) => void) | undefined
  /** none: read only */
  readonly onChange?: ((text: string) => void) | undefined
}

const colours = HighlightStyle.define([
  {
    tag: [
      tags.content,
      tags.string,
      tags.special(tags.string),
      tags.attributeValue,
      tags.number,
      tags.bool,
      tags.null,
    ],
    color: 'var(--color-value)',
  },
  {
    tag: [tags.comment, tags.punctuation, tags.separator, tags.meta, tags.squareBracket, tags.brace],
    color: 'var(--color-ink-3)',
  },
  {
    tag: [tags.propertyName, tags.definition(tags.propertyName), tags.labelName, tags.typeName],
    color: 'var(--color-ink)',
  },
])

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '12px', backgroundColor: 'transparent', color: 'var(--color-ink)' },
  '&.cm-focused': { outline: '2px solid var(--color-accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '20px', overflow: 'auto' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--color-accent)' },
  '.cm-line': { padding: '0 16px 0 8px' },
  '.cm-gutters': { backgroundColor: 'transparent', border: 'none', color: 'var(--color-ink-3)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '36px', padding: '0 8px 0 0' },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, var(--color-accent-wash) 60%, transparent)',
  },
  '.cm-cursor': { borderLeftColor: 'var(--color-accent)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'light-dark(#cfe2f5, #1d4468)',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--color-accent-wash)' },
  '.cm-placeholder': { color: 'var(--color-ink-3)' },
  '.cm-panels': {
    backgroundColor: 'var(--color-rail)',
    color: 'var(--color-ink)',
    borderColor: 'var(--color-line)',
  },
  '.cm-panel.cm-search input, .cm-panel.cm-search button': {
    font: 'inherit',
    backgroundImage: 'none',
    backgroundColor: 'var(--color-ground)',
    border: '1px solid var(--color-control)',
    borderRadius: '4px',
    color: 'var(--color-ink)',
  },
})

const shared: Extension = [
  lineNumbers(),
  drawSelection(),
  highlightSelectionMatches(),
  search({ top: true }),
  yaml(),
  syntaxHighlighting(colours),
  indentUnit.of('  '),
  look,
]

/** The page's policy lets styles in only with the nonce that it came with; a later page's own would be refused. */
const documentNonce = (): string => document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''

const NONE: readonly ValueProblem[] = []

/** One layer of values as text. Mounted anew for each layer, so that undoing stays within one. */
export default function ValuesEditor({
  label,
  text,
  onChange,
  told,
  problems = NONE,
  trace = null,
  goTo = null,
  onPath,
}: Props) {
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView>(null)
  const tell = useRef(onChange)
  const tellPath = useRef(onPath)
  useEffect(() => {
    tell.current = onChange
    tellPath.current = onPath
  }, [onChange, onPath])
  const initial = useRef(text)

  useEffect(() => {
    const writable = tell.current !== undefined
    const view = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: initial.current,
        extensions: [
          EditorView.cspNonce.of(documentNonce()),
          shared,
          EditorView.contentAttributes.of({ 'aria-label': label }),
          editorTrace((path) => tellPath.current?.(path)),
          writable
            ? [
                history(),
                problemLines,
                told === undefined ? [] : editorHelp(helpLater(told.defaults, told.schema)),
                highlightActiveLine(),
                placeholder('# own values, in YAML'),
                keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
                EditorView.updateListener.of((update) => {
                  if (update.docChanged) tell.current?.(update.state.doc.toString())
                }),
              ]
            : [EditorState.readOnly.of(true), keymap.of([...defaultKeymap, ...searchKeymap])],
        ],
      }),
    })
    editor.current = view
    return () => {
      editor.current = null
      view.destroy()
    }
  }, [label, told])

  useEffect(() => {
    if (editor.current !== null) showProblems(editor.current, problems)
  }, [problems])

  useEffect(() => {
    if (editor.current !== null) showTrace(editor.current, trace)
  }, [trace, label])
  useEffect(() => {
    if (editor.current !== null && goTo !== null) goToKey(editor.current, goTo.names)
  }, [goTo, label])

  return <div ref={place} className="min-h-0 flex-1 overflow-hidden" />
}
