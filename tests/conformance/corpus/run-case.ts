import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readArchive } from '../../../lib/archive/index.ts'
import { parseFlags } from '../../../lib/cli/flags.ts'
import { ownFlags, templateFlags } from '../../../lib/cli/template-flags.ts'
import { templateRequest } from '../../../lib/cli/template-request.ts'
import { toBytes } from '../../../lib/go/text.ts'
import type { Host, Limits } from '../../../lib/go/value.ts'
import { render, type ChartFile, type RenderRequest } from '../../../lib/helm/index.ts'
import { defaultLimits } from '../../../lib/helm/limits.ts'
import { corpusFolder, type CorpusCase } from './cases.ts'

/** What we printed for a case, as the command line would. */
export interface Outcome {
  readonly ok: boolean
  readonly stdout: Uint8Array
  readonly stderr: string
}

export const readChart = (id: string): ChartFile[] =>
  readArchive(readFileSync(join(corpusFolder, 'charts', `${id}.tgz`)))

/** The request that the command line makes of a case. */
export function requestOf(c: CorpusCase, files: readonly ChartFile[]): RenderRequest {
  const values = c.values.flatMap((path) => ['-f', join(corpusFolder, 'values', c.id, path)])
  const { flags } = parseFlags({ ...templateFlags, ...ownFlags }, [
    ...values,
    ...(c.args ?? []),
    '--profile',
    c.profile,
  ])
  const request = templateRequest(flags, 'release-name', {
    out() {},
    err() {},
    stdin: () => new Uint8Array(),
    env: {},
  })
  return { ...request, files }
}

/** A quarter of what a render may do. Every real chart must do with it: that is the room which the limits have. */
const quarter: Limits = Object.fromEntries(
  Object.entries(defaultLimits).map(([name, limit]) => [name, limit / 4]),
) as unknown as Limits

/** Renders a case in this process, through the flags of the command line. */
export function runCase(c: CorpusCase, files: readonly ChartFile[], host: Host): Outcome {
  const response = render(requestOf(c, files), host, quarter)
  const warnings = response.warnings.map((line) => `${line}\n`).join('')
  const error = response.ok ? '' : `Error: ${response.error.text}\n`
  return { ok: response.ok, stdout: toBytes(response.stdout), stderr: warnings + error }
}

/** Why a case differs from what Helm did; undefined when it does not. */
export function difference(
  c: CorpusCase,
  outcome: Outcome,
  golden: Uint8Array | undefined,
): string | undefined {
  if (c.status === 'error') {
    if (outcome.ok) return 'accepted what Helm refuses'
    if (c.stderr_varies) return undefined
    return withoutNetwork(outcome.stderr) === withoutNetwork(c.stderr!)
      ? undefined
      : `error text differs:\n${outcome.stderr}`
  }
  if (!outcome.ok) return `refused: ${outcome.stderr}`
  if (c.status === 'masked') return maskedDifference(c.mask!, outcome.stdout, golden!)
  const sha = createHash('sha256').update(outcome.stdout).digest('hex')
  return sha === c.sha256 ? undefined : 'output differs'
}

/** We never fetch schemas; Helm tried on a machine without a network, whose words its resolver chose. */
const withoutNetwork = (text: string): string =>
  text.replace(
    /(failing loading "[^"]*": )(?:HTTP request failed for .*?: no such host|schemas are not fetched from the network)/gs,
    '$1…',
  )

function maskedDifference(
  mask: readonly (readonly [number, number])[],
  ours: Uint8Array,
  golden: Uint8Array,
): string | undefined {
  const common = new Map(mask)
  const mine = linesOf(ours)
  const theirs = linesOf(golden)
  if (mine.length !== theirs.length) return `${mine.length} lines, Helm ${theirs.length}`
  for (let i = 0; i < mine.length; i++) {
    const size = common.get(i)
    const [a, b] =
      size === undefined ? [mine[i]!, theirs[i]!] : [mine[i]!.subarray(0, size), theirs[i]!.subarray(0, size)]
    if (Buffer.compare(a, b) !== 0) return `line ${i + 1} differs:\n  ${Buffer.from(a)}\n  ${Buffer.from(b)}`
  }
  return undefined
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  let from = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
    lines.push(bytes.subarray(from, at))
    from = at + 1
  }
  lines.push(bytes.subarray(from))
  return lines
}
