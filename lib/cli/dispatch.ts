import { GoError } from '../go/value.ts'
import { FlagError, HelpRequested } from './flags.ts'
import type { Io } from './io.ts'

/** What every verb's file exports: its usage text, and the verb itself giving the exit status. */
interface Verb {
  readonly usage?: string
  run(args: string[], io: Io): Promise<number>
}

/** Why a verb ends with status 1: `Error: …` on standard error, in words for people. Any other error is a fault of ours. */
export class CommandError extends Error {
  override name = 'CommandError'
}

/** Each verb is loaded only when it is asked for, so that `template` starts without network code or contracts. */
const verbs: Readonly<Record<string, { readonly about: string; load(): Promise<Verb> }>> = {
  template: { about: 'render a chart, byte for byte as helm template', load: () => import('./template.ts') },
  verify: { about: 'judge a chart’s signatures', load: () => later('verify') },
  list: { about: 'the charts of a registry, repository or folder', load: () => later('list') },
  versions: { about: 'the versions of a chart', load: () => later('versions') },
  show: {
    about: 'what a chart holds: chart, values, readme, crds, manifest, schema, all',
    load: () => later('show'),
  },
  diff: { about: 'the rendered difference of two charts', load: () => later('diff') },
  rollout: { about: 'every release of a deployment file', load: () => later('rollout') },
  doctor: { about: 'a connection, step by step', load: () => later('doctor') },
  serve: { about: 'start the built server', load: () => later('serve') },
}

const later = async (verb: string): Promise<Verb> => {
  try {
    return (await import(`./${verb}.ts`)) as Verb
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ERR_MODULE_NOT_FOUND') throw new CommandError(`chartroom ${verb} is not in this build`)
    throw error
  }
}

/**
 * Runs one command line.
 * @param args what follows the program's name
 * @returns the exit status: 0 done, 1 error or bad usage, else what the verb says
 */
export async function dispatch(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '-h' || name === '--help' || name === 'help') {
    const asked = name === 'help' && rest[0] !== undefined ? verbs[rest[0]] : undefined
    io.out(asked === undefined ? overview() : ((await asked.load()).usage ?? overview()))
    return 0
  }
  const verb = Object.hasOwn(verbs, name) ? verbs[name]! : undefined
  if (verb === undefined) {
    io.err(`Error: unknown command "${name}" for "chartroom"\nRun 'chartroom --help' for usage.\n`)
    return 1
  }
  try {
    const { run, usage } = await verb.load()
    try {
      return await run(rest, io)
    } catch (error) {
      if (!(error instanceof HelpRequested)) throw error
      io.out(usage ?? overview())
      return 0
    }
  } catch (error) {
    if (!(error instanceof CommandError || error instanceof FlagError || error instanceof GoError))
      throw error
    io.err(`Error: ${error.message}\n`)
    return 1
  }
}

const overview = (): string =>
  [
    'Usage: chartroom <verb> [flags]',
    '',
    ...Object.entries(verbs).map(([name, { about }]) => `  ${name.padEnd(10)} ${about}`),
    '',
    'chartroom <verb> --help tells more.',
    '',
  ].join('\n')
