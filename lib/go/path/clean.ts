/** Go's `path.Clean`: the shortest name of the same place, by rules of text alone. */
export function clean(path: string): string {
  if (path === '') return '.'
  const rooted = path.startsWith('/')
  const out: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') out.push(part)
    else if (out.length > 0 && out.at(-1) !== '..') out.pop()
    else if (!rooted) out.push('..')
  }
  const joined = (rooted ? '/' : '') + out.join('/')
  return joined === '' ? '.' : joined
}

/** `path.Base`: the last element, trailing slashes apart. */
export function base(path: string): string {
  if (path === '') return '.'
  const trimmed = path.replace(/\/+$/, '')
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1)
}

/** `path.Dir`: all but the last element, cleaned. */
export const dir = (path: string): string => clean(path.slice(0, path.lastIndexOf('/') + 1))

/** `path.Ext`: from the last dot of the last element, "" when it has none. */
export function ext(path: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1)
  const dot = last.lastIndexOf('.')
  return dot < 0 ? '' : last.slice(dot)
}

export const isAbs = (path: string): boolean => path.startsWith('/')

/** `path.Join`: empty elements dropped, the rest joined and cleaned. */
export function join(...parts: readonly string[]): string {
  const present = parts.filter((part) => part !== '')
  return present.length === 0 ? '' : clean(present.join('/'))
}
