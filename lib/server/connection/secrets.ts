/** Strings that must never be shown. Words from the other side pass through it, since a server may echo what it was sent. */
export class Secrets {
  readonly #known = new Set<string>()

  add(...secrets: readonly string[]): void {
    // a very short secret would blot out ordinary words, and says little
    for (const secret of secrets) if (secret.length >= 4) this.#known.add(secret)
  }

  /** `text` with every known secret replaced. */
  redact(text: string): string {
    let clean = text
    for (const secret of this.#known) clean = clean.replaceAll(secret, '[redacted]')
    return clean
  }
}
