import { toSourceError } from '../errors/source-error.ts'

/** Whether a client wants to see each step as it comes (`text/event-stream`) rather than all at the end. */
export const wantsEvents = (request: Request): boolean =>
  (request.headers.get('accept') ?? '').includes('text/event-stream')

/**
 * Sends what a generator yields as server-sent events `step`, then `done`; a failure on the way as `problem`. Ends the work
 * when nobody listens any more.
 */
export function eventStream(work: AsyncGenerator<unknown>): Response {
  const encoder = new TextEncoder()
  const event = (name: string, data: unknown): Uint8Array =>
    encoder.encode(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await work.next()
        controller.enqueue(done === true ? event('done', {}) : event('step', value))
        if (done === true) controller.close()
      } catch (error) {
        const known = toSourceError(error)
        if (known.code === 'INTERNAL')
          console.error(
            JSON.stringify({ level: 'error', code: known.code, error: String(known.cause ?? error) }),
          )
        controller.enqueue(event('problem', known.toProblem()))
        controller.close()
      }
    },
    async cancel() {
      await work.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    },
  })
}
