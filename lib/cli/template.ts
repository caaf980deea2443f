import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { quote } from '../go/strconv/index.ts'
import type { Host } from '../go/value.ts'
import {
  nameFromTemplate,
  render,
  type ChartFile,
  type Profile,
  type RenderRequest,
  type RenderResponse,
} from '../helm/index.ts'
import { nodeHost } from '../worker/host-node.ts'
import { connectionFlags } from './connection-flags.ts'
import { CommandError } from './command-error.ts'
import { runWithDeeperStack } from './deeper-stack.ts'
import { FlagError, parseFlags, type Parsed } from './flags.ts'
import type { Io } from './io.ts'
import { readLocalChart } from './local-chart.ts'
import { idleFlags, ownFlags, refusedFlags, templateFlags, verifyFlags } from './template-flags.ts'
import { templateRequest } from './template-request.ts'
import { writeDocuments } from './write-documents.ts'

export const usage = `Usage: chartroom template [NAME] CHART [flags]

Renders a chart as helm template does: the same output, errors and exit status for the same arguments.

  --profile helm-3.21|helm-4.2   which Helm to be (default helm-4.2)
  --seed S                       random values, keys and time that stay the same for the same S
  --source-map FILE              also write where each line of the output came from, as JSON

CHART is a folder, a .tgz, oci://host/path[:tag|@digest], https://…/x.tgz, oci-layout:./dir:tag, or source/name.
All other flags are those of helm template.
`

const flags = {
  ...templateFlags,
  ...ownFlags,
  ...connectionFlags,
  ...idleFlags,
  ...refusedFlags,
  ...verifyFlags,
}
type Given = Parsed<typeof flags>

/** Status 0, or 1 with Helm's own error. */
export async function run(args: string[], io: Io): Promise<number> {
  const given = parseFlags(flags, args)
  refuse(given)
  const host = await hostOf(given.flags.seed)
  const { name, chart } = nameAndChart(given, host)
  const read = locate(chart, given, io)
  const request = templateRequest(given.flags, name, io)
  const files = await read()
  if (files === undefined) return 1
  const response = await rendered({ ...request, files }, host, given.flags['source-map'])
  if (!response.ok && response.error.text.includes('DEPTH_LIMIT')) {
    const status = await runWithDeeperStack()
    if (status !== undefined) return status
  }
  for (const line of response.warnings) io.err(`${line}\n`)
  if (response.ok && response.documents !== undefined) {
    writeDocuments(response.documents, given.flags, name, io)
    return 0
  }
  io.out(response.stdout)
  if (!response.ok) throw new CommandError(response.error.text)
  return 0
}

/** With a source map asked for, by the renderer that traces: loaded only then. */
async function rendered(request: RenderRequest, host: Host, sourceMap: string): Promise<RenderResponse> {
  if (sourceMap === '') return render(request, host)
  return (await import('./source-map.ts')).renderWithSourceMap(request, host, sourceMap)
}

function refuse({ flags: given, changed }: Given): void {
  if (given['dependency-update']) {
    throw new CommandError('--dependency-update is not supported: run helm dependency update, then render')
  }
  if (given.validate || ['server', 'none', 'false'].includes(given['dry-run'])) {
    throw new CommandError('rendering against a cluster is not supported: chartroom talks to no cluster')
  }
  if (!['', 'unset', 'client', 'true'].includes(given['dry-run'])) {
    throw new FlagError(
      `invalid dry-run value ("${given['dry-run']}"). Must be "none", "server", or "client"`,
    )
  }
  if (changed('post-renderer'))
    throw new CommandError('--post-renderer is not supported: chartroom runs no other program')
}

const hostOf = async (seed: string): Promise<Host> =>
  seed === '' ? nodeHost() : (await import('../worker/host-seeded.ts')).seededHost(seed)

/** Mirrors `NameAndChart`. */
function nameAndChart({ flags: given, args }: Given, host: Host): { name: string; chart: string } {
  const [first, second, ...more] = args
  if (first === undefined) {
    throw new FlagError(
      '"helm template" requires at least 1 argument\n\nUsage:  helm template [NAME] [CHART] [flags]',
    )
  }
  if (more.length > 0)
    throw new FlagError(`expected at most two arguments, unexpected arguments: ${more.join(', ')}`)
  if (second !== undefined) {
    if (given['generate-name']) throw new FlagError('cannot set --generate-name and also specify a name')
    if (given['name-template'] !== '')
      throw new FlagError('cannot set --name-template and also specify a name')
    return { name: first, chart: second }
  }
  if (given['name-template'] !== '')
    return { name: nameFromTemplate(given['name-template'], host), chart: first }
  return { name: 'release-name', chart: first }
}

/** Mirrors `LocateChart`: what is there on the disk is meant, all else is a reference. */
function locate(text: string, given: Given, io: Io): () => Promise<ChartFile[] | undefined> {
  const chart = text.trim()
  if (given.flags.repo === '' && !chart.startsWith('oci-layout:')) {
    const { profile } = given.flags
    if (existsSync(chart)) {
      return async () => {
        if (given.flags.verify) {
          const { demandFileProvenance } = await import('./demand-provenance.ts')
          demandFileProvenance(chart, given.flags.keyring, io)
        }
        return readLocalChart(chart, profile as Profile)
      }
    }
    if (isAbsolute(chart) || chart.startsWith('.')) throw new CommandError(`path ${quote(chart)} not found`)
  }
  return async () => (await import('./remote-chart.ts')).readRemoteChart(chart, given, io)
}
