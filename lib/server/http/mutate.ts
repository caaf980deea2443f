import { demandWriter } from '../access/demand-writer.ts'
import type { Identity } from '../access/identity.ts'
import { answer, json } from './answer.ts'

/**
 * Runs an action that changes something, for who may: signed in, and from a page of this server.
 * @param action gives what is answered as JSON
 */
export const mutate = (
  request: Request,
  action: (identity: Identity) => Promise<unknown>,
): Promise<Response> => answer(request, async () => json((await action(await demandWriter(request))) ?? {}))
