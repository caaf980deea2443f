import { listAllMoves } from '@/lib/server/actions/list-moves.ts'
import { answer, json } from '@/lib/server/http/answer.ts'

export const GET = (request: Request): Promise<Response> =>
  answer(request, async () => json(await listAllMoves()))
