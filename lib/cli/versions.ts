import { printable } from '../oci/index.ts'
import type { Versions } from '../schema/source.ts'
import { admits } from '../server/sources/choose-version.ts'
import { openChart } from '../server/sources/open-place.ts'
import { connectionFlags, connectionUsage, outputFlag, versionFlags } from './connection-flags.ts'
import { FlagError, oneOf, parseFlags } from './flags.ts'
import type { Io } from './io.ts'
import { cliOpening } from './opening.ts'
import { reporting, table } from './report.ts'

export const usage = `Usage: chartroom versions CHART [flags]

Lists the versions of a chart, newest first, with the digests of the newest ten.

  --digests newest|all|none                  whose digests to ask for
  --version RANGE                            only what the range admits
  --repo URL                                 a classic repository that holds CHART
${connectionUsage}`

export async function run(args: string[], io: Io): Promise<number> {
  const specs = {
    ...connectionFlags,
    ...outputFlag,
    ...versionFlags,
    digests: oneOf(['newest', 'all', 'none'], 'newest'),
  }
  const parsed = parseFlags(specs, args)
  const { flags } = parsed
  const [reference, ...more] = parsed.args
  if (reference === undefined || more.length > 0)
    throw new FlagError('"chartroom versions" requires 1 argument\n\n' + usage)
  return reporting(io, async () => {
    const { source, repository } = await openChart(
      reference,
      { repo: flags.repo },
      await cliOpening(parsed, io),
    )
    const all = await source.versions(repository, { digests: flags.digests as 'newest' | 'all' | 'none' })
    const versions =
      flags.version === ''
        ? all
        : { ...all, versions: all.versions.filter(({ version }) => admits(flags.version, version)) }
    io.out(flags.output === 'json' ? toJson(versions) : toTable(versions))
    return 0
  })
}

/** What no version range can see is no version here, but it is told. */
const toJson = ({ name, versions, otherTags }: Versions): string => {
  const rows = versions
    .filter((v) => v.resolvable)
    .map(({ version, tag, digest, created }) => ({ version, tag, digest, created }))
  const others = [...versions.filter((v) => !v.resolvable).map((v) => v.tag), ...otherTags]
  return `${JSON.stringify({ name, versions: rows, otherTags: others }, null, 2)}\n`
}

const toTable = ({ versions, otherTags }: Versions): string =>
  table([
    ['VERSION', 'TAG', 'DIGEST', 'CREATED'],
    ...versions.map((v) => [v.version, v.tag, v.digest ?? '', v.created ?? ''].map(printable)),
    ...otherTags.map((tag) => ['', printable(tag), '', '']),
  ])
