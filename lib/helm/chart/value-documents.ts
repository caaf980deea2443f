import { countItems } from '../../go/meter.ts'
import { trimSpace } from '../../go/trim-space.ts'
import { Dict, GoError } from '../../go/value.ts'
import { unmarshalMap } from '../../yaml/index.ts'
import type { HelmProfile } from '../profile.ts'

/**
 * Reads a values file: Helm 4 merges all its documents, Helm 3 takes the first. Mirrors `LoadValues`.
 * @throws GoError in Go's words, without the file's name
 */
export function loadValues(text: string, profile: HelmProfile): Dict {
  if (!profile.mergesValueDocuments) return unmarshalMap(text)
  let values = new Dict()
  for (const document of yamlDocuments(text)) {
    let current
    try {
      current = unmarshalMap(document)
    } catch (error) {
      if (error instanceof GoError) throw new GoError(`${profile.prefixes.valuesDocument}${error.message}`)
      throw error
    }
    values = mergeMaps(values, current)
  }
  return values
}

/** The documents of a stream as Kubernetes' YAMLReader cuts it: each line ends in a newline, separators are dropped. */
function* yamlDocuments(text: string): Generator<string> {
  if (text === '') return
  if (!text.includes('\r') && !text.startsWith('---') && !text.includes('\n---')) {
    yield text.endsWith('\n') ? text : `${text}\n`
    return
  }
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  let document = ''
  for (const line of lines) {
    if (line.startsWith('---')) {
      const rest = trimSpace(line.slice(3))
      if (rest !== '' && !rest.startsWith('#')) {
        throw new GoError(`error reading yaml document: invalid Yaml document separator: ${rest}`)
      }
      if (document !== '') {
        yield document
        document = ''
        continue
      }
    }
    document += `${line.endsWith('\r') ? line.slice(0, -1) : line}\n`
  }
  if (document !== '') yield document
}

/** A map with the keys of both, `b` winning, maps within them merged alike. Mirrors `MergeMaps`: neither is changed. */
export function mergeMaps(a: Dict, b: Dict): Dict {
  countItems(a.size + b.size)
  const out = new Dict(a.entries.entries())
  for (const [key, value] of b.entries) {
    const before = out.get(key)
    out.set(key, value instanceof Dict && before instanceof Dict ? mergeMaps(before, value) : value)
  }
  return out
}
