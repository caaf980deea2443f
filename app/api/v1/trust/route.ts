import { PolicyDraft } from '@/lib/schema/trust.ts'
import { saveTrust } from '@/lib/server/actions/save-trust.ts'
import { showTrust } from '@/lib/server/actions/show-trust.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { mutate } from '@/lib/server/http/mutate.ts'
import { readBody } from '@/lib/server/http/read-body.ts'

export const GET = (request: Request): Promise<Response> =>
  answer(request, async () => json(await showTrust(request.signal)))

export const PUT = (request: Request): Promise<Response> =>
  mutate(request, async (identity) => saveTrust(identity, (await readBody(request, PolicyDraft)).policies))

export const DELETE = (request: Request): Promise<Response> =>
  mutate(request, (identity) => saveTrust(identity, null))
