import {
  keyOf,
  type RevocationAnswers,
  type RevocationQuestion,
} from '../../verify/revocation/chain-status.ts'
import { buildConnection, timeoutsOf } from '../connection/connection.ts'
import { proxyFromEnvironment } from '../connection/proxy.ts'
import { toSourceError } from '../errors/source-error.ts'
import { parallel } from '../sources/parallel.ts'
import { HttpClient } from '../transport/http-client.ts'

const MOST = 16
const WIDTH = 4
/** Lists of large authorities are long; a responder's answer never is. */
const LONGEST_LIST = 10 * 1024 * 1024
const LONGEST_ANSWER = 64 * 1024
const PATIENCE = 8000

/** An answer is asked for again after this time, in milliseconds. */
const FRESH = 10 * 60 * 1000
const known = new Map<string, { readonly at: number; readonly answer: Uint8Array }>()

/**
 * Asks responders and fetches lists, at public addresses and those that were allowed. Who does not answer becomes words, never
 * an error: nothing is known then, and the verdict says so.
 */
export async function askRevocation(
  questions: readonly RevocationQuestion[],
  { allowAddresses }: { readonly allowAddresses: readonly string[] },
): Promise<RevocationAnswers> {
  const all = [...new Map(questions.map((one) => [keyOf(one), one] as const))].slice(0, MOST)
  const asked = await parallel(all, WIDTH, async ([key, question]) => {
    const kept = known.get(key)
    if (kept !== undefined && Date.now() - kept.at < FRESH) return [key, kept.answer] as const
    try {
      const answer = await ask(question, allowAddresses)
      if (typeof answer !== 'string') known.set(key, { at: Date.now(), answer })
      if (known.size > 500) known.delete(known.keys().next().value!)
      return [key, answer] as const
    } catch (error) {
      return [key, toSourceError(error).code] as const
    }
  })
  return new Map(asked)
}

/** RFC 6960, appendix A: a request that is short enough travels in the address, where caches see it. */
async function ask(
  { url: given, request }: RevocationQuestion,
  allowAddresses: readonly string[],
): Promise<Uint8Array | string> {
  const encoded = request && encodeURIComponent(Buffer.from(request).toString('base64'))
  const url = new URL(encoded === null ? given : `${given.replace(/\/$/, '')}/${encoded}`)
  const connection = buildConnection({
    origin: new URL(url.origin),
    tls: { verify: true },
    proxy: proxyFromEnvironment(process.env),
    mayBePrivate: false,
    allowAddresses,
    timeouts: timeoutsOf(PATIENCE),
    retries: { tries: 1, pause: 0, longest: 0 },
  })
  const client = new HttpClient(connection)
  try {
    const limit = request === null ? LONGEST_LIST : LONGEST_ANSWER
    const { status, body, cut } = await client.request({ method: 'GET', url, limit, phase: 'request' })
    return status === 200 && cut === null ? body : `answered ${status}`
  } finally {
    await client.close()
  }
}
