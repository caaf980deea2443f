import { fromBase64 } from '../bytes.ts'
import { KeyringError, readKeyring, type Keyring } from '../openpgp/keyring.ts'
import type { Primitives } from '../primitives.ts'
import { PublicKeyError, readPublicKey, type PublicKey } from '../public-key.ts'
import { parseManifest } from '../../oci/index.ts'

/** A file as somebody dropped it; a folder has no bytes. */
export interface Dropped {
  readonly name: string
  readonly bytes: Uint8Array | null
}

/** What a dropped file turned out to be. `words` says it to a person. */
export type Sorted = { readonly words: string } & (
  | { readonly kind: 'archive' | 'provenance' | 'bundle' | 'manifest' | 'payload' }
  | { readonly kind: 'keyring'; readonly keyring: Keyring }
  | { readonly kind: 'key'; readonly key: PublicKey }
  | { readonly kind: 'signature'; readonly signature: Uint8Array }
  | { readonly kind: 'unpacked'; readonly chart: UnpackedChart }
  /** nothing here can use it */
  | { readonly kind: 'refused' }
)

/** What an unpacked chart says of itself, as far as that is needed to fetch its archive. */
export interface UnpackedChart {
  readonly name: string
  readonly version: string
}

const refused = (words: string): Sorted => ({ kind: 'refused', words })

/** Longest file of each kind that is looked into; archives have Helm's own limit. */
const MAX_TEXT = 20 * 1024 * 1024

/** Says what a dropped file is, by its content first and by its name only where content cannot tell. Never throws for content. */
export function sortDropped({ name, bytes }: Dropped, primitives: Primitives): Sorted {
  if (bytes === null) return { kind: 'unpacked', words: 'a folder', chart: { name: '', version: '' } }
  const size = `${String(bytes.length).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')} bytes`
  if (bytes.length === 0) return refused('the file is empty')
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return { kind: 'archive', words: `chart archive, ${size}` }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return refused('a zip archive: Helm packs charts as .tgz')
  if (bytes.length > MAX_TEXT) return refused(`neither an archive nor a key, ${size}`)
  if (isKeyringBytes(bytes)) return sortKeyring(bytes, size, primitives)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refused(`neither text nor archive nor key, ${size}`)
  }
  return sortText(name, text, bytes, size, primitives)
}

/** The first byte of an OpenPGP packet, or GnuPG's keybox, whose mark stands at the ninth. */
const isKeyringBytes = (bytes: Uint8Array): boolean =>
  (bytes[0]! & 0xc0) === 0xc0 ||
  (bytes[0]! & 0xc0) === 0x80 ||
  String.fromCharCode(...bytes.subarray(8, 12)) === 'KBXf'

function sortText(
  name: string,
  text: string,
  bytes: Uint8Array,
  size: string,
  primitives: Primitives,
): Sorted {
  if (text.includes('-----BEGIN PGP SIGNED MESSAGE-----'))
    return { kind: 'provenance', words: `provenance, ${size}` }
  if (/-----BEGIN PGP P(?:UBLIC|RIVATE) KEY BLOCK-----/.test(text))
    return sortKeyring(bytes, size, primitives)
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text))
    return refused('a private key: nothing here needs it, keep it where it is')
  if (text.includes('-----BEGIN ')) return sortPem(text, size)
  const json = readJson(text)
  if (json !== undefined) return sortJson(json, bytes, size)
  const signature = fromBase64(text.trim())
  if (signature !== undefined && signature.length >= 64 && signature.length <= 1024)
    return { kind: 'signature', signature, words: `detached signature, ${size}` }
  const chart = /(?:^|\/)Chart\.yaml$/.test(name) ? readChartFile(text) : undefined
  if (chart) return { kind: 'unpacked', chart, words: `of an unpacked chart, ${size}` }
  return /\.prov$/.test(name)
    ? { kind: 'provenance', words: `provenance, ${size}` }
    : refused(`nothing that a verdict could use, ${size}`)
}

function sortKeyring(bytes: Uint8Array, size: string, primitives: Primitives): Sorted {
  try {
    const keyring = readKeyring(bytes, primitives)
    const form = keyring.isArmored ? 'armored' : 'binary'
    const one = keyring.entries.length === 1
    return {
      kind: 'keyring',
      keyring,
      words: `${one ? '1 public key' : `${keyring.entries.length} public keys`}, ${form}, ${size}`,
    }
  } catch (error) {
    if (!(error instanceof KeyringError)) throw error
    return refused(`${error.message}. ${error.cure}`)
  }
}

function sortPem(text: string, size: string): Sorted {
  try {
    const key = readPublicKey(text)
    return { kind: 'key', key, words: `public key, ${key.title}, ${size}` }
  } catch (error) {
    if (!(error instanceof PublicKeyError)) throw error
    return refused(error.message)
  }
}

function sortJson(json: Readonly<Record<string, unknown>>, bytes: Uint8Array, size: string): Sorted {
  if (String(json['mediaType']).startsWith('application/vnd.dev.sigstore.bundle'))
    return { kind: 'bundle', words: `Sigstore bundle, ${size}` }
  if (typeof json['base64Signature'] === 'string') {
    const signature = fromBase64(json['base64Signature'])
    if (signature !== undefined)
      return { kind: 'signature', signature, words: `cosign blob signature, ${size}` }
  }
  if (typeof json['critical'] === 'object' && json['critical'] !== null)
    return { kind: 'payload', words: `cosign payload, ${size}` }
  if (json['schemaVersion'] === 2 && isManifest(bytes, json))
    return { kind: 'manifest', words: `manifest, ${size}` }
  return refused(`JSON, but neither a bundle nor a manifest, ${size}`)
}

function isManifest(bytes: Uint8Array, json: Readonly<Record<string, unknown>>): boolean {
  try {
    const type = json['mediaType']
    return parseManifest(bytes, typeof type === 'string' ? type : OCI_MANIFEST).kind === 'manifest'
  } catch {
    // whatever is wrong with it, it is no manifest
    return false
  }
}

export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json'

function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^\s*\{/.test(text)) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

/** Name and version by their lines: enough to say what to fetch, and nothing rests on it. */
function readChartFile(text: string): UnpackedChart | undefined {
  const line = (key: string) =>
    new RegExp(`^${key}:[ \\t]*["']?([A-Za-z0-9][A-Za-z0-9._+-]*)`, 'm').exec(text)?.[1] ?? ''
  return line('name') === '' && line('version') === ''
    ? undefined
    : { name: line('name'), version: line('version') }
}
