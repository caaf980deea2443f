import type { RenderedObject } from '../request.ts'

type About = Pick<RenderedObject, 'apiVersion' | 'kind' | 'name' | 'namespace' | 'hooks'>

/** A document as it is printed below its `# Source:` line, and what the page says of it. */
export class Part {
  readonly source: string
  readonly text: string
  readonly isCrd: boolean
  readonly #printed: string | undefined
  readonly #look: () => About
  #about: About | undefined
  #lines: number | undefined

  constructor(source: string, text: string, isCrd: boolean, look: () => About, printed?: string) {
    this.source = source
    this.text = text
    this.isCrd = isCrd
    this.#look = look
    this.#printed = printed
  }

  /** What the page lists of it; looked up only where somebody lists objects. */
  about(): About {
    return (this.#about ??= this.#look())
  }

  /** All its lines in standard output, the last newline too. */
  get printed(): string {
    return this.#printed ?? `---\n# Source: ${this.source}\n${this.text}\n`
  }

  /** Lines of the text. */
  get lines(): number {
    return (this.#lines ??= countLines(this.text))
  }
}

export function countLines(text: string): number {
  let count = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}
