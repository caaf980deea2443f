import { RolloutBody } from '@/lib/schema/rollout.ts'
import { readRolloutFiles, type RolloutStep } from '@/lib/server/actions/read-rollout.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { eventStream, wantsEvents } from '@/lib/server/http/event-stream.ts'
import { readBody } from '@/lib/server/http/read-body.ts'

export async function POST(request: Request): Promise<Response> {
  let work: AsyncGenerator<RolloutStep> | undefined
  const whole = await answer(request, async () => {
    const steps = readRolloutFiles(await readBody(request, RolloutBody), request.signal)
    if (wantsEvents(request)) work = steps
    else for await (const step of steps) if ('rollout' in step) return json(step.rollout)
    return json(null)
  })
  return work === undefined ? whole : eventStream(work)
}
