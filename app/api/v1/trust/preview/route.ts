import { PolicyDraft } from '@/lib/schema/trust.ts'
import { demandOrigin } from '@/lib/server/access/demand-writer.ts'
import { previewTrust } from '@/lib/server/actions/preview-trust.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { readBody } from '@/lib/server/http/read-body.ts'

export const POST = (request: Request): Promise<Response> =>
  answer(request, async () => {
    // it changes nothing, but it costs: no other site's page may ask for it
    demandOrigin(request.headers)
    return json(await previewTrust((await readBody(request, PolicyDraft)).policies, request.signal))
  })
