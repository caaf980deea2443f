import { readRollout, type Rollout } from '../rollout/index.ts'
import { rolloutMarkdown } from '../schema/rollout-markdown.ts'
import { answerOf } from '../server/rollout/answer.ts'
import type { RolloutMeans } from '../server/rollout/means.ts'
import type { ReleaseResult } from '../server/rollout/result.ts'
import { runRollout } from '../server/rollout/run.ts'
import { loadTrust, noTrust } from '../server/trust/trust.ts'
import { nodeHost } from '../worker/host-node.ts'
import { CommandError } from './command-error.ts'
import { connectionFlags, connectionUsage } from './connection-flags.ts'
import { FlagError, list, oneOf, parseFlags, text, bool } from './flags.ts'
import type { Io } from './io.ts'
import { cliOpening } from './opening.ts'
import { osError } from './os-error.ts'
import { reporting } from './report.ts'
import { RolloutFiles, rootOf } from './rollout-files.ts'
import { cliMeans } from './rollout-means.ts'
import { rolloutText } from './rollout-text.ts'

export const usage = `Usage: chartroom rollout FILE… [flags]

Reads what a delivery tool would install: Helmfile, Fleet, k0s, Argo CD, Flux or Kustomize files. Every release is resolved,
verified under the policies of chartroom.yaml and rendered with that tool's names, namespaces and order of values.
Exit status: 0 all verified, 1 something cannot be read, had or rendered, else the worst verdict: 2 untrusted, 3 invalid,
4 unsigned, 5 could not check.

  --against FILE                             the same files as they were, to compare with; may be repeated
  -e, --environment NAME                     Helmfile's environment
  --env NAME=VALUE                           a variable for templates, besides those of this process; may be repeated
  --no-env                                   templates see no variable of this process
  --config FILE                              sources, trust and policies of a chartroom.yaml
  --any-verdict                              exit with 0 whatever the verdicts are
${connectionUsage.replace('table|json', 'table|json|markdown')}`

const flagSpecs = {
  ...connectionFlags,
  output: oneOf(['table', 'json', 'markdown'], 'table', 'o'),
  against: list(),
  environment: text('default', 'e'),
  env: list(),
  'no-env': bool(),
  config: text(),
  'any-verdict': bool(),
} as const

/** Files that a rollout asks for are read from the disk as often as it finds new ones to ask for. */
const ROUNDS = 10

export async function run(args: string[], io: Io): Promise<number> {
  const parsed = parseFlags(flagSpecs, args)
  const { flags } = parsed
  if (parsed.args.length === 0)
    throw new FlagError(`"chartroom rollout" requires at least 1 argument\n\n${usage}`)
  const env = variables(flags.env, flags['no-env'], io)
  return reporting(io, async () => {
    const opening = await cliOpening(parsed, io)
    const config =
      flags.config === ''
        ? opening.config
        : (await import('../server/config/read-config.ts')).readConfig(flags.config)
    const trust = config === undefined ? noTrust : loadTrust(config)
    const after = read(parsed.args, flags.environment, env)
    const before = flags.against.length === 0 ? null : read(flags.against, flags.environment, env)
    const means = (root: string): RolloutMeans => cliMeans({ ...opening, config }, trust, root)
    const was = before === null ? null : await resultsOf(before.rollout, means(before.root))
    const answer = answerOf(after.rollout, await resultsOf(after.rollout, means(after.root)), was)
    switch (flags.output) {
      case 'json':
        io.out(`${JSON.stringify(answer, null, 2)}\n`)
        break
      case 'markdown':
        io.out(rolloutMarkdown(answer))
        break
      default:
        io.out(rolloutText(answer))
    }
    return flags['any-verdict'] && answer.exit !== 1 ? 0 : answer.exit
  })
}

interface Read {
  readonly rollout: Rollout
  readonly root: string
}

/** @throws CommandError for a file that is not there */
function read(paths: readonly string[], environment: string, env: Readonly<Record<string, string>>): Read {
  const files = new RolloutFiles(rootOf(paths))
  try {
    for (const path of paths) files.take(path)
  } catch (error) {
    throw new CommandError(osError(error))
  }
  const entries = paths.map((path) => files.nameOf(path))
  for (let round = 0; ; round++) {
    const rollout = readRollout({ files: files.texts, entries, environment, env }, nodeHost())
    if (round === ROUNDS || !files.takeWanted(rollout.wanted)) return { rollout, root: files.root }
  }
}

async function resultsOf(rollout: Rollout, means: RolloutMeans): Promise<ReleaseResult[]> {
  const results: ReleaseResult[] = []
  for await (const event of runRollout(rollout, means))
    if (event.kind === 'release') results.push(event.result)
  return results
}

function variables(given: readonly string[], alone: boolean, io: Io): Record<string, string> {
  const own = alone
    ? []
    : Object.entries(io.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const named = given.map((pair): [string, string] => {
    const at = pair.indexOf('=')
    if (at < 1)
      throw new FlagError(`invalid argument ${JSON.stringify(pair)} for "--env" flag: expected NAME=VALUE`)
    return [pair.slice(0, at), pair.slice(at + 1)]
  })
  return Object.fromEntries([...own, ...named])
}
