import { parseReference } from '../../oci/index.ts'
import { matchSource, placeOf } from '../config/match-source.ts'
import type { ConfiguredSource } from './configured-sources.ts'
import { SELF } from './manifest-store.ts'

/** A place that a source covers: the source, what lies below it, and what the reference asks for ("" for nothing). */
export interface Covered {
  readonly source: ConfiguredSource
  readonly repository: string
  readonly asked: string
}

/** The source whose address covers a registry reference, by host, port and longest path. @throws OciError REFERENCE_INVALID */
export function coveringSource(sources: Iterable<ConfiguredSource>, reference: string): Covered | undefined {
  const all = [...sources]
  const found = matchSource(
    all.map(({ about: { name, url } }) => ({ name, url })),
    reference,
  )
  if (found === undefined) return undefined
  const { repository, tag, digest } = parseReference(reference)
  const base = placeOf(found.url)!.path
  const rest = repository === base ? SELF : repository.slice(base === '' ? 0 : base.length + 1)
  const source = all.find(({ about }) => about.name === found.name)!
  return { source, repository: rest, asked: digest ?? tag ?? '' }
}
