export interface Place {
  readonly path: string
  /** from 1 */
  readonly line: number
  /** what the line says, without its white space */
  readonly text: string
}

/** One name of a chart's templates. */
export interface TemplateName {
  readonly name: string
  readonly definitions: readonly Place[]
  readonly uses: readonly Place[]
  /** names that its definition includes, with the line where */
  readonly includes: readonly { readonly name: string; readonly place: Place }[]
}

const STATEMENT = /\{\{-?\s*(define|block|if|range|with|end)\b/g
const DEFINE = /\{\{-?\s*(?:define|block)\s+(?:"([^"]+)"|`([^`]+)`)/g
const USE = /\b(include|template|block)\s+(?:"([^"]+)"|`([^`]+)`)/g

/** Every define and include of a chart, by name. Reads text, not a parse tree: names put together at run time are not seen. */
export function indexNames(
  files: readonly { readonly path: string; readonly text: string }[],
): ReadonlyMap<string, TemplateName> {
  const names = new Map<
    string,
    { definitions: Place[]; uses: Place[]; includes: { name: string; place: Place }[] }
  >()
  const entry = (
    name: string,
  ): { definitions: Place[]; uses: Place[]; includes: { name: string; place: Place }[] } => {
    const known = names.get(name) ?? { definitions: [], uses: [], includes: [] }
    names.set(name, known)
    return known
  }
  for (const { path, text } of files) {
    // comments may show how to use a name without using it; their lines stay
    const bare = text.replace(/\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g, (comment) =>
      comment.replace(/[^\n]/g, ' '),
    )
    /** names whose definition is open, with the depth of statements below it */
    const open: { name: string | null }[] = []
    for (const [i, line] of bare.split('\n').entries()) {
      const place: Place = { path, line: i + 1, text: line.trim() }
      const defined = [...line.matchAll(DEFINE)].map((match) => match[1] ?? match[2]!)
      for (const name of defined) entry(name).definitions.push(place)
      for (const match of line.matchAll(USE)) {
        const name = match[2] ?? match[3]!
        entry(name).uses.push(place)
        const inside = open.findLast((scope) => scope.name !== null)?.name
        if (inside !== undefined && inside !== null) entry(inside).includes.push({ name, place })
      }
      for (const [, word] of line.matchAll(STATEMENT)) {
        if (word === 'end') open.pop()
        else open.push({ name: word === 'define' || word === 'block' ? (defined.shift() ?? null) : null })
      }
    }
  }
  return new Map([...names].map(([name, found]) => [name, { name, ...found }]))
}
