import { SourceError, toSourceError } from '../../../lib/server/errors/source-error.ts'
import { signIn } from '../../../lib/server/actions/sign-in.ts'

/** A plain form, so that it works without scripts. A refusal leads back to the form, which says why. */
export async function POST(request: Request): Promise<Response> {
  let to = '/'
  try {
    const form = await request.formData().catch(() => {
      throw new SourceError('REQUEST_INVALID', 'the form cannot be read', { phase: 'request' })
    })
    const text = (name: string): string => {
      const value = form.get(name)
      return typeof value === 'string' ? value.slice(0, 4096) : ''
    }
    to = ownPath(text('to'))
    const cookie = await signIn(request, text('name').trim(), text('password'))
    return new Response(null, { status: 303, headers: { location: to, 'set-cookie': cookie } })
  } catch (error) {
    const { code, retryAfter } = toSourceError(error)
    const query = new URLSearchParams({ refused: code })
    if (to !== '/') query.set('to', to)
    if (retryAfter !== null) query.set('wait', String(retryAfter))
    return new Response(null, { status: 303, headers: { location: `/sign-in?${query}` } })
  }
}

/** A path of this server, whatever was asked for: no answer leads to another host. */
function ownPath(text: string): string {
  const base = 'http://chartroom.invalid'
  if (!text.startsWith('/') || !URL.canParse(text, base)) return '/'
  const { origin, pathname, search } = new URL(text, base)
  return origin === base && !pathname.startsWith('//') ? pathname + search : '/'
}
