import { configInForce } from '../config/config-in-force.ts'
import { renderPool } from '../render-pool.ts'
import { canonicalPlace } from '../trust/place.ts'
import { loadTrust } from '../trust/trust.ts'
import type { RolloutMeans } from './means.ts'
import { askedOf, placeChart } from './place-chart.ts'

/** How the server reaches the charts of a rollout: by its sources, under its policies, rendered in its worker processes. */
export function serverMeans(): RolloutMeans {
  const loaded = configInForce()
  return {
    trust: loadTrust(loaded),
    // seeded, so that two states of the files differ by what was changed and not by chance
    render: async (request, signal) => (await renderPool().render(request, '1', signal)).response,
    open: async ({ chart, version, digest, devel }) => {
      const { source, repository } = placeChart(chart)
      return {
        source: source.charts,
        repository,
        asked: askedOf(version, digest, devel),
        place: `${canonicalPlace(source.about.url, loaded.path)}/${repository}`,
        name: source.about.name,
      }
    },
  }
}
