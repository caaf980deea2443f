import { GoError } from '../go/value.ts'
import { HelpRequested } from './flags.ts'
import type { Io } from './io.ts'

/** What every verb's file exports: its usage text, and the verb itself giving the exit status. */
export interface Verb {
  readonly usage?: string
  run(args: string[], io: Io): Promise<number>
}

/** Runs a verb; its own refusals and bad usage end it with status 1 and `Error: …`, faults of ours go on. */
export async function runVerb(load: () => Promise<Verb>, args: string[], io: Io): Promise<number> {
  try {
    const { run, usage = '' } = await load()
    try {
      return await run(args, io)
    } catch (error) {
      if (!(error instanceof HelpRequested)) throw error
      io.out(usage)
      return 0
    }
  } catch (error) {
    if (!isRefusal(error)) throw error
    io.err(`Error: ${error.message}\n`)
    return 1
  }
}

/** By name: the bundle holds each class once for each of its parts. */
const isRefusal = (error: unknown): error is Error =>
  error instanceof Error &&
  (error instanceof GoError || ['CommandError', 'FlagError', 'GoError'].includes(error.name))
