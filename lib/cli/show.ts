import { describeChart } from '../server/chart/describe-chart.ts'
import { showText, type ShowPart } from '../server/chart/show-text.ts'
import { unpackChart } from '../server/chart/unpack.ts'
import { SourceError } from '../server/errors/source-error.ts'
import { openChart } from '../server/sources/open-place.ts'
import { fromBytes } from '../go/text.ts'
import { connectionFlags, connectionUsage, outputFlag, versionFlags } from './connection-flags.ts'
import { FlagError, parseFlags } from './flags.ts'
import type { Io } from './io.ts'
import { cliOpening } from './opening.ts'
import { reporting } from './report.ts'

const PARTS: readonly string[] = ['chart', 'values', 'readme', 'crds', 'manifest', 'schema', 'all']

export const usage = `Usage: chartroom show ${PARTS.join('|')} CHART [flags]

Prints a part of a chart as helm show does; manifest prints the registry's bytes.

  --version, --devel, --repo                 as helm
${connectionUsage}`

export async function run(args: string[], io: Io): Promise<number> {
  const parsed = parseFlags({ ...connectionFlags, ...outputFlag, ...versionFlags }, args)
  const { flags } = parsed
  const [part, reference, ...more] = parsed.args
  if (part === undefined || reference === undefined || more.length > 0)
    throw new FlagError('"chartroom show" requires 2 arguments\n\n' + usage)
  if (!PARTS.includes(part))
    throw new FlagError(`unknown part ${JSON.stringify(part)}, expected one of ${PARTS.join(', ')}`)
  return reporting(io, async () => {
    const place = await openChart(
      reference,
      { version: flags.version, devel: flags.devel, repo: flags.repo },
      await cliOpening(parsed, io),
    )
    const chart = await place.source.resolve(place.repository, place.asked)
    if (part === 'manifest') {
      if (chart.manifest === null)
        throw new SourceError('NOT_FOUND', 'this kind of source has no manifests', {
          cure: 'Only registries and OCI layouts have manifests.',
        })
      io.out(fromBytes(chart.manifest.bytes))
      return 0
    }
    const unpacked = await unpackChart(place.source, chart)
    if (flags.output === 'table') {
      io.out(showText(part as ShowPart, unpacked.files))
      return 0
    }
    const { metadata, readme, values, valuesSchema, ...about } = describeChart('', chart, unpacked)
    const identity = {
      reference: about.reference,
      digest: about.digest,
      created: about.created,
      archive: about.archive,
    }
    const crds = showText('crds', unpacked.files)
    const parts: Record<string, object> = {
      chart: { ...metadata, ...identity },
      values: { ...identity, values },
      readme: { ...identity, readme },
      crds: { ...identity, crds },
      schema: { ...identity, schema: valuesSchema },
      all: { ...metadata, ...identity, files: about.files, values, readme, schema: valuesSchema, crds },
    }
    io.out(`${JSON.stringify(parts[part], null, 2)}\n`)
    return 0
  })
}
