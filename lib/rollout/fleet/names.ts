import { md5 } from '@noble/hashes/legacy.js'
import { toBytes } from '../../go/text.ts'

const LONGEST = 53
const HASH = 5
const ALLOWED = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/

const hex = (text: string, length: number): string =>
  Array.from(md5(toBytes(text)), (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, length)

/** Cut to a length, with a hash where anything was cut. Mirrors `Limit`. */
function limit(text: string, count: number): string {
  if (text.length <= count) return text
  const start = text.slice(0, count - HASH - 1)
  return `${start}${start.endsWith('-') ? '' : '-'}${hex(text, HASH)}`
}

/** The release's name that Fleet makes of a bundle's. Mirrors `HelmReleaseName` of internal/names/name.go. */
export function helmReleaseName(bundle: string): string {
  const flat = bundle.replaceAll('/', '-')
  const marked = flat !== flat.toLowerCase() || /[^a-zA-Z0-9-]/.test(flat) ? `${flat}-${hex(flat, 8)}` : flat
  const clean = marked
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/-+/g, '-')
    .replace(/^-+|-+$/g, '')
  return ALLOWED.test(clean) ? limit(clean, LONGEST) : hex(bundle, 24)
}
