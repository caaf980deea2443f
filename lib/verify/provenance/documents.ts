import { events, YamlError } from '../../yaml/index.ts'

/** The two documents of a provenance text, read so that nothing in them has a second reading. */
export interface ProvenanceDocuments {
  /** the signed copy of Chart.yaml, as text; structure checked */
  readonly metadata: string
  /** file name → `sha256:…`, in the order of the text */
  readonly files: ReadonlyMap<string, string>
}

export class DocumentsError extends Error {
  override name = 'DocumentsError'
}

const MARKER = /^(?:\.\.\.|---)(?=[ \t]|$)/
const MAX_DEPTH = 32

/**
 * Splits the signed text at its one `...` line, as Helm does, and reads both halves.
 * Refused: another document marker, directives, anchors, aliases, tags, merge keys, repeated keys (also by letter case, which
 * Go folds), `__proto__`, anything beside `files` in the second document, hashes of any other form.
 * @throws DocumentsError
 */
export function parseDocuments(text: string): ProvenanceDocuments {
  const lines = text.split('\n')
  const marks = lines.flatMap((line, i) => (MARKER.test(line) ? [i] : []))
  // A Chart.yaml written by hand may begin with a marker of its own
  const between = marks.filter((i) => !(i === 0 && lines[i] === '---'))
  if (between.length !== 1 || lines[between[0]!] !== '...') throw new DocumentsError(count(between.length))
  const at = between[0]!
  const metadata = lines.slice(0, at).join('\n')
  try {
    refuseSecondReadings(metadata)
    return { metadata, files: readFiles(lines.slice(at + 1).join('\n')) }
  } catch (error) {
    if (error instanceof YamlError) throw new DocumentsError(error.message)
    throw error
  }
}

const count = (marks: number) =>
  marks === 0
    ? 'one document instead of two: no line reads "..."'
    : marks === 1
      ? 'the documents are not parted by a line "..."'
      : `${marks + 1} documents instead of two`

interface Open {
  readonly isMap: boolean
  readonly keys: Set<string>
  expectsKey: boolean
}

/** Walks a text's events. `onScalar` is told each scalar with its depth and whether it is a key. @throws DocumentsError, YamlError */
function refuseSecondReadings(
  text: string,
  onScalar: (value: string, depth: number, isKey: boolean) => void = () => {},
): void {
  const directive = text.split('\n').find((line) => line.startsWith('%'))
  if (directive !== undefined) throw new DocumentsError(`a directive: ${directive.slice(0, 40)}`)
  const open: Open[] = []
  let documents = 0
  let rootIsMap = false
  const enter = () => {
    const parent = open.at(-1)
    if (parent?.isMap) {
      if (parent.expectsKey) throw new DocumentsError('a key that is not a plain word')
      parent.expectsKey = true
    }
  }
  for (const event of events(text)) {
    if (event.anchor !== undefined) throw new DocumentsError(`an anchor or alias in line ${event.line + 1}`)
    if (event.tag !== undefined && event.tag !== '')
      throw new DocumentsError(`a tag in line ${event.line + 1}: ${event.tag}`)
    switch (event.type) {
      case 'document start':
        documents++
        break
      case 'mapping start':
      case 'sequence start':
        enter()
        if (open.length === 0) rootIsMap = event.type === 'mapping start'
        open.push({ isMap: event.type === 'mapping start', keys: new Set(), expectsKey: true })
        if (open.length > MAX_DEPTH) throw new DocumentsError(`nested deeper than ${MAX_DEPTH}`)
        break
      case 'mapping end':
      case 'sequence end':
        open.pop()
        break
      case 'scalar': {
        const parent = open.at(-1)
        const isKey = parent?.isMap === true && parent.expectsKey
        if (isKey) takeKey(parent, event.value ?? '', open.length === 1)
        else enter()
        if (isKey) parent.expectsKey = false
        onScalar(event.value ?? '', open.length, isKey)
      }
    }
  }
  if (documents !== 1 || !rootIsMap) throw new DocumentsError('a document is not a map')
}

/** Go matches the names of fields regardless of case, so at the top two keys that differ in case are one. */
function takeKey(parent: Open, key: string, isTop: boolean): void {
  if (key === '<<' || key === '__proto__') throw new DocumentsError(`the key ${key}`)
  const folded = isTop ? key.toLowerCase() : key
  if (parent.keys.has(folded)) throw new DocumentsError(`the key "${key.slice(0, 60)}" occurs twice`)
  parent.keys.add(folded)
}

function readFiles(text: string): Map<string, string> {
  const files = new Map<string, string>()
  let top: string | undefined
  let name: string | undefined
  let deepest = 0
  refuseSecondReadings(text, (value, depth, isKey) => {
    deepest = Math.max(deepest, depth)
    if (depth === 1 && isKey) {
      if (value !== 'files')
        throw new DocumentsError(`the second document holds "${value.slice(0, 60)}", not files`)
      top = value
    } else if (depth === 2 && isKey && name === undefined) name = value
    else if (depth === 2 && name !== undefined) {
      files.set(checkName(name), checkHash(value))
      name = undefined
    } else throw new DocumentsError('files is not a map of names to hashes')
  })
  if (top === undefined || name !== undefined || deepest > 2)
    throw new DocumentsError('files is not a map of names to hashes')
  return files
}

function checkName(name: string): string {
  if (name === '' || name === '.' || name === '..' || name.length > 255 || /[/\\\0-\x1f\x7f]/.test(name))
    throw new DocumentsError(`"${name.slice(0, 60)}" is not a file name`)
  return name
}

function checkHash(hash: string): string {
  if (!/^sha256:[0-9a-f]{64}$/.test(hash))
    throw new DocumentsError(`"${hash.slice(0, 80)}" is not a SHA-256 hash`)
  return hash
}
