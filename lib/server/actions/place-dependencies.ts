import type { Dependency } from '../../schema/chart.ts'
import type { DependencyPlace } from '../../schema/moving.ts'
import { describeChart } from '../chart/describe-chart.ts'
import { unpackChart } from '../chart/unpack.ts'
import { toSourceError } from '../errors/source-error.ts'
import { chooseVersion } from '../sources/choose-version.ts'
import { coveringSource } from '../sources/covering-source.ts'
import { parallel } from '../sources/parallel.ts'
import { allSources } from '../sources/sources-in-force.ts'
import type { ChartSource } from '../sources/source.ts'
import { resolveChart } from './resolve-chart.ts'

type Place = Pick<DependencyPlace, 'leads' | 'at'> & { readonly charts?: ChartSource }

const AT_ONCE = 4

/**
 * Where the declared dependencies of a chart lead, and the newest version of each that satisfies what is declared. Only
 * configured sources are asked: a chart's author does not decide whom this server talks to.
 */
export async function placeDependencies(
  source: string,
  repository: string,
  version: string,
  signal?: AbortSignal,
): Promise<DependencyPlace[]> {
  const resolved = await resolveChart(source, repository, version, signal)
  const unpacked = await unpackChart(resolved.source, resolved.chart, signal)
  const { dependencies } = describeChart(source, resolved.chart, unpacked).metadata
  return parallel(dependencies, AT_ONCE, (dependency) => placed(dependency, signal))
}

async function placed(dependency: Dependency, signal: AbortSignal | undefined): Promise<DependencyPlace> {
  const { name, alias, repository, version: wanted } = dependency
  const told = { name, alias, repository, wanted, newest: null, reason: null }
  const { charts, ...place } = placeOf(dependency)
  if (charts === undefined || place.at === null) return { ...told, ...place }
  try {
    const { versions } = await charts.versions(place.at.repository, { digests: 'none' }, signal)
    const known = versions.map((row) => row.version)
    return { ...told, ...place, newest: chooseVersion(known, wanted) ?? null }
  } catch (error) {
    return { ...told, ...place, reason: toSourceError(error).toProblem() }
  }
}

function placeOf({ name, repository, vendored }: Dependency): Place {
  const sources = allSources()
  const slug = (url: string): string =>
    url
      .replace(/^(\w+):\/\//, '$1:')
      .replace(/\/+$/, '')
      .replaceAll('/', '~')
  const nowhere: Place = { leads: vendored ? 'inside' : 'nowhere', at: null }
  if (repository.startsWith('oci://')) {
    const base = repository.replace(/\/+$/, '')
    try {
      const covered = coveringSource(sources.values(), `${base}/${name}`)
      if (covered === undefined) return { leads: 'elsewhere', at: { source: slug(base), repository: name } }
      const { source } = covered
      return {
        leads: 'configured',
        at: { source: source.about.name, repository: covered.repository },
        charts: source.charts,
      }
    } catch {
      return nowhere
    }
  }
  const isAlias = /^(?:@|alias:)(.+)$/.exec(repository)
  const isWeb = /^https?:\/\/[^@]+$/.test(repository)
  const same = (url: string): boolean => url.replace(/\/+$/, '') === repository.replace(/\/+$/, '')
  const found = isAlias
    ? sources.get(isAlias[1]!)
    : isWeb
      ? [...sources.values()].find(({ about }) => same(about.url))
      : undefined
  if (found !== undefined)
    return { leads: 'configured', at: { source: found.about.name, repository: name }, charts: found.charts }
  if (isWeb && !/[?#]/.test(repository))
    return { leads: 'elsewhere', at: { source: slug(repository), repository: name } }
  return nowhere
}
