import { isPrint, quote } from '../go/strconv/index.ts'
import type { HelmProfile } from './profile.ts'

/** How slog's text handler writes a value: quoted where it would not stand alone. */
function slogText(value: string): string {
  const plain =
    value !== '' && [...value].every((c) => c !== ' ' && c !== '=' && c !== '"' && isPrint(c.codePointAt(0)!))
  return plain ? value : quote(value)
}

/** What Helm writes to standard error on its way, in the form of its version. */
export class Warnings {
  readonly lines: string[] = []
  readonly #slog: boolean

  constructor(profile: HelmProfile) {
    this.#slog = profile.log === 'slog'
  }

  /** A line of Go's log package: Helm 3 puts its own source line before it, Helm 4 passes it to slog. */
  log(at: string, text: string): void {
    this.lines.push(this.#slog ? this.#slogLine('INFO', text, {}) : `${at}: ${text}`)
  }

  /** A message that Helm 4 gives in other words than Helm 3. */
  differ(
    three: string,
    four: {
      level: 'INFO' | 'WARN' | 'ERROR'
      message: string
      attributes?: Readonly<Record<string, string>>
    },
  ): void {
    this.lines.push(this.#slog ? this.#slogLine(four.level, four.message, four.attributes ?? {}) : three)
  }

  /** What only Helm 4 says. */
  slog(
    level: 'INFO' | 'WARN' | 'ERROR',
    message: string,
    attributes: Readonly<Record<string, string>> = {},
  ): void {
    if (this.#slog) this.lines.push(this.#slogLine(level, message, attributes))
  }

  #slogLine(level: string, message: string, attributes: Readonly<Record<string, string>>): string {
    const rest = Object.entries(attributes).map(([key, value]) => ` ${key}=${slogText(value)}`)
    return `level=${level} msg=${slogText(message)}${rest.join('')}`
  }
}
