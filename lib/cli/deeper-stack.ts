/** What a thread of its own gets: enough for templates that include themselves until Helm's own limit stops them. */
const STACK_MB = 64

/**
 * Runs this command line once more in a thread with a larger stack, which the main thread cannot have after its start.
 * @returns its exit status; undefined when this is that thread already
 */
export async function runWithDeeperStack(): Promise<number | undefined> {
  const { isMainThread, Worker } = process.getBuiltinModule('node:worker_threads')
  if (!isMainThread) return undefined
  const [, program, ...argv] = process.argv
  const worker = new Worker(program!, { argv, resourceLimits: { stackSizeMb: STACK_MB } })
  return new Promise((resolve, reject) => worker.on('error', reject).on('exit', resolve))
}
