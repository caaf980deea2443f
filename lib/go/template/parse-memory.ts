/** Bytes, estimated, of parsed and compiled texts that are kept: some dozens of large charts. */
const MAX_BYTES = 64 * 1024 * 1024
/** What an action takes, about, and a text at the least. */
const ACTION = 1500

/** Parsed texts under the name they were parsed for. Forgets the oldest when it holds too much. */
export class ParseMemory<Parsed> {
  // the text comes first: the engine has hashed it already, while a joined key would be hashed anew
  readonly #byText = new Map<string, Map<string, Parsed>>()
  #bytes = 0

  get(name: string, text: string): Parsed | undefined {
    return this.#byText.get(text)?.get(name)
  }

  set(name: string, text: string, parsed: Parsed): void {
    let byName = this.#byText.get(text)
    if (byName === undefined) this.#byText.set(text, (byName = new Map()))
    byName.set(name, parsed)
    this.#bytes += cost(text)
    for (const [oldest, names] of this.#byText) {
      if (this.#bytes <= MAX_BYTES || oldest === text) break
      this.#byText.delete(oldest)
      this.#bytes -= cost(oldest) * names.size
    }
  }
}

function cost(text: string): number {
  let actions = 1
  for (let at = text.indexOf('{{'); at >= 0; at = text.indexOf('{{', at + 2)) actions++
  return 2 * text.length + ACTION * actions
}
