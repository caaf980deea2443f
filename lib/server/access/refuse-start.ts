import { toSourceError } from '../errors/source-error.ts'
import { accessInForce } from './access-in-force.ts'
import { badAddresses, type AccessRule } from './access-rule.ts'
import { isLoopback, whyNotStart } from './may-start.ts'
import { readHashFile } from './password.ts'

/** Ends the process with one clear line when it must not listen where it was told to. */
export async function refuseUnsafeStart(env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const reason = await reasonOf(env)
  if (reason === undefined) return
  console.error(reason)
  process.exit(1)
}

/** A configuration that cannot be read lets nobody in; on loopback pages then say what is wrong with it. */
async function reasonOf(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const host = env['HOSTNAME']
  try {
    const rule = await accessInForce(env)
    return whyNotStart(host, rule) ?? unusable(rule)
  } catch (error) {
    return isLoopback(host) ? undefined : toSourceError(error).message
  }
}

/** What would let nobody in, said before anybody tries. */
function unusable(rule: AccessRule): string | undefined {
  if (rule.kind === 'password') {
    try {
      readHashFile(rule.hashFile)
    } catch (error) {
      const { message, cure } = toSourceError(error)
      return `${message}. ${cure}`
    }
  }
  if (rule.kind === 'proxy') {
    const bad = badAddresses(rule.from)
    if (bad.length > 0) return `access.proxy.from: ${bad.join(', ')} is no address and no network`
    if (rule.from.length === 0) return 'access.proxy.from names no address, so nobody could get in'
  }
  return undefined
}
