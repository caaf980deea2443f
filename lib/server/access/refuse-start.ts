import { findConfig } from '../config/find-config.ts'
import { toSourceError } from '../errors/source-error.ts'
import { whyNotStart } from './may-start.ts'

/** Ends the process with one clear line when it must not listen where it was told to. */
export function refuseUnsafeStart(env: NodeJS.ProcessEnv = process.env): void {
  const reason = whyNotStart(env['HOSTNAME'], accessOf(env))
  if (reason === undefined) return
  console.error(reason)
  process.exit(1)
}

/** A configuration that cannot be read lets nobody in; pages then say what is wrong with it. */
function accessOf(env: NodeJS.ProcessEnv): ReturnType<typeof findConfig>['config']['access'] {
  try {
    return findConfig(env).config.access
  } catch (error) {
    console.error(toSourceError(error).message)
    return undefined
  }
}
