import { resolve } from 'node:path'
import { render } from '../helm/index.ts'
import type { ConnectionAsked } from '../rollout/index.ts'
import type { ExplicitSettings } from '../server/connection/settings.ts'
import type { OpenedChart, RolloutMeans, Wanted } from '../server/rollout/means.ts'
import { matchSource } from '../server/config/match-source.ts'
import { openChart, type Opening } from '../server/sources/open-place.ts'
import { canonicalPlace } from '../server/trust/place.ts'
import type { Trust } from '../server/trust/trust.ts'
import { seededHost } from '../worker/host-seeded.ts'

/**
 * How the command line reaches the charts of a rollout: what its flags say first, then what the files say of their own
 * connections (certificates, plain HTTP, the password's variable), then stored logins.
 * @param root the folder that paths of the files are relative to
 */
export const cliMeans = (opening: Opening, trust: Trust, root: string): RolloutMeans => ({
  trust,
  open: (wanted) => open(wanted, opening, root),
  // seeded, so that two states of the files differ by what was changed and not by chance
  render: async (request) => render(request, seededHost('1')),
})

async function open(
  { chart, version, digest, devel, connection }: Wanted,
  opening: Opening,
  root: string,
): Promise<OpenedChart> {
  const own = {
    ...opening,
    explicit: { ...settingsOf(connection, opening, root), ...given(opening.explicit) },
  }
  const absolute = (path: string): string => resolve(root, path)
  const wanted = { version, devel }
  switch (chart.from) {
    case 'registry': {
      const reference = digest === null ? chart.reference : `${chart.reference}@${digest}`
      const place = await openChart(reference, digest === null ? wanted : {}, own)
      return { ...place, place: canonicalPlace(chart.reference, absolute), name: null }
    }
    case 'repository': {
      const url = chart.repository.replace(/\/+$/, '')
      const place = await openChart(chart.name, { ...wanted, repo: url }, own)
      return { ...place, place: canonicalPlace(`${url}/${chart.name}`, absolute), name: null }
    }
    case 'archive':
      return {
        ...(await openChart(chart.url, {}, own)),
        place: canonicalPlace(chart.url, absolute),
        name: null,
      }
    case 'folder': {
      const path = absolute(chart.path)
      return {
        ...(await openChart(path, {}, own)),
        place: canonicalPlace(`file:${path}`, absolute),
        name: null,
      }
    }
    case 'elsewhere':
      throw new Error('nothing to open')
  }
}

const given = (explicit: ExplicitSettings): Partial<ExplicitSettings> =>
  Object.fromEntries(Object.entries(explicit).filter(([, value]) => value !== undefined))

/** What the files ask for. A password is taken from the variable that the tool itself would read, and from nowhere else. */
function settingsOf(
  asked: ConnectionAsked | null,
  { env, config }: Opening,
  root: string,
): Partial<ExplicitSettings> {
  // a configured source that covers the place says better how it is reached
  if (asked === null || matchSource(config?.config.sources ?? [], asked.url) !== undefined) return {}
  const file = (path: string | null): string | undefined =>
    path === null || path.startsWith('Secret ') ? undefined : resolve(root, path)
  const password = asked.password?.startsWith('$') === true ? env[asked.password.slice(1)] : undefined
  return {
    ...(asked.username !== null && password !== undefined && { username: asked.username, password }),
    caFile: file(asked.caFile),
    certFile: file(asked.certFile),
    keyFile: file(asked.keyFile),
    insecureSkipVerify: asked.insecureSkipVerify ? true : undefined,
    plainHttp: asked.plainHttp ? true : undefined,
    passCredentials: asked.passCredentials ? true : undefined,
  }
}
