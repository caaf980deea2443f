import type { DiagnosisStep } from '@/lib/schema/diagnosis.ts'
import { diagnoseSource } from '@/lib/server/actions/diagnose-source.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { chartAddress } from '@/lib/server/http/chart-address.ts'
import { eventStream, wantsEvents } from '@/lib/server/http/event-stream.ts'

export async function GET(
  request: Request,
  context: { params: Promise<{ source: string }> },
): Promise<Response> {
  const { source } = await chartAddress(context)
  if (wantsEvents(request)) return eventStream(diagnoseSource(source))
  return answer(request, async () => {
    const steps: DiagnosisStep[] = []
    for await (const step of diagnoseSource(source)) steps.push(step)
    return json({ source, steps })
  })
}
