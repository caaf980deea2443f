import type { ValuesLayer } from '../helm/request.ts'

/** Values as they travel in an address: files and flags, in order. */
export type FragmentLayer =
  | Extract<ValuesLayer, { kind: 'file' }>
  | { readonly kind: Exclude<ValuesLayer['kind'], 'file' | 'set-file'>; readonly text: string }

const PREFIX = 'v1.'
/** Values of people are small; what is larger than this in an address was made to harm. */
const LARGEST = 4 * 1024 * 1024

const toBase64 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))

async function pipe(
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
  largest: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(through).getReader()
  const parts: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > largest) {
      await reader.cancel()
      throw new RangeError('too large')
    }
    parts.push(value)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Layers as a URL's fragment, without `#`; "" for none. No browser sends it to a server. */
export async function writeFragment(layers: readonly FragmentLayer[]): Promise<string> {
  if (layers.length === 0) return ''
  const short = layers.map((layer) =>
    layer.kind === 'file' ? ['file', layer.text, layer.name] : [layer.kind, layer.text],
  )
  const bytes = new TextEncoder().encode(JSON.stringify(short))
  return PREFIX + toBase64(await pipe(bytes, new CompressionStream('deflate-raw'), Infinity))
}

const FLAGS = ['set', 'set-string', 'set-json', 'set-literal'] as const

/** What a fragment holds; null where it is none of ours, or damaged. */
export async function readFragment(fragment: string): Promise<FragmentLayer[] | null> {
  const text = fragment.replace(/^#/, '')
  if (!text.startsWith(PREFIX)) return null
  try {
    const bytes = await pipe(
      fromBase64(text.slice(PREFIX.length)),
      new DecompressionStream('deflate-raw'),
      LARGEST,
    )
    const parsed: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (!Array.isArray(parsed)) return null
    return parsed.map((entry: unknown): FragmentLayer => {
      if (!Array.isArray(entry) || typeof entry[1] !== 'string') throw new TypeError('not a layer')
      const [kind, content, name] = entry as [unknown, string, unknown]
      if (kind === 'file')
        return { kind: 'file', name: typeof name === 'string' ? name : 'values.yaml', text: content }
      const flag = FLAGS.find((each) => each === kind)
      if (flag === undefined) throw new TypeError('not a layer')
      return { kind: flag, text: content }
    })
  } catch {
    return null
  }
}
