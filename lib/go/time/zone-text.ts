interface Offset {
  readonly seconds: number
  /** of the text read */
  readonly length: number
  /** which part is beyond its range */
  readonly fault?: 'hour' | 'minute' | 'second'
  /** no digits or no sign where they should be */
  readonly malformed: boolean
}

/** Reads an offset of the shape that `shape` has (`0700`, `07:00`, …); undefined where the text is too short for it. */
export function readOffset(text: string, shape: string): Offset | undefined {
  const length = 1 + shape.length
  if (text.length < length) return undefined
  const body = text.slice(1, length)
  for (let i = 0; i < shape.length; i++) if (shape[i] === ':' && body[i] !== ':') return undefined
  const digits = [...body].filter((_, i) => shape[i] !== ':').join('')
  const fields: number[] = []
  let malformed = !/^[-+]/.test(text)
  for (const field of [digits.slice(0, 2), digits.slice(2, 4) || '00', digits.slice(4, 6) || '00']) {
    if (!/^[0-9]{2}$/.test(field)) {
      malformed = true
      break
    }
    fields.push(Number(field))
  }
  const [h = 0, m = 0, s = 0] = fields
  // later faults replace earlier ones, as Go tests them one after the other
  const fault = s > 60 ? 'second' : m > 60 ? 'minute' : h > 24 ? 'hour' : undefined
  const seconds = (h * 60 + m) * 60 + s
  return { seconds: text.startsWith('-') ? -seconds : seconds, length, malformed, ...(fault && { fault }) }
}

/** Bytes that look like a zone's abbreviation at the start of a text. Mirrors `parseTimeZone`. */
export function zoneNameLength(text: string): number | undefined {
  if (text.length < 3) return undefined
  if (/^(?:ChST|MeST)/.test(text)) return 4
  if (text.startsWith('GMT')) return 3 + signedOffsetLength(text.slice(3))
  if (/^[-+]/.test(text)) return signedOffsetLength(text) || undefined
  const upper = /^[A-Z]{0,6}/.exec(text)![0]
  if (upper.length === 3) return 3
  if (upper.length === 4 && (upper.endsWith('T') || upper === 'WITA')) return 4
  if (upper.length === 5 && upper.endsWith('T')) return 5
  return undefined
}

/** Bytes of a sign and a number up to 23, else 0. */
function signedOffsetLength(text: string): number {
  const match = /^[-+]([0-9]+)/.exec(text)
  return match !== null && Number(match[1]) <= 23 ? match[0].length : 0
}
