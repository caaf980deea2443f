import { match } from '../../go/path/index.ts'
import { compareBytes, fromBytes } from '../../go/text.ts'
import { isBlank, trimSpace } from '../../go/trim-space.ts'
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

export function crdPart({ source, data }: { readonly source: string; readonly data: Uint8Array }): Part {
  const text = fromBytes(data)
  return new Part(source, text, true, () => ({ ...crdHead(text), namespace: '', hooks: [] }))
}

const printed = (part: Part): string => part.printed

/** Standard output: the manifest trimmed and ended by one newline, then the hooks. */
export function stdoutOf({ manifest, hooks }: Release): string {
  return `${trimSpace(manifest.map(printed).join(''))}\n${hooks.map(printed).join('')}`
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
export function objectsOf(release: Release, stdout: string): RenderedObject[] {
  const objects: RenderedObject[] = []
  const total = countLines(stdout) - (stdout.endsWith('\n') ? 1 : 0)
  let line = 0
  for (const parts of [release.manifest, release.hooks]) {
    for (const [i, part] of parts.entries()) {
      const lines = 1 + part.lines
      const trimmed =
        parts === release.manifest && i === parts.length - 1 ? countLines(trimSpace(part.printed)) - 1 : lines
      objects.push({
        source: part.source,
        ...part.about(),
        isCrd: part.isCrd,
        line: line + 1,
        lines: Math.min(trimmed, total - line - 1),
      })
      line += 1 + trimmed
    }
  }
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
