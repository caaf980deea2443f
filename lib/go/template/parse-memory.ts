/** Characters of template text that are kept parsed, between renders too: some dozens of large charts. */
const MAX_CHARACTERS = 32 * 1024 * 1024

/** Parsed texts under the name they were parsed for. Forgets the oldest when it holds too much. */
export class ParseMemory<Parsed> {
  // the text comes first: the engine has hashed it already, while a joined key would be hashed anew
  readonly #byText = new Map<string, Map<string, Parsed>>()
  #characters = 0

  get(name: string, text: string): Parsed | undefined {
    return this.#byText.get(text)?.get(name)
  }

  set(name: string, text: string, parsed: Parsed): void {
    let byName = this.#byText.get(text)
    if (byName === undefined) this.#byText.set(text, (byName = new Map()))
    byName.set(name, parsed)
    this.#characters += cost(text)
    for (const [oldest, names] of this.#byText) {
      if (this.#characters <= MAX_CHARACTERS || oldest === text) break
      this.#byText.delete(oldest)
      this.#characters -= cost(oldest) * names.size
    }
  }
}

/** A tree costs more than its text, and even an empty one something. */
const cost = (text: string): number => text.length + 64
