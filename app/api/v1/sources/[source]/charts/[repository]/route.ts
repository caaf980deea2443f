import { lookIntoChart } from '@/lib/server/actions/look-into-chart.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { chartAddress } from '@/lib/server/http/chart-address.ts'

type Context = RouteContext<'/api/v1/sources/[source]/charts/[repository]'>

export async function GET(request: Request, context: Context): Promise<Response> {
  const { source, repository } = await chartAddress(context)
  return answer(request, async () => json(await lookIntoChart(source, repository, request.signal)))
}
