import { RolloutChartsBody, type RolloutChart } from '@/lib/schema/rollout.ts'
import { resolveRolloutCharts } from '@/lib/server/actions/resolve-rollout-charts.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { eventStream, wantsEvents } from '@/lib/server/http/event-stream.ts'
import { readBody } from '@/lib/server/http/read-body.ts'

export async function POST(request: Request): Promise<Response> {
  let work: AsyncGenerator<RolloutChart> | undefined
  const whole = await answer(request, async () => {
    const charts = resolveRolloutCharts(await readBody(request, RolloutChartsBody), request.signal)
    if (wantsEvents(request)) {
      work = charts
      return json(null)
    }
    const done: RolloutChart[] = []
    for await (const chart of charts) done.push(chart)
    return json({ charts: done.sort((a, b) => a.index - b.index) })
  })
  return work === undefined ? whole : eventStream(work)
}
