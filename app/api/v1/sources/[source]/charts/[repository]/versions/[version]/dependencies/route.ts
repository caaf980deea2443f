import { placeDependencies } from '@/lib/server/actions/place-dependencies.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { chartAddress, type ChartParams } from '@/lib/server/http/chart-address.ts'

export async function GET(request: Request, context: { params: Promise<ChartParams> }): Promise<Response> {
  const { source, repository, version } = await chartAddress(context)
  return answer(request, async () =>
    json({ dependencies: await placeDependencies(source, repository, version, request.signal) }),
  )
}
