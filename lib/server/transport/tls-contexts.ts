import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import type { TlsMaterial } from '../connection/tls-material.ts'

let system: readonly string[] | undefined

/** Authorities that the operating system trusts and Node does not by itself. Reading them takes a while, so only once. */
const systemOnly = (): readonly string[] => {
  if (system === undefined) {
    const known = new Set(getCACertificates('default'))
    system = getCACertificates('system').filter((certificate) => !known.has(certificate))
  }
  return system
}

/** The TLS contexts of one connection, each made once. */
export class TlsContexts {
  readonly #material: TlsMaterial
  readonly #made = new Map<string, SecureContext>()
  /** whether the system's authorities were needed before */
  #withSystem = false

  constructor(material: TlsMaterial) {
    this.#material = material
  }

  get verify(): boolean {
    return this.#material.verify
  }

  get hasClient(): boolean {
    return this.#material.client !== undefined
  }

  context(showClient: boolean): SecureContext {
    const { ca, client } = this.#material
    const key = `${showClient} ${this.#withSystem}`
    let made = this.#made.get(key)
    if (made === undefined) {
      const authorities = this.#withSystem ? [...(ca ?? getCACertificates('default')), ...systemOnly()] : ca
      made = createSecureContext({ ...(authorities && { ca: [...authorities] }), ...(showClient && client) })
      this.#made.set(key, made)
    }
    return made
  }

  /**
   * Trusts the system's authorities too from now on, as Go's clients do; false when that adds nothing. Asked only when a
   * certificate is not trusted without them.
   */
  addSystem(): boolean {
    if (this.#withSystem || !this.verify || systemOnly().length === 0) return false
    this.#withSystem = true
    return true
  }
}
