import { bareMediaType, holdsErrors, parseErrorBody, parseObject } from '../../../oci/index.ts'
import { SourceError, toSourceError, type Phase } from '../../errors/source-error.ts'
import { first, type HttpResponse } from '../../transport/http-client.ts'
import { retryAfter } from '../../transport/retry-after.ts'

/** What was asked, for the words of an error. */
export interface Question {
  /** `the tags of a/b`, `a/b:1.0.0`, … */
  readonly what: string
  readonly phase: Phase
  redact(text: string): string
}

/** Whether a body is a web page: by its type, or because it begins as one. */
export function isWebPage(answer: HttpResponse): boolean {
  const type = bareMediaType(first(answer.headers['content-type']) ?? '')
  if (type === 'text/html' || type === 'application/xhtml+xml') return true
  return /^\s*<(?:!doctype|html|head|body|\?xml|!--)/i.test(
    new TextDecoder().decode(answer.body.subarray(0, 256)),
  )
}

/** Whether an answer to `/v2/`, or a refusal, can come from a registry: it says so, challenges, or is at least no web page. */
export function looksLikeRegistry(answer: HttpResponse): boolean {
  if (answer.headers['docker-distribution-api-version'] !== undefined) return true
  if (answer.status === 401 && answer.headers['www-authenticate'] !== undefined) return true
  return (
    !isWebPage(answer) &&
    (answer.status === 200 || answer.status === 401 || parseErrorBody(answer.body).code !== '')
  )
}

/**
 * A registry's refusal as an error; undefined for a success.
 * 404 is NOT_FOUND whatever its words, since registries hide what one may not see behind it.
 */
export function refusal(answer: HttpResponse, question: Question): SourceError | undefined {
  const { status } = answer
  const { host } = answer.url
  const { what, phase } = question
  if (status >= 200 && status < 300) return answer.cut === null ? undefined : truncated(answer, question)
  const body = parseErrorBody(answer.body)
  const words = question.redact([body.code, body.message].filter((w) => w !== '').join(': '))
  const seen = `status ${status}${words === '' ? '' : `, ${words}`}`
  const facts = { host, phase, seen }
  if (status === 400) {
    const text = new TextDecoder().decode(answer.body)
    if (
      /HTTP request (?:was sent )?to (?:an )?HTTPS (?:server|port)|speaking plain HTTP to an SSL/i.test(text)
    ) {
      return new SourceError(
        'HTTP_ON_HTTPS_PORT',
        `${host} speaks TLS, and the connection is set to plain HTTP`,
        facts,
      )
    }
    if (/SSL certificate was sent|SSL certificate error/i.test(text)) {
      const missing = /No required/i.test(text)
      return new SourceError(
        missing ? 'TLS_CLIENT_CERT_REQUIRED' : 'TLS_BAD_CLIENT_CERT',
        `${host} ${missing ? 'asks for a client certificate' : 'refused the client certificate'}`,
        facts,
      )
    }
  }
  if (status === 403 || status === 401)
    return new SourceError('AUTH_FORBIDDEN', `${host} does not allow reading ${what}`, facts)
  if (status === 404)
    return new SourceError('NOT_FOUND', `no such repository or tag, or no access: ${what}`, facts)
  if (status === 429) {
    const wait = retryAfter(first(answer.headers['retry-after']), Date.now())
    return new SourceError('RATE_LIMITED', `${host} asks to wait, after ${answer.tries} tries`, {
      ...facts,
      retryAfter: wait === undefined ? undefined : Math.ceil(wait / 1000),
    })
  }
  if (status >= 300 && status < 400)
    return new SourceError('MALFORMED_RESPONSE', `${host} redirects without saying where`, facts)
  const tries = answer.tries === 1 ? '' : `, after ${answer.tries} tries`
  return new SourceError('REGISTRY_ERROR', `${host} reports an error${tries}: ${seen}`, facts)
}

export function truncated(
  answer: HttpResponse,
  { what, phase }: Question,
  have = answer.body.length,
): SourceError {
  const of = answer.cut?.announced === undefined ? '' : ` of ${answer.cut.announced}`
  return new SourceError('TRUNCATED', `the answer for ${what} ended after ${have}${of} bytes`, {
    host: answer.url.host,
    phase,
    cause: answer.cut?.cause,
  })
}

/**
 * The JSON object that a successful answer holds.
 * @throws SourceError NOT_A_REGISTRY for a web page, REGISTRY_ERROR for an errors body, MALFORMED_RESPONSE
 */
export function jsonOf(answer: HttpResponse, question: Question): Readonly<Record<string, unknown>> {
  const { host } = answer.url
  const facts = { host, phase: question.phase }
  if (isWebPage(answer)) {
    const title = question.redact(parseErrorBody(answer.body).message)
    throw new SourceError('NOT_A_REGISTRY', `${host} answers with a web page`, {
      ...facts,
      seen: `status ${answer.status}${title === '' ? '' : `, titled ${JSON.stringify(title)}`}`,
    })
  }
  let value: Readonly<Record<string, unknown>>
  try {
    value = parseObject(answer.body)
  } catch (error) {
    const known = toSourceError(error, facts)
    throw known.with({ seen: question.redact(known.seen) })
  }
  if (!holdsErrors(value)) return value
  const { code, message } = parseErrorBody(answer.body)
  const words = question.redact([code, message].filter((w) => w !== '').join(': '))
  throw new SourceError(
    'REGISTRY_ERROR',
    `${host} reports an error within a successful answer: ${words || 'no words'}`,
    { ...facts, seen: `status ${answer.status}` },
  )
}
