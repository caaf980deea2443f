import type { Token } from './code-lines.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as HTML text or attribute. Control characters and those that turn the direction of writing are shown, not obeyed. */
export const escapeHtml = (text: string): string =>
  text
    .replace(/[&<>"']/g, (c) => ENTITIES[c]!)
    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )

const CLASSES = { plain: '', value: 'v', faint: 'f', name: 'n' } as const

export interface LineNote {
  /** at the right end of a line, in words */
  readonly text: string
  readonly href?: string
}

export interface CodeHtmlOptions {
  /** before the number in ids, so that two panes on a page do not meet */
  readonly prefix?: string
  /** the address behind a name after include and its like; null leaves it words */
  readonly nameHref?: (name: string) => string | null
  readonly notes?: ReadonlyMap<number, LineNote>
  /** the line one came for, from 1 */
  readonly here?: number
}

/**
 * Lines of code as one HTML string: numbers that are links to themselves, then the line. A string, because thousands of
 * lines as elements would weigh as much again in the page's own data. Everything from outside passes `escapeHtml`.
 */
export function codeHtml(
  lines: readonly (readonly Token[])[],
  { prefix = 'L', nameHref, notes, here }: CodeHtmlOptions = {},
): string {
  return lines
    .map((tokens, i) => {
      const number = i + 1
      const id = `${prefix}${number}`
      const note = notes?.get(number)
      const end =
        note === undefined
          ? ''
          : note.href === undefined
            ? `<span class="r">${escapeHtml(note.text)}</span>`
            : `<a class="r" href="${escapeHtml(note.href)}">${escapeHtml(note.text)}</a>`
      return `<div class="ln${number === here ? ' at' : ''}" id="${id}"><a href="#${id}" tabindex="-1">${number}</a><code>${tokens.map((token) => tokenHtml(token, nameHref)).join('')}</code>${end}</div>`
    })
    .join('')
}

function tokenHtml({ kind, text }: Token, nameHref: CodeHtmlOptions['nameHref']): string {
  const html = escapeHtml(text)
  if (kind === 'plain') return html
  if (kind === 'name') {
    const href = nameHref?.(text.replace(/^["`]|["`]$/g, '')) ?? null
    if (href !== null) return `<a class="n" href="${escapeHtml(href)}">${html}</a>`
    return `<span class="v">${html}</span>`
  }
  return `<span class="${CLASSES[kind]}">${html}</span>`
}
