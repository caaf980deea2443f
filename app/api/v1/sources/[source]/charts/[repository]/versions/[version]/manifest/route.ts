import { readManifest } from '@/lib/server/actions/read-manifest.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { chartAddress, type ChartParams } from '@/lib/server/http/chart-address.ts'

export async function GET(request: Request, context: { params: Promise<ChartParams> }): Promise<Response> {
  const { source, repository, version, immutable } = await chartAddress(context)
  return answer(request, async () => json(await readManifest(source, repository, version, request.signal)), {
    immutable,
  })
}
