import type { SourceError } from '../errors/source-error.ts'
import type { HttpResponse } from './http-client.ts'

const TRIES = 3

interface Download {
  /** sends the request, with a `Range` when one is given */
  readonly send: (range: string | undefined) => Promise<HttpResponse>
  /** a refusal as an error, undefined for success */
  readonly refusal: (answer: HttpResponse) => SourceError | undefined
  readonly truncated: (answer: HttpResponse, have: number) => SourceError
}

/**
 * Reads something large; digest and size are the caller's to check. A transfer that was cut short goes on with `Range` where
 * the server answers 206 for exactly the missing part, and starts anew otherwise.
 */
export async function download({ send, refusal, truncated }: Download): Promise<Uint8Array> {
  let have: Uint8Array = new Uint8Array()
  let mayResume = true
  for (let tries = 1; ; tries++) {
    const range = mayResume && have.length > 0 ? `bytes=${have.length}-` : undefined
    const answer = await send(range)
    if (range !== undefined && (answer.status === 206 || answer.status === 416)) {
      if (answer.status === 206 && startOf(answer) === have.length) have = Buffer.concat([have, answer.body])
      else {
        mayResume = false
        have = new Uint8Array()
        if (tries <= TRIES) continue
      }
    } else {
      const error = answer.cut === null ? refusal(answer) : undefined
      if (error !== undefined) throw error
      have = answer.body
    }
    if (answer.cut === null) return have
    if (tries >= TRIES) throw truncated(answer, have.length)
  }
}

/** The offset at which a partial answer begins. */
function startOf(answer: HttpResponse): number | undefined {
  const header = answer.headers['content-range']
  const match = /^bytes (\d+)-\d+\/(?:\d+|\*)$/.exec(
    (Array.isArray(header) ? header[0] : header)?.trim() ?? '',
  )
  return match === null ? undefined : Number(match[1])
}
