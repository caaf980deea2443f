import { resolveImage } from '@/lib/server/actions/resolve-image.ts'
import { answer, json } from '@/lib/server/http/answer.ts'

export const GET = (request: Request): Promise<Response> =>
  answer(request, async () =>
    json(await resolveImage(new URL(request.url).searchParams.get('image') ?? '', request.signal)),
  )
