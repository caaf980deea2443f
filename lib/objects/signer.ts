/** As much of a verdict as it takes to say who signed. */
export interface SignedBy {
  readonly status: string
  readonly mechanisms: readonly {
    readonly mechanism: string
    readonly status: string
    readonly signer?:
      | {
          readonly fingerprint?: string | undefined
          readonly userIds?: readonly string[] | undefined
          readonly identity?: string | undefined
          readonly issuer?: string | undefined
        }
      | undefined
  }[]
}

export interface SignerName {
  /** a person's or a workflow's name; "" where only a key is known */
  readonly name: string
  /** the key's last eight digits, "" for certificates */
  readonly key: string
  /** what makes two signers the same */
  readonly id: string
}

const WORDS: Readonly<Record<string, string>> = {
  verified: 'verified',
  untrusted: 'signer not trusted',
  invalid: 'verification failed',
  unsigned: 'not signed',
  unknown: 'could not check',
}

/** Who signed, by the mechanism that the verdict comes from; null where nobody is known to have. */
export function signerOf({ status, mechanisms }: SignedBy): SignerName | null {
  const from = mechanisms.find((m) => m.status === status && m.signer !== undefined)
  const signer = from?.signer
  if (signer === undefined) return null
  const userId = signer.userIds?.[0] ?? ''
  const name = userId.replace(/\s*(?:\([^)]*\)\s*)?<[^>]*>\s*$/, '') || userId || signer.identity || ''
  const key = (signer.fingerprint ?? '').slice(-8).replace(/^(.{4})(.{4})$/, '$1 $2')
  return { name, key, id: [signer.fingerprint, signer.identity, signer.issuer].join('\0') }
}

/** `verified, Platform Release F97A AF0B`. */
export function verdictLine(verdict: SignedBy): string {
  const signer = signerOf(verdict)
  const words = WORDS[verdict.status] ?? verdict.status
  return signer === null
    ? words
    : `${words}, ${[signer.name, signer.key].filter((part) => part !== '').join(' ')}`
}

/** Whether the same key or identity signed both; null where one of them has no signer. */
export function isSameSigner(before: SignedBy, after: SignedBy): boolean | null {
  const [old, now] = [signerOf(before), signerOf(after)]
  return old === null || now === null ? null : old.id === now.id
}
