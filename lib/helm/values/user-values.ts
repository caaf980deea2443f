import { decodeFirst, unmarshalMap } from '../../go/json/index.ts'
import { trimSpace } from '../../go/trim-space.ts'
import { Dict, GoError, type Value } from '../../go/value.ts'
import { loadValues, mergeMaps } from '../chart/value-documents.ts'
import { HelmError, refusing } from '../error.ts'
import type { HelmProfile } from '../profile.ts'
import type { ValuesLayer } from '../request.ts'
import { jsonDialect, listDialect, literalDialect, type Dialect } from '../strvals/dialect.ts'
import { Parser } from '../strvals/parser.ts'
import { typedValue } from '../strvals/typed-value.ts'

const kinds = ['file', 'set-json', 'set', 'set-string', 'set-file', 'set-literal'] as const

/**
 * The user's values: files first, then each kind of flag in Helm's order, whatever order they were given in. Mirrors
 * `Options.MergeValues`.
 * @param read reads a values file, `loadValues` or what gives the same
 * @throws HelmError VALUES_INVALID in Helm's words
 */
export function userValues(
  layers: readonly ValuesLayer[],
  profile: HelmProfile,
  read: typeof loadValues = loadValues,
): Dict {
  let base = new Dict()
  for (const kind of kinds)
    for (const layer of layers) if (layer.kind === kind) base = add(base, layer, profile, read)
  return base
}

/** `base` with one more layer; `base` itself may be changed. */
function add(base: Dict, layer: ValuesLayer, profile: HelmProfile, read: typeof loadValues): Dict {
  switch (layer.kind) {
    case 'file':
      return mergeMaps(
        base,
        refusing('VALUES_INVALID', `failed to parse ${layer.name}: `, () => read(layer.text, profile)),
      )
    case 'set-json':
      return addJson(base, layer.text, profile)
    case 'set':
      return set(base, layer.text, '--set', listDialect(typedValue), profile)
    case 'set-string':
      return set(
        base,
        layer.text,
        '--set-string',
        listDialect((text) => text),
        profile,
      )
    case 'set-file': {
      const { files } = layer
      const content = (path: string): Value => {
        if (Object.hasOwn(files, path)) return files[path]!
        throw new GoError(`open ${path}: no such file or directory`)
      }
      return set(base, layer.text, '--set-file', listDialect(content), profile)
    }
    case 'set-literal':
      return set(base, layer.text, '--set-literal', literalDialect, profile)
  }
}

function set(base: Dict, text: string, flag: string, dialect: Dialect, profile: HelmProfile): Dict {
  refusing('VALUES_INVALID', `failed parsing ${flag} data: `, () =>
    new Parser(text, dialect, profile.quietIndexEnd).parse(base),
  )
  return base
}

/** Helm tells no more of a mistake here than the text itself. */
function addJson(base: Dict, text: string, profile: HelmProfile): Dict {
  const trimmed = trimSpace(text)
  const whole = profile.setJsonObjects && trimmed.startsWith('{')
  try {
    if (whole) return mergeMaps(base, unmarshalMap(trimmed))
    new Parser(text, jsonDialect(decodeRunes), profile.quietIndexEnd).parse(base)
    return base
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    throw new HelmError('VALUES_INVALID', `failed parsing --set-json data ${whole ? 'JSON: ' : ''}${text}`)
  }
}

function decodeRunes(text: string): { value: Value; length: number } {
  const { value, end } = decodeFirst(text)
  return { value, length: Array.from(text.slice(0, end)).length }
}
