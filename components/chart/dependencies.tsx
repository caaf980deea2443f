import Link from 'next/link'
import { chartHref, fileHref, openHref, type ChartAddress } from '../../lib/client/routes.ts'
import { defaultAt, type ValueKey } from '../../lib/client/values-doc.ts'
import type { Dependency } from '../../lib/schema/chart.ts'
import type { DependencyPlace } from '../../lib/schema/moving.ts'
import { CodeName } from '../ui/code-name.tsx'

/** Whether the defaults switch a dependency on: its first condition that the values hold; without one it is on. */
export function onByDefault(dependency: Dependency, values: readonly ValueKey[]): boolean | null {
  if (dependency.condition === null || dependency.condition === '')
    return dependency.tags.length > 0 ? null : true
  for (const path of dependency.condition.split(',')) {
    const value = defaultAt(values, path.trim())
    if (value === 'true' || value === 'false') return value === 'true'
  }
  return true
}

/** The charts inside a chart, with their conditions and whether the defaults switch them on. */
export function Dependencies({
  chart,
  dependencies,
  values,
  places = [],
}: {
  chart: ChartAddress
  dependencies: readonly Dependency[]
  values: readonly ValueKey[]
  /** where each leads, in the same order; none while that is still looked up */
  places?: readonly DependencyPlace[]
}) {
  const vendored = dependencies.filter((dependency) => dependency.vendored).length
  const where =
    vendored === dependencies.length
      ? 'all inside the archive'
      : vendored === 0
        ? 'none inside the archive'
        : `${vendored} inside the archive`
  return (
    <section aria-labelledby="dependencies">
      <h2 id="dependencies" className="text-body font-semibold">
        Dependencies{' '}
        <span className="ml-1 text-label font-normal text-ink-3">
          {dependencies.length}, {where}
        </span>
      </h2>
      <table className="mt-1.5 w-full">
        <thead className="sr-only">
          <tr>
            <th>Name</th>
            <th>Version</th>
            <th>Condition</th>
            <th>With the defaults</th>
          </tr>
        </thead>
        <tbody>
          {dependencies.map((dependency, i) => {
            const place = places[i]
            const on = onByDefault(dependency, values)
            return (
              <tr key={`${dependency.name}/${dependency.alias ?? ''}`} className="h-7">
                <td className="w-[38%] max-w-0 truncate pr-3">
                  <DependencyName chart={chart} dependency={dependency} place={place} />
                </td>
                <td className="pr-3 font-mono text-label">
                  <span className="whitespace-nowrap">{dependency.version}</span> <Newest place={place} />
                </td>
                <td
                  className="w-[36%] max-w-0 truncate pr-3 font-mono text-label text-ink-2"
                  title={dependency.condition ?? undefined}
                >
                  {dependency.condition ??
                    (dependency.tags.length > 0 ? `tags: ${dependency.tags.join(', ')}` : '')}
                </td>
                <td className="w-8 text-right text-ink-3">{on === null ? 'by tag' : on ? 'on' : 'off'}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** The newest version that satisfies what is declared, where a source here was asked for it. */
function Newest({ place }: { place: DependencyPlace | undefined }) {
  if (place === undefined || place.leads !== 'configured' || place.at === null) return null
  if (place.reason !== null) return <CodeName code={place.reason.code} quiet />
  if (place.newest === null) return <span className="font-sans text-ink-3">no such version</span>
  if (place.newest === place.wanted) return null
  return (
    <Link
      href={chartHref({ ...place.at, version: place.newest })}
      prefetch={false}
      className="link whitespace-nowrap"
      aria-label={`${place.name} ${place.newest}, the newest that satisfies ${place.wanted}`}
    >
      → {place.newest}
    </Link>
  )
}

function DependencyName({
  chart,
  dependency: { name, alias, version, repository, vendored },
  place,
}: {
  chart: ChartAddress
  dependency: Dependency
  place: DependencyPlace | undefined
}) {
  const words = (
    <>
      {name}
      {alias !== null && alias !== '' && <span className="text-ink-3"> as {alias}</span>}
    </>
  )
  const at = place?.at ?? null
  if (at !== null && (place!.leads === 'configured' || !vendored))
    return (
      <Link
        className="link"
        href={chartHref({ ...at, version: place!.newest ?? (version === '' ? undefined : version) })}
        prefetch={false}
        title={repository}
      >
        {words}
      </Link>
    )
  if (vendored)
    return (
      <Link className="hover:underline" href={fileHref(chart, `charts/${name}/Chart.yaml`)} prefetch={false}>
        {words}
      </Link>
    )
  // a plain version makes a whole reference; a range only names the repository
  const exact = /^v?\d+\.\d+\.\d+[\w.+-]*$/.test(version)
  if (repository.startsWith('oci://'))
    return (
      <a
        className="link"
        href={openHref(`${repository.replace(/\/$/, '')}/${name}${exact ? `:${version}` : ''}`)}
        title={repository}
      >
        {words}
      </a>
    )
  const why = repository.startsWith('file:')
    ? 'a folder beside the chart, where it was packed'
    : repository.startsWith('@') || repository.startsWith('alias:')
      ? 'a name on the author’s machine; a source of that name would be taken here'
      : repository
  return (
    <span title={why}>
      {words} {why !== repository && <span className="text-label text-ink-3">{repository}</span>}
    </span>
  )
}
