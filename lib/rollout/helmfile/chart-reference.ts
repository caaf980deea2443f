import { join } from '../../go/path/index.ts'
import type { Fields } from '../fields.ts'
import type { ChartAsked } from '../model.ts'

/** Mirrors `isLocalChart` of pkg/state/util.go. */
export function isLocalChart(chart: string): boolean {
  if (chart.startsWith('./') || chart.startsWith('../')) return true
  if (chart.includes('://')) return false
  const { length } = chart.split('/')
  return chart === '' || chart.startsWith('/') || length < 2 || length > 3
}

export interface ChartRead {
  readonly chart: ChartAsked
  readonly version: string
  readonly digest: string | null
  /** the repository that an alias names */
  readonly repository: Fields | undefined
  /** the alias, where no repository has this name */
  readonly unknownAlias?: string
}

/** A version may carry a digest: `2.0.0@sha256:…`. Mirrors `parseVersionDigest`. */
function splitDigest(version: string): { version: string; digest: string | null } {
  const at = version.indexOf('@')
  return at < 0 ? { version, digest: null } : { version: version.slice(0, at), digest: version.slice(at + 1) }
}

/** What `chart` and `version` of a release mean. Mirrors `getOCIQualifiedChartName` and `GetRepositoryAndNameFromChartName`. */
export function readChart(
  chart: string,
  asked: string,
  folder: string,
  repositories: ReadonlyMap<string, Fields>,
): ChartRead {
  const { version, digest } = splitDigest(asked)
  if (chart.startsWith('oci://')) {
    const [, base, tag, pinned] = /^(oci:\/\/[^@]*?)(?::([^:/@]+))?(?:@(.+))?$/.exec(chart)!
    return {
      chart: { from: 'registry', reference: base! },
      version: version === '' ? (tag ?? '') : version,
      digest: pinned ?? digest,
      repository: undefined,
    }
  }
  if (/^https?:\/\//.test(chart))
    return { chart: { from: 'archive', url: chart }, version, digest, repository: undefined }
  if (/^[a-z0-9+.-]+::|:\/\//i.test(chart))
    return { chart: { from: 'elsewhere', what: chart }, version, digest, repository: undefined }
  const slash = chart.indexOf('/')
  const repository = slash > 0 ? repositories.get(chart.slice(0, slash)) : undefined
  if (repository !== undefined) {
    const name = chart.slice(slash + 1)
    const url = repository.text('url')
    if (repository.flag('oci') === true) {
      const place = url.replace(/^(?:oci|https?):\/\//, '').replace(/\/+$/, '')
      return { chart: { from: 'registry', reference: `oci://${place}/${name}` }, version, digest, repository }
    }
    return { chart: { from: 'repository', repository: url, name }, version, digest, repository }
  }
  if (isLocalChart(chart))
    return {
      chart: { from: 'folder', path: chart.startsWith('/') ? chart : join(folder, chart) },
      version,
      digest,
      repository,
    }
  return {
    chart: { from: 'elsewhere', what: chart },
    version,
    digest,
    repository: undefined,
    unknownAlias: chart.slice(0, slash),
  }
}
