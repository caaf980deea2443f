/**
 * The first key that stands twice in one object of a JSON text that parses; undefined where none does. Parsers differ in which
 * of the two they believe, so such a text has a second reading.
 */
export function repeatedKey(text: string): string | undefined {
  const open: (Set<string> | null)[] = []
  let before: string | undefined
  // strings are taken whole, so that what stands in them counts for nothing
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:]/g)) {
    switch (token) {
      case '{':
        open.push(new Set())
        break
      case '[':
        open.push(null)
        break
      case '}':
      case ']':
        open.pop()
        break
      case ':': {
        const keys = open.at(-1)
        const key = JSON.parse(before!) as string
        if (keys?.has(key)) return key
        keys?.add(key)
        break
      }
      default:
        before = token
    }
  }
  return undefined
}
