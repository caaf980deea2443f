import { match } from '../../go/path/index.ts'
import { compareBytes, fromBytes } from '../../go/text.ts'
import { isBlank, trimRightSpace } from '../../go/trim-space.ts'
import { HelmError } from '../error.ts'
import type { HelmProfile } from '../profile.ts'
import type { RenderedDocument, RenderedObject } from '../request.ts'
import { crdHead } from './crd-head.ts'
import { countLines, Part } from './part.ts'
import { splitManifests } from './split.ts'

/** All that a release prints, in order: CRDs where asked for, objects, and then hooks. */
export interface Release {
  readonly manifest: readonly Part[]
  readonly hooks: readonly Part[]
}

const crdParts = new WeakMap<Uint8Array, Part>()

/** A CRD file, as it is; the same part as long as the file is kept. */
export function crdPart({ source, data }: { readonly source: string; readonly data: Uint8Array }): Part {
  const known = crdParts.get(data)
  if (known?.source === source) return known
  const text = fromBytes(data)
  const part = new Part(source, text, true, () => ({ ...crdHead(text), namespace: '', hooks: [] }))
  crdParts.set(data, part)
  return part
}

/** Standard output: the manifest trimmed and ended by one newline, then the hooks. */
export function stdoutOf({ manifest, hooks }: Release): string {
  const pieces = manifest.map((part) => part.printed)
  // each piece begins with a separator, so only the end of the last has something to trim
  const last = pieces.pop()
  pieces.push(`${last === undefined ? '' : trimRightSpace(last)}\n`)
  for (const part of hooks) pieces.push(part.printed)
  return pieces.join('')
}

const trimmedParts = new WeakMap<Part, Part>()

/** A part as it is printed at the manifest's end; the same object for the same part. */
export function trimmed(part: Part): Part {
  const printed = `${trimRightSpace(part.printed)}\n`
  if (printed === part.printed) return part
  const known = trimmedParts.get(part)
  if (known !== undefined) return known
  const made = new Part(part.source, part.text, part.isCrd, () => part.about(), printed)
  trimmedParts.set(part, made)
  return made
}

/** Each part by itself. */
export const documentsOf = ({ manifest, hooks }: Release): RenderedDocument[] => [
  ...manifest.map(({ source, text, isCrd }) => ({
    source,
    text,
    part: isCrd ? ('crd' as const) : ('manifest' as const),
  })),
  ...hooks.map(({ source, text }) => ({ source, text, part: 'hook' as const })),
]

/** Rendered files as they are, for a look at what is no YAML. (Go shows them in random order.) */
export const unsorted = (files: ReadonlyMap<string, string>): string =>
  [...files.keys()]
    .sort(compareBytes)
    .flatMap((path) => (isBlank(files.get(path)!) ? [] : [`---\n# Source: ${path}\n${files.get(path)!}\n`]))
    .join('')

/** Where each part stands in standard output. */
export function objectsOf({ manifest, hooks }: Release): RenderedObject[] {
  const objects: RenderedObject[] = []
  let line = 0
  const add = (part: Part, lines: number): void => {
    const { source, isCrd } = part
    objects.push({ source, ...part.about(), isCrd, line: line + 1, lines })
    line += 1 + lines
  }
  for (const [i, part] of manifest.entries()) {
    const isLast = i === manifest.length - 1
    add(part, isLast ? countLines(trimRightSpace(part.printed)) - 1 : 1 + part.lines)
  }
  for (const part of hooks) add(part, 1 + part.lines)
  return objects
}

const SOURCE = /# Source: [^/]+\/(.+)/

/**
 * What `--show-only` leaves of standard output: for each pattern the documents of matching files.
 * @throws HelmError SHOW_ONLY_MISSING
 */
export function showOnly(stdout: string, patterns: readonly string[], profile: HelmProfile): string {
  const documents = splitManifests(stdout, profile.splitter).flatMap((text) => {
    const path = SOURCE.exec(text)?.[1]
    return path === undefined ? [] : [{ path, text }]
  })
  const chosen: string[] = []
  for (const pattern of patterns) {
    const found = documents.filter(({ path }) => matches(pattern, path))
    if (found.length === 0)
      throw new HelmError('SHOW_ONLY_MISSING', `could not find template ${pattern} in chart`)
    chosen.push(...found.map(({ text }) => text))
  }
  return chosen.map((text) => `---\n${text}\n`).join('')
}

function matches(pattern: string, path: string): boolean {
  try {
    return match(pattern, path)
  } catch {
    return false
  }
}
