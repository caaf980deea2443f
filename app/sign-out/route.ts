import { signOut } from '../../lib/server/actions/sign-out.ts'
import { toSourceError } from '../../lib/server/errors/source-error.ts'

export async function POST(request: Request): Promise<Response> {
  try {
    const cookie = await signOut(request)
    return new Response(null, { status: 303, headers: { location: '/sign-in', 'set-cookie': cookie } })
  } catch (error) {
    const { code } = toSourceError(error)
    return new Response(null, { status: 303, headers: { location: `/codes/${code}` } })
  }
}
