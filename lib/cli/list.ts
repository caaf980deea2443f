import { printable } from '../oci/index.ts'
import type { Listing } from '../schema/source.ts'
import { toSourceError } from '../server/errors/source-error.ts'
import { SELF } from '../server/sources/manifest-store.ts'
import { openListing } from '../server/sources/open-place.ts'
import { connectionFlags, connectionUsage, outputFlag } from './connection-flags.ts'
import { FlagError, parseFlags } from './flags.ts'
import type { Io } from './io.ts'
import { cliOpening } from './opening.ts'
import { reportError, table } from './report.ts'

export const usage = `Usage: chartroom list URL [flags]

Lists the charts of a registry or namespace (oci://host/path), a classic repository (https://…), a folder, an OCI
layout (oci-layout:./dir) or a configured source (its name).

${connectionUsage}`

/** Status 0 for a complete or partial list, 1 for a refused one, whose JSON is printed all the same. */
export async function run(args: string[], io: Io): Promise<number> {
  const parsed = parseFlags({ ...connectionFlags, ...outputFlag }, args)
  const [url, ...more] = parsed.args
  if (url === undefined || more.length > 0)
    throw new FlagError('"chartroom list" requires 1 argument\n\n' + usage)
  const json = parsed.flags.output === 'json'
  // what stands before @ is a login, and a query may be one
  const shown = url.replace(/^(\w+:\/\/)[^/@]*@/, '$1').replace(/\?.*$/, '')
  let listing: Listing
  try {
    const source = await openListing(url, await cliOpening(parsed, io))
    listing = { ...(await source.list()), source: shown }
  } catch (error) {
    if (error instanceof FlagError) throw error
    const reason = toSourceError(error).toProblem()
    listing = {
      source: shown,
      listing: 'refused',
      reason,
      charts: [],
      others: [],
      askedAt: new Date().toISOString(),
    }
    if (json) io.out(toJson(listing))
    return reportError(error, io)
  }
  const { reason } = listing
  if (json) io.out(toJson(listing))
  else if (listing.charts.length > 0) io.out(toTable(listing))
  else if (listing.listing === 'complete') io.err(`No charts at ${shown}.\n`)
  if (reason !== null) {
    const level = listing.listing === 'refused' ? 'Error' : 'Warning'
    io.err(
      `${level}: [${reason.code}] ${printable(reason.message)}\n${reason.detail === undefined ? '' : `  seen: ${printable(reason.detail)}\n`}  cure: ${reason.cure}\n`,
    )
  }
  return listing.listing === 'refused' ? 1 : 0
}

/** The path below what was listed; nothing when that is the repository itself. */
const below = (repository: string): string => (repository === SELF ? '' : repository)

const toJson = ({ source, listing, reason, charts }: Listing): string => {
  const rows = charts.map(({ name, repository, latest, appVersion, description, deprecated }) => ({
    name,
    repository: below(repository),
    latest,
    appVersion,
    description,
    deprecated,
  }))
  return `${JSON.stringify({ source, listing, reason, charts: rows }, null, 2)}\n`
}

const toTable = ({ charts }: Listing): string =>
  table([
    ['NAME', 'VERSION', 'APP VERSION', 'DESCRIPTION'],
    ...charts.map((c) =>
      [below(c.repository) || c.name, c.latest ?? '', c.appVersion ?? '', c.description ?? ''].map(printable),
    ),
  ])
