/** Why a verb ends with status 1: `Error: …` on standard error, in words for people. Any other error is a fault of ours. */
export class CommandError extends Error {
  override name = 'CommandError'
}
