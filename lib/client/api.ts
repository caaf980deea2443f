import type { ProblemDetails } from '../schema/problem.ts'

/** A refusal of our own API: its problem details. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly problem: ProblemDetails
  constructor(problem: ProblemDetails) {
    super(problem.title)
    this.problem = problem
  }
}

/**
 * Asks our own API.
 * @throws ApiError with problem details; where none came, with `CONNECTION_RESET` for a server that did not answer
 */
export const ask = (url: string, signal?: AbortSignal): Promise<Response> =>
  send(url, signal === undefined ? {} : { signal })

/** Sends JSON to our own API; `accept` asks for an answer in that form. @throws ApiError as `ask` does */
export const sendJson = (
  method: 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: unknown,
  signal?: AbortSignal,
  accept?: string,
): Promise<Response> =>
  send(url, {
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...(accept !== undefined && { accept }) },
    }),
    ...(signal !== undefined && { signal }),
  })

async function send(url: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, init)
  } catch (error) {
    if (init.signal?.aborted === true) throw error
    throw new ApiError({
      type: '/codes/CONNECTION_RESET',
      title: 'This server did not answer',
      status: 0,
      code: 'CONNECTION_RESET',
    })
  }
  if (response.ok) return response
  if (response.headers.get('content-type')?.startsWith('application/problem+json') === true)
    throw new ApiError((await response.json()) as ProblemDetails)
  throw new ApiError({
    type: '/codes/INTERNAL',
    title: `This server answered ${response.status}`,
    status: response.status,
    code: 'INTERNAL',
  })
}

/** JSON of our own API, as its contract says. */
export async function askJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  return (await (await ask(url, signal)).json()) as T
}
