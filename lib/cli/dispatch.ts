import type { Io } from './io.ts'
import { runVerb, type Verb } from './run-verb.ts'

/** Each verb is loaded only when it is asked for, so that `template` starts without network code or contracts. */
const verbs: Readonly<Record<string, { readonly about: string; load(): Promise<Verb> }>> = {
  template: { about: 'render a chart, byte for byte as helm template', load: () => import('./template.ts') },
  verify: { about: 'judge a chart’s signatures', load: () => import('./verify.ts') },
  list: { about: 'the charts of a registry, repository or folder', load: () => import('./list.ts') },
  versions: { about: 'the versions of a chart', load: () => import('./versions.ts') },
  show: {
    about: 'what a chart holds: chart, values, readme, crds, manifest, schema, all',
    load: () => import('./show.ts'),
  },
  diff: { about: 'what sets two rendered charts apart', load: () => import('./diff.ts') },
  rollout: {
    about: 'what Helmfile, Fleet, k0s, Argo CD and Flux files would install',
    load: () => import('./rollout.ts'),
  },
  doctor: { about: 'a connection, step by step', load: () => import('./doctor.ts') },
  password: { about: 'hash a password for access: password', load: () => import('./password.ts') },
  serve: { about: 'start the built server', load: () => import('./serve.ts') },
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
  return runVerb(verb.load, rest, io)
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
