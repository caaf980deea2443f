import { NextResponse, type NextRequest } from 'next/server'
import { accessInForce } from './lib/server/access/access-in-force.ts'
import type { AccessRule } from './lib/server/access/access-rule.ts'
import { identify } from './lib/server/access/identity.ts'
import { isLoopback } from './lib/server/access/may-start.ts'
import { SourceError, toSourceError } from './lib/server/errors/source-error.ts'

const development = process.env.NODE_ENV === 'development'

/**
 * The policy of every page: our own scripts by nonce, our own everything else, no other host at all.
 * React needs `eval` for its error overlay, in development only.
 */
const policy = (nonce: string): string =>
  [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? ` 'unsafe-eval'` : ''}`,
    development ? `style-src 'self' 'unsafe-inline'` : `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    `object-src 'none'`,
  ].join('; ')

/** Seen by everybody: the way in, and what that page is drawn with. */
const OUTSIDE = /^\/(?:sign-in|theme)(?:\/|$)/
const API = /^\/api(?:\/|$)/

/** The gate in front of every page and every answer: who is not known gets no further than the sign-in. */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname, search } = request.nextUrl
  const refused = OUTSIDE.test(pathname) ? undefined : await refusal(request.headers)
  if (refused !== undefined) {
    if (API.test(pathname)) return problem(refused, pathname)
    const to = request.nextUrl.clone()
    to.pathname = '/sign-in'
    to.search = pathname === '/' && search === '' ? '' : `?to=${encodeURIComponent(pathname + search)}`
    return NextResponse.redirect(to, 303)
  }
  const { headers } = request
  const ahead = headers.has('next-router-prefetch') || headers.get('purpose') === 'prefetch'
  return API.test(pathname) || ahead ? NextResponse.next() : page(request)
}

/** Why somebody gets no further; undefined for who may go on. */
async function refusal(headers: Headers): Promise<SourceError | undefined> {
  let rule: AccessRule
  try {
    rule = await accessInForce()
  } catch (error) {
    // never understood since the start: on loopback the pages say what is wrong with it, and have nothing else to show
    return development || isLoopback(process.env['HOSTNAME']) ? undefined : toSourceError(error)
  }
  try {
    if (identify(headers, rule, Date.now()) !== undefined) return undefined
    return new SourceError('SIGN_IN_REQUIRED', 'nobody is signed in', { phase: 'request' })
  } catch (error) {
    return toSourceError(error)
  }
}

function problem(refused: SourceError, instance: string): Response {
  const { code, message, cure } = refused
  const status = code === 'SIGN_IN_REQUIRED' ? 401 : 500
  const body = { type: `/codes/${code}`, title: message, status, code, cure, instance }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  })
}

function page(request: NextRequest): Response {
  const nonce = btoa(crypto.randomUUID())
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy(nonce))

  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy(nonce))
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  response.headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
  return response
}

/** Everything but the built files of the pages and what says that the server lives. */
export const config = {
  matcher: ['/((?!_next/static/|favicon.ico$|icon.svg$|healthz$|readyz$|metrics$).*)'],
}
