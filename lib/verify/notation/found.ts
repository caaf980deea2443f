/** A Notary Project signature manifest as it was found: its one layer is an envelope. */
export interface FoundEnvelope {
  readonly from: string
  readonly envelopes: readonly { readonly mediaType: string; readonly bytes: Uint8Array }[]
}
