import type { Versions } from '../../schema/source.ts'
import type { VerdictStatus } from '../../schema/verdict.ts'
import { configInForce } from '../config/config-in-force.ts'
import { sourceNamed } from '../sources/sources-in-force.ts'
import { canonicalPlace } from '../trust/place.ts'
import { serverLedger } from './ledger.ts'

/** Canonical place of a chart, which policies and the ledger know it by. @throws SourceError SOURCE_UNKNOWN */
export function placeOfChart(source: string, repository: string): string {
  const { about } = sourceNamed(source)
  return `${canonicalPlace(about.url, configInForce().path)}/${repository}`
}

/** A folder's charts are edited in place; nobody pushes them. */
const isMovable = (place: string): boolean => !place.startsWith('file:')

/** Notes a verdict on what a tag led to. */
export function observeVerdict(
  about: { readonly source: string; readonly repository: string; readonly place: string },
  tag: string,
  digest: string,
  status: VerdictStatus,
): void {
  if (isMovable(about.place))
    serverLedger().observe({ ...about, tag, digest, status, at: new Date().toISOString() })
}

/** Notes where the versions of a chart lead, as far as that was asked, and which tags are there no more. */
export function observeVersions(source: string, repository: string, listed: Versions): void {
  const place = placeOfChart(source, repository)
  if (!isMovable(place)) return
  const at = new Date().toISOString()
  const ledger = serverLedger()
  for (const { tag, digest } of listed.versions)
    if (digest !== null) ledger.observe({ at, source, place, repository, tag, digest })
  const there = new Set([...listed.versions.map(({ tag }) => tag), ...listed.otherTags])
  for (const tag of ledger.tagsOf(place))
    if (!there.has(tag)) ledger.observe({ at, source, place, repository, tag, digest: '' })
}
