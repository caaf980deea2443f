import manifest from '../../../package.json' with { type: 'json' }
import { exposition } from '../metrics/exposition.ts'

/** The server's figures since its start, in Prometheus' text format. */
export function showMetrics(): string {
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed } = process.memoryUsage()
  return exposition({
    startedAt: Math.round(Date.now() / 1000 - process.uptime()),
    cpu: (user + system) / 1e6,
    resident: rss,
    heap: heapUsed,
    version: manifest.version,
    node: process.versions.node,
  })
}
