import { codeHtml, type CodeHtmlOptions } from './code-html.ts'
import { codeLines, type Language } from './code-lines.ts'

const LONG = 1500

/** A file's text with line numbers and colours, without a script. */
export function CodeView({
  text,
  language,
  label,
  ...options
}: { text: string; language: Language; label: string } & CodeHtmlOptions) {
  const whole = text.endsWith('\n') ? text.slice(0, -1) : text
  const lines = codeLines(whole.replaceAll('\r\n', '\n'), language)
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className={lines.length > LONG ? 'code code-long' : 'code'}
      // every piece of it has passed escapeHtml
      dangerouslySetInnerHTML={{
        __html: codeHtml(lines, options),
      }}
    />
  )
}
