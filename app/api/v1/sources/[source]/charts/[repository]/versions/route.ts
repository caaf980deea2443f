import { listVersions } from '@/lib/server/actions/list-versions.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { chartAddress } from '@/lib/server/http/chart-address.ts'

export async function GET(
  request: Request,
  context: { params: Promise<{ source: string; repository: string }> },
): Promise<Response> {
  const { source, repository } = await chartAddress(context)
  return answer(request, async () => json(await listVersions(source, repository, {}, request.signal)))
}
