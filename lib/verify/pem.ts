import { fromBase64 } from './bytes.ts'

export interface Pem {
  /** `PUBLIC KEY`, `CERTIFICATE`, … */
  readonly label: string
  readonly der: Uint8Array
}

/** Every PEM block of a text, RFC 7468; undefined where one is broken. */
export function readPem(text: string): Pem[] | undefined {
  const found: Pem[] = []
  for (const [, label, body, end] of text.matchAll(
    /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END ([A-Z0-9 ]+)-----/g,
  )) {
    const der = fromBase64(body!.replaceAll(/\s/g, ''))
    if (der === undefined || der.length === 0 || label !== end) return undefined
    found.push({ label: label!, der })
  }
  return found
}
