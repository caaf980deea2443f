import type { RenderedObject } from '../request.ts'

/** A document as it is printed below its `# Source:` line, and what the page says of it. */
export class Part {
  readonly source: string
  readonly text: string
  readonly isCrd: boolean
  /** looked up only where somebody lists objects */
  readonly about: () => Pick<RenderedObject, 'apiVersion' | 'kind' | 'name' | 'namespace' | 'hooks'>
  #lines: number | undefined

  constructor(source: string, text: string, isCrd: boolean, about: Part['about']) {
    this.source = source
    this.text = text
    this.isCrd = isCrd
    this.about = about
  }

  get printed(): string {
    return `---\n# Source: ${this.source}\n${this.text}\n`
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
