import { statSync } from 'node:fs'
import type { Profile } from '../helm/index.ts'
import {
  compareCharts,
  isNoiseRule,
  isSameSigner,
  markdownReport,
  NOISE_RULES,
  textReport,
  verdictLine,
  type NoiseRule,
  type Report,
} from '../objects/index.ts'
import type { Verdict } from '../schema/verdict.ts'
import { chartMetadata } from '../server/chart/metadata.ts'
import { seededHost } from '../worker/host-seeded.ts'
import { CommandError } from './command-error.ts'
import { connectionFlags, connectionUsage, versionFlags } from './connection-flags.ts'
import { runWithDeeperStack } from './deeper-stack.ts'
import { diffSide, type DiffSide } from './diff-side.ts'
import { bool, commaList, FlagError, oneOf, parseFlags, text, type Parsed } from './flags.ts'
import type { Io } from './io.ts'
import { ownFlags, templateFlags } from './template-flags.ts'
import { templateRequest } from './template-request.ts'
import { valueLayers } from './value-layers.ts'
import { judge, trustFlags } from './verify.ts'

export const usage = `Usage: chartroom diff A B [flags]

Renders two charts with the same values and shows what differs in what they create: objects, images, signatures, values,
risks. A and B are charts as every verb takes them. Exit status: 0 equal, 1 error, 2 different.

  -f, --set, …, -n, --kube-version, -a       as helm template, for both; --seed too, so that random values stay the same
  --from-values FILE                         values of A alone, instead of -f
  --release NAME                             of the release (default release-name)
  --skip-crds, --no-hooks, --skip-tests      leave these out; CRDs are compared unless told otherwise
  --noise RULES                              lines that mean nothing: ${NOISE_RULES.join(', ')}; all (default) or none
  --ignore-noise                             status 0 where nothing but noise differs
  --keyring, --key, …, --config              trust, as verify takes it
  --no-verify                                ask for no signatures
  -o, --output table|json|markdown           markdown for a pull request
${connectionUsage.replace(/^.*-o, --output.*\n/m, '')}`

const diffFlags = {
  'from-values': commaList(),
  release: text('release-name'),
  noise: text('all'),
  'ignore-noise': bool(),
  'no-verify': bool(),
  output: oneOf(['table', 'text', 'json', 'markdown'], 'table', 'o'),
} as const

const flags = {
  ...templateFlags,
  ...ownFlags,
  ...connectionFlags,
  ...versionFlags,
  ...trustFlags,
  ...diffFlags,
}
type Given = Parsed<typeof flags>

export async function run(args: string[], io: Io): Promise<number> {
  const given = parseFlags(flags, args)
  const [first, second, ...more] = given.args
  if (first === undefined || second === undefined || more.length > 0)
    throw new FlagError(`"chartroom diff" requires 2 arguments\n\n${usage}`)
  const noise = noiseOf(given.flags.noise)
  const { release, seed, 'skip-crds': skipCrds, 'from-values': own } = given.flags
  const request = { ...templateRequest(given.flags, release, io), includeCrds: !skipCrds, objects: true }
  const fromValues = own.length === 0 ? request.values : valueLayers({ ...given.flags, values: own }, io)
  const sides = await openSides(first, second, given, io)
  if (sides === undefined) return 1
  const [a, b] = sides
  const compared = compareCharts(
    {
      before: { ...request, values: fromValues, files: a.files },
      after: { ...request, files: b.files },
      seed: seed === '' ? '1' : seed,
      noise,
    },
    seededHost,
  )
  if (
    [compared.refused.before, compared.refused.after].some((error) => error?.text.includes('DEPTH_LIMIT'))
  ) {
    const status = await runWithDeeperStack()
    if (status !== undefined) return status
  }
  const verdicts = given.flags['no-verify']
    ? ([null, null] as const)
    : await verdictsOf(first, second, given, io)
  const report = {
    ...compared,
    before: sideOf(first, a, verdicts[0]),
    after: sideOf(second, b, verdicts[1]),
  }
  print(report, verdicts, given, io)
  for (const [reference, error] of [
    [first, compared.refused.before],
    [second, compared.refused.after],
  ] as const)
    if (error !== null) io.err(`Error: ${reference} does not render: ${error.text}\n`)
  if (compared.render === null) return 1
  return isDifferent(report, verdicts, given.flags['ignore-noise']) ? 2 : 0
}

function noiseOf(asked: string): readonly NoiseRule[] {
  if (asked === 'all') return NOISE_RULES
  const rules = asked === 'none' || asked === '' ? [] : asked.split(',')
  if (!rules.every(isNoiseRule))
    throw new FlagError(`--noise takes all, none, or some of ${NOISE_RULES.join(', ')}`)
  return rules
}

async function openSides(
  first: string,
  second: string,
  given: Given,
  io: Io,
): Promise<readonly [DiffSide, DiffSide] | undefined> {
  const profile = given.flags.profile as Profile
  const a = await diffSide(first, profile, given, io)
  const b = a === undefined ? undefined : await diffSide(second, profile, given, io)
  return a === undefined || b === undefined ? undefined : [a, b]
}

type Verdicts = readonly [before: Verdict | null, after: Verdict | null]

async function verdictsOf(first: string, second: string, given: Given, io: Io): Promise<Verdicts> {
  return [await verdictOf(first, given, io), await verdictOf(second, given, io)]
}

/** A folder has nothing that could be signed; what cannot be asked is told by the verb itself. */
async function verdictOf(reference: string, given: Given, io: Io): Promise<Verdict | null> {
  if (statSync(reference, { throwIfNoEntry: false })?.isDirectory() === true) return null
  try {
    const verdict = await judge(reference, given as never, io)
    return typeof verdict === 'number' ? null : verdict
  } catch (error) {
    if (error instanceof FlagError) throw error
    throw new CommandError(error instanceof Error ? error.message : String(error))
  }
}

function sideOf(reference: string, { files }: DiffSide, verdict: Verdict | null): Report['before'] {
  const { name, version } = chartMetadata(files)
  return {
    title: name === '' ? reference : `${name} ${version}`,
    digest: verdict?.digest ?? '',
    verdict: verdict === null ? null : verdictLine(verdict),
  }
}

function print(report: Report, [before, after]: Verdicts, { flags: given }: Given, io: Io): void {
  const folds = new Set(noiseOf(given.noise))
  switch (given.output) {
    case 'json': {
      const side = (title: string, verdict: Verdict | null): object => ({
        chart: title,
        digest: verdict?.digest ?? null,
        signature: verdict === null ? null : { status: verdict.status, mechanisms: verdict.mechanisms },
      })
      const { before: a, after: b, ...rest } = report
      const from = side(a.title, before)
      const to = side(b.title, after)
      io.out(`${JSON.stringify({ from, to, ...rest }, null, 2)}\n`)
      return
    }
    case 'markdown':
      io.out(markdownReport(report, folds))
      return
    default:
      io.out(harmless(textReport(report, folds)))
  }
}

/** What a chart's author wrote may hold signs that a terminal obeys: they are shown, not sent. */
const harmless = (text: string): string =>
  text.replace(/\p{Cc}/gu, (sign) =>
    sign === '\n' || sign === '\t' ? sign : `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )

/** Objects that differ, or who vouches for them. */
function isDifferent({ render }: Report, [before, after]: Verdicts, ignoresNoise: boolean): boolean {
  if (render!.objects.some(({ change }) => change !== 'noise' || !ignoresNoise)) return true
  if (before === null || after === null) return false
  return before.status !== after.status || isSameSigner(before, after) === false
}
