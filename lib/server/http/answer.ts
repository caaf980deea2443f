import { createHash, randomUUID } from 'node:crypto'
import type { ProblemDetails } from '../../schema/problem.ts'
import { httpStatus } from '../errors/http-status.ts'
import { toSourceError } from '../errors/source-error.ts'

const REQUEST_ID = /^[\w.-]{1,64}$/

interface Body {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
}

interface AnswerOptions {
  /** the request named the content by digest, so the answer never changes */
  readonly immutable?: boolean
}

/** JSON as an answer's body. */
export const json = (value: unknown): Body => ({
  bytes: new TextEncoder().encode(JSON.stringify(value)),
  type: 'application/json',
})

/** Raw bytes as an answer's body. */
export const raw = (bytes: Uint8Array, type: string): Body => ({ bytes: new Uint8Array(bytes), type })

/**
 * Runs an action and makes its HTTP answer: ETag and caching on success, RFC 9457 problem details with the action's
 * code on failure, the request's id on both. What was not foreseen is logged under that id and said as INTERNAL.
 */
export async function answer(
  request: Request,
  action: () => Promise<Body>,
  { immutable = false }: AnswerOptions = {},
): Promise<Response> {
  const given = request.headers.get('x-request-id') ?? ''
  const id = REQUEST_ID.test(given) ? given : randomUUID()
  try {
    return withBody(request, id, await action(), immutable)
  } catch (error) {
    return problem(request, id, error)
  }
}

function withBody(request: Request, id: string, { bytes, type }: Body, immutable: boolean): Response {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`
  const headers = {
    etag,
    'cache-control': immutable ? 'private, max-age=31536000, immutable' : 'private, no-cache',
    'x-content-type-options': 'nosniff',
    'x-request-id': id,
  }
  const known = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? []
  if (known.includes(etag)) return new Response(null, { status: 304, headers })
  return new Response(bytes, { headers: { ...headers, 'content-type': type } })
}

function problem(request: Request, id: string, error: unknown): Response {
  const known = toSourceError(error)
  const { code, message, detail, cure } = known.toProblem()
  if (code === 'INTERNAL')
    console.error(JSON.stringify({ level: 'error', id, code, error: String(known.cause ?? error) }))
  const status = httpStatus(known.code)
  const body: ProblemDetails = {
    type: `/codes/${code}`,
    title: message,
    status,
    code,
    ...(detail !== undefined && { detail }),
    ...(cure !== undefined && { cure }),
    instance: new URL(request.url).pathname,
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-request-id': id,
      ...(known.retryAfter !== null && { 'retry-after': String(known.retryAfter) }),
    },
  })
}
