import Link from 'next/link'
import { fileHref, openHref, type ChartAddress } from '../../lib/client/routes.ts'
import { defaultAt, type ValueKey } from '../../lib/client/values-doc.ts'
import type { Dependency } from '../../lib/schema/chart.ts'

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
}: {
  chart: ChartAddress
  dependencies: readonly Dependency[]
  values: readonly ValueKey[]
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
          {dependencies.map((dependency) => {
            const on = onByDefault(dependency, values)
            return (
              <tr key={`${dependency.name}/${dependency.alias ?? ''}`} className="h-7">
                <td className="w-[38%] max-w-0 truncate pr-3">
                  <DependencyName chart={chart} dependency={dependency} />
                </td>
                <td className="pr-3 font-mono text-label whitespace-nowrap">{dependency.version}</td>
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

function DependencyName({
  chart,
  dependency: { name, alias, version, repository, vendored },
}: {
  chart: ChartAddress
  dependency: Dependency
}) {
  const words = (
    <>
      {name}
      {alias !== null && alias !== '' && <span className="text-ink-3"> as {alias}</span>}
    </>
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
  return <span title={repository}>{words}</span>
}
