import { cookies } from 'next/headers'
import { isTheme, THEME } from '../../lib/client/theme.ts'

/** The theme button without scripts: system → dark → light → system, and back to where one was. */
export async function POST(request: Request): Promise<Response> {
  const jar = await cookies()
  const now = jar.get(THEME)?.value
  if (!isTheme(now)) jar.set(THEME, 'dark', { path: '/', maxAge: 31_536_000, sameSite: 'lax' })
  else if (now === 'dark') jar.set(THEME, 'light', { path: '/', maxAge: 31_536_000, sameSite: 'lax' })
  else jar.delete(THEME)

  const from = request.headers.get('referer')
  const back = from !== null && URL.canParse(from) ? new URL(from) : null
  // only the path is taken, so the answer cannot lead to another host
  return new Response(null, {
    status: 303,
    headers: { location: back === null ? '/' : `${back.pathname}${back.search}` },
  })
}
