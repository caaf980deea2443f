import { listMoves } from '@/lib/server/actions/list-moves.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { chartAddress } from '@/lib/server/http/chart-address.ts'

interface Context {
  readonly params: Promise<{ readonly source: string; readonly repository: string }>
}

export const GET = (request: Request, context: Context): Promise<Response> =>
  answer(request, async () => {
    const { source, repository } = await chartAddress(context)
    return json(await listMoves(source, repository))
  })
