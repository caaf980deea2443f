import { isSpace } from './unicode/index.ts'

/** `strings.TrimLeftFunc(s, unicode.IsSpace)`. JavaScript's `trimStart` differs in U+0085 and U+FEFF. */
export function trimLeftSpace(s: string): string {
  let from = 0
  while (from < s.length && isSpace(s.charCodeAt(from))) from++
  return from === 0 ? s : s.slice(from)
}

/** `strings.TrimRightFunc(s, unicode.IsSpace)`. */
export function trimRightSpace(s: string): string {
  let to = s.length
  while (to > 0 && isSpace(s.charCodeAt(to - 1))) to--
  return to === s.length ? s : s.slice(0, to)
}

/** `strings.TrimSpace`. */
export const trimSpace = (s: string): string => trimLeftSpace(trimRightSpace(s))

/** `strings.TrimSpace(s) == ""` without making the string. */
export function isBlank(s: string): boolean {
  for (let i = 0; i < s.length; i++) if (!isSpace(s.charCodeAt(i))) return false
  return true
}
