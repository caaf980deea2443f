import { toByteText } from './byte-text.ts'
import { parseAddr } from './netip.ts'
import { GoError } from './value.ts'

/** net.ParseIP: 4 bytes of an IPv4 address (also one mapped into IPv6), else 16; undefined where it is none. */
export function parseIp(text: string): Uint8Array | undefined {
  if (text.includes('%')) return undefined
  try {
    return parseAddr(toByteText(text)) === 'ipv4' ? fourBytes(text) : sixteenBytes(text)
  } catch (error) {
    if (error instanceof GoError) return undefined
    throw error
  }
}

const fourBytes = (text: string): Uint8Array => Uint8Array.from(text.split('.'), Number)

function sixteenBytes(text: string): Uint8Array {
  const [head = '', tail] = text.split('::')
  const start = groups(head)
  const end = tail === undefined ? [] : groups(tail)
  const bytes = new Uint8Array(16)
  bytes.set(start)
  bytes.set(end, 16 - end.length)
  const mapped = bytes.subarray(0, 12).every((byte, i) => byte === (i < 10 ? 0 : 0xff))
  return mapped ? bytes.slice(12) : bytes
}

const groups = (text: string): number[] =>
  text === ''
    ? []
    : text.split(':').flatMap((group) => {
        if (group.includes('.')) return [...fourBytes(group)]
        const value = Number.parseInt(group, 16)
        return [value >> 8, value & 0xff]
      })
