import { listCharts } from '@/lib/server/actions/list-charts.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { chartAddress } from '@/lib/server/http/chart-address.ts'

export async function GET(
  request: Request,
  context: { params: Promise<{ source: string }> },
): Promise<Response> {
  const { source } = await chartAddress(context)
  return answer(request, async () => json(await listCharts(source, request.signal)))
}
