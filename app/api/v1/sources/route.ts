import { listSources } from '@/lib/server/actions/list-sources.ts'
import { answer, json } from '@/lib/server/http/answer.ts'

export const dynamic = 'force-dynamic'

export const GET = (request: Request): Promise<Response> =>
  answer(request, async () => json({ sources: await listSources() }))
