import { showMetrics } from '../../lib/server/actions/show-metrics.ts'

export const dynamic = 'force-dynamic'

/** What Prometheus reads. It names no source, no chart and nobody. */
export const GET = (): Response =>
  new Response(showMetrics(), {
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' },
  })
