import { PolicyImport } from '@/lib/schema/trust.ts'
import { importTrust } from '@/lib/server/actions/import-trust.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { readBody } from '@/lib/server/http/read-body.ts'

export const POST = (request: Request): Promise<Response> =>
  answer(request, async () => json(await importTrust((await readBody(request, PolicyImport)).text)))
