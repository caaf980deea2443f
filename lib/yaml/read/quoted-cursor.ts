import { isBlankOrNul } from './chars.ts'
import { GIVE_UP } from './quick-scalar.ts'
import type { QuotedSource } from './scan-quoted.ts'

/** Lets the full reader's code for quoted scalars work for the quick one: any mistake makes that give up. */
export class QuotedCursor implements QuotedSource {
  readonly text: string
  position: number
  readonly line = 0
  #lineStart = -1

  constructor(text: string, position: number) {
    this.text = text
    this.position = position
  }

  need(): void {}

  fail(): never {
    throw GIVE_UP
  }

  atDocumentIndicator(): boolean {
    if (this.position !== this.#lineStart) return false
    const { text, position } = this
    const c = text.charCodeAt(position)
    if ((c !== 45 && c !== 46) || text.charCodeAt(position + 1) !== c || text.charCodeAt(position + 2) !== c)
      return false
    return isBlankOrNul(text.charCodeAt(position + 3))
  }

  /** The quick reader has no breaks but LF. */
  skipLine(): void {
    this.#lineStart = ++this.position
  }

  readLine(): string {
    this.skipLine()
    return '\n'
  }
}
