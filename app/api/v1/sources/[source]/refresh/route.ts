import { demandOrigin } from '@/lib/server/access/demand-writer.ts'
import { refreshSource } from '@/lib/server/actions/refresh-source.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { chartAddress } from '@/lib/server/http/chart-address.ts'

export async function POST(
  request: Request,
  context: { params: Promise<{ source: string }> },
): Promise<Response> {
  const { source } = await chartAddress(context)
  return answer(request, async () => {
    demandOrigin(request.headers)
    await refreshSource(source)
    return json({})
  })
}
