import { readFile } from '@/lib/server/actions/read-file.ts'
import { answer, raw } from '@/lib/server/http/answer.ts'
import { chartAddress, type ChartParams } from '@/lib/server/http/chart-address.ts'

export async function GET(request: Request, context: { params: Promise<ChartParams> }): Promise<Response> {
  const { source, repository, version, immutable } = await chartAddress(context)
  const path = new URL(request.url).searchParams.get('path') ?? ''
  return answer(
    request,
    async () =>
      raw(await readFile(source, repository, version, path, request.signal), 'application/octet-stream'),
    { immutable },
  )
}
