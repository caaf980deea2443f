import { checkReady } from '../../lib/server/actions/check-ready.ts'

export const dynamic = 'force-dynamic'

/** The process can do its work; else 503 and the code of what is wrong. */
export function GET(): Response {
  const state = checkReady()
  return new Response(state.ready ? 'ready\n' : `${state.code}\n`, {
    status: state.ready ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  })
}
