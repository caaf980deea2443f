import { GoError } from '../../go/value.ts'

/** Go's `io.EOF`: the text is used up. `wrapped` holds the words put around it on its way, "" for none. */
export class EndOfText extends GoError {
  readonly wrapped: boolean
  constructor(message = 'EOF', wrapped = false) {
    super(message)
    this.wrapped = wrapped
  }
}

/** What was read, and the stop character that ended it. */
export interface Run {
  readonly text: string
  readonly last: string
  /** the text ended before a stop character came */
  readonly ended: boolean
}

/** A text read rune by rune, as a `bytes.Buffer`. */
export class Cursor {
  readonly #runes: readonly string[]
  #at = 0
  constructor(text: string) {
    this.#runes = [...text]
  }

  /** The next rune, or undefined at the end. */
  read(): string | undefined {
    return this.#runes[this.#at++]
  }

  unread(): void {
    this.#at--
  }

  /** All that is left, without reading it. */
  rest(): string {
    return this.#runes.slice(this.#at).join('')
  }

  skip(runes: number): void {
    this.#at += runes
  }

  /** Reads up to a rune of `stop`; with `escapes` a backslash makes the next rune an ordinary one. */
  until(stop: string, escapes: boolean): Run {
    let text = ''
    for (;;) {
      let rune = this.read()
      if (rune === undefined) return { text, last: '', ended: true }
      if (stop.includes(rune)) return { text, last: rune, ended: false }
      if (escapes && rune === '\\') {
        rune = this.read()
        if (rune === undefined) return { text, last: '', ended: true }
      }
      text += rune
    }
  }
}
