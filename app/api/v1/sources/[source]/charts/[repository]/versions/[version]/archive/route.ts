import { readArchive } from '@/lib/server/actions/read-archive.ts'
import { answer, raw } from '@/lib/server/http/answer.ts'
import { chartAddress, type ChartParams } from '@/lib/server/http/chart-address.ts'

export async function GET(request: Request, context: { params: Promise<ChartParams> }): Promise<Response> {
  const { source, repository, version, immutable } = await chartAddress(context)
  return answer(
    request,
    async () =>
      raw((await readArchive(source, repository, version, request.signal)).bytes, 'application/gzip'),
    { immutable },
  )
}
