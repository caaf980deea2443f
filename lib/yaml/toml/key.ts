const BARE = /^[A-Za-z0-9_-]+$/

const SHORT = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\f', '\\f'],
  ['\r', '\\r'],
])

/** A basic string. */
export const quoteToml = (text: string): string =>
  `"${text.replace(/["\\\0-\x1f\x7f]/g, (c) => SHORT.get(c) ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`

/** One part of a key, in quotes where it needs them. */
export const keyPart = (part: string): string => (BARE.test(part) ? part : quoteToml(part))

/** A dotted key (`Key.String`). */
export const keyText = (key: readonly string[]): string => key.map(keyPart).join('.')
