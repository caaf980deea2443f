import { RenderBody } from '@/lib/schema/render.ts'
import { renderChart } from '@/lib/server/actions/render-chart.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { chartAddress, type ChartParams } from '@/lib/server/http/chart-address.ts'
import { readBody } from '@/lib/server/http/read-body.ts'

export async function POST(request: Request, context: { params: Promise<ChartParams> }): Promise<Response> {
  const { source, repository, version } = await chartAddress(context)
  return answer(request, async () => {
    const body = await readBody(request, RenderBody)
    return json(await renderChart(source, repository, version, body, request.signal))
  })
}
