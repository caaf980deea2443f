import { sameArchive } from '@/lib/server/actions/same-archive.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { chartAddress, type ChartParams } from '@/lib/server/http/chart-address.ts'

export async function GET(request: Request, context: { params: Promise<ChartParams> }): Promise<Response> {
  const { source, repository, version } = await chartAddress(context)
  const other = new URL(request.url).searchParams.get('in') ?? ''
  return answer(request, async () =>
    json(await sameArchive(source, repository, version, other, request.signal)),
  )
}
